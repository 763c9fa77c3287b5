-- What was typed into a form and is not saved yet. Drafts are not records and have no history.
-- record_key is empty for a record that is to be made.
CREATE TABLE drafts (
	operator   TEXT    NOT NULL,
	record     TEXT    NOT NULL CHECK (record IN ('site', 'device', 'user')),
	record_key TEXT    NOT NULL,
	version    INTEGER NOT NULL,
	typed      TEXT    NOT NULL,
	touched    TEXT    NOT NULL,
	PRIMARY KEY (operator, record, record_key)
);

-- Queries that somebody gave a name, for everybody who uses the database.
CREATE TABLE views (
	record   TEXT NOT NULL CHECK (record IN ('device', 'user')),
	name     TEXT NOT NULL,
	query    TEXT NOT NULL,
	operator TEXT NOT NULL,
	PRIMARY KEY (record, name)
);
