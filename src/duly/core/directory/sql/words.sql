-- Why: personal words of the directory stand beside the private words of the event that told them, and go with them when those are erased
-- (ADR 0053). Nobody changes them, and nobody takes them away before.
SELECT set_config('role', tableowner, true) FROM pg_tables WHERE schemaname = 'audit' AND tablename = 'payload';
GRANT REFERENCES ON audit.payload TO SESSION_USER;
RESET ROLE;

ALTER TABLE public.directory_words
    ADD CONSTRAINT words_go_with_the_event FOREIGN KEY (made_by) REFERENCES audit.payload (event_id) ON DELETE CASCADE;

CREATE FUNCTION public.directory_words_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM audit.payload p WHERE p.event_id = OLD.made_by) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'Words of the directory are kept as they were told: they go only with the private words of their event.'
        USING ERRCODE = '23514', CONSTRAINT = 'words_are_kept_as_told';
END $$;

CREATE TRIGGER words_are_kept_as_told BEFORE UPDATE OR DELETE ON public.directory_words
    FOR EACH ROW EXECUTE FUNCTION public.directory_words_kept();
ALTER TABLE public.directory_words ENABLE ALWAYS TRIGGER words_are_kept_as_told;
