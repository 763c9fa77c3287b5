-- What was typed into a form and is not saved yet. Drafts are not records and have no history.
-- record_key is empty for a record that is to be made.
-- Two consoles of one operator may have the same form open: each keeps a draft of its own. written counts the
-- writings, so that a console notices that its draft is somebody else's by now.
CREATE TABLE drafts (
	id         INTEGER NOT NULL PRIMARY KEY,
	operator   TEXT    NOT NULL,
	record     TEXT    NOT NULL CHECK (record IN ('site', 'device', 'user', 'checklist')),
	record_key TEXT    NOT NULL,
	version    INTEGER NOT NULL,
	typed      TEXT    NOT NULL,
	touched    TEXT    NOT NULL,
	written    INTEGER NOT NULL
);
CREATE INDEX drafts_operator ON drafts (operator, record, record_key);

-- Queries that somebody gave a name, for everybody who uses the database.
CREATE TABLE views (
	record   TEXT NOT NULL CHECK (record IN ('device', 'user')),
	name     TEXT NOT NULL,
	query    TEXT NOT NULL,
	operator TEXT NOT NULL,
	PRIMARY KEY (record, name)
);
