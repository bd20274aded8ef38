-- What came with a mail is found by its words as the mail is: 200,000 letters between them, for more would be too long to keep, and neither crowds out the other.

ALTER TABLE correspondence_item ALTER COLUMN finding_words SET EXPRESSION AS (
    setweight(to_tsvector('simple', sender_name), 'A') || setweight(to_tsvector('english', subject), 'B')
    || to_tsvector('english', left(text, 200000 - least(length(enclosed), 80000)))
    || to_tsvector('english', left(enclosed, 200000 - least(length(text), 120000)))
);
