-- What somebody chose by hand of how the file of a review is read; empty, or 0, where the content decides. The lines of
-- decisions and mends are those of the rows read so.
ALTER TABLE reviews ADD COLUMN encoding    TEXT    NOT NULL DEFAULT '';
ALTER TABLE reviews ADD COLUMN delimiter   TEXT    NOT NULL DEFAULT '';
ALTER TABLE reviews ADD COLUMN header_line INTEGER NOT NULL DEFAULT 0;

-- What somebody put in the place of a cell of a file that is under review. The kept file stays as it came.
-- Without a column the whole row is left out; on line 0 the column trades places with the one that value names.
CREATE TABLE mends (
	review   INTEGER NOT NULL REFERENCES reviews (id),
	line     INTEGER NOT NULL,
	column   TEXT    NOT NULL,
	value    TEXT    NOT NULL,
	operator TEXT    NOT NULL,
	at       TEXT    NOT NULL,
	PRIMARY KEY (review, line, column)
);
