-- Why: who tried to get in, and from where, is worth nothing once anybody can tidy it. It is added to and never changed, whoever asks.
CREATE TRIGGER sign_ins_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON people_signin FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
ALTER TABLE people_signin ENABLE ALWAYS TRIGGER sign_ins_are_kept;
