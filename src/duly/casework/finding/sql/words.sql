-- Words are kept ready beside each row: made while a search runs, they would cost it more than all the rest. Each index is an order that a list is read in.

ALTER TABLE cases_case ADD COLUMN finding_words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', complainant), 'A') || setweight(to_tsvector('english', title), 'B')
    || setweight(to_tsvector('simple', title), 'C') || setweight(to_tsvector('simple', body), 'C')
) STORED;
ALTER TABLE correspondence_item ADD COLUMN finding_words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', sender_name), 'A') || setweight(to_tsvector('english', subject), 'B')
    || to_tsvector('english', left(text, 200000))
) STORED;

CREATE INDEX cases_by_words ON cases_case USING gin (finding_words) WITH (fastupdate = off);
CREATE INDEX post_by_words ON correspondence_item USING gin (finding_words) WITH (fastupdate = off);
CREATE INDEX cases_newest ON cases_case (opened_on DESC, ref DESC);
CREATE INDEX cases_newest_in_stage ON cases_case (stage, opened_on DESC, ref DESC);
CREATE INDEX cases_newest_of_owner ON cases_case (owner, stage, opened_on DESC, ref DESC);
CREATE INDEX cases_newest_about_body ON cases_case (body, opened_on DESC, ref DESC);
