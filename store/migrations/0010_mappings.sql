-- What somebody chose by hand of how a file is understood: the options of its layout, and which column is which field.
ALTER TABLE reviews ADD COLUMN options TEXT NOT NULL DEFAULT '';
ALTER TABLE reviews ADD COLUMN mapping TEXT NOT NULL DEFAULT '';
ALTER TABLE imports ADD COLUMN options TEXT NOT NULL DEFAULT '';
ALTER TABLE imports ADD COLUMN mapping TEXT NOT NULL DEFAULT '';

-- Mappings that somebody gave a name, for everybody who uses the database: a file with these headers is read so.
CREATE TABLE mappings (
	name_key TEXT NOT NULL PRIMARY KEY,
	name     TEXT NOT NULL,
	template TEXT NOT NULL,
	headers  TEXT NOT NULL,
	pairs    TEXT NOT NULL,
	operator TEXT NOT NULL,
	at       TEXT NOT NULL
);
