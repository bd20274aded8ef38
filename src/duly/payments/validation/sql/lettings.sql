-- Why: that only what was drawn is looked at, and by somebody else than whoever judged it, is worth nothing if a row may say so of itself.
ALTER TABLE validation_lettinglookedat
    ADD CONSTRAINT sampled_is_what_was_drawn FOREIGN KEY (draw_id, sampled) REFERENCES validation_lettingdraw (id, sampled),
    ADD CONSTRAINT a_look_is_at_a_letting_of_its_draw FOREIGN KEY (letting_id, draw_id, judged_by)
        REFERENCES validation_letting (id, draw_id, judged_by);
