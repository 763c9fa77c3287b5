-- Files that were written for a vendor: what of the records went out, and as of which history entry.
CREATE TABLE exports (
	id        INTEGER NOT NULL PRIMARY KEY,
	at        TEXT    NOT NULL,
	operator  TEXT    NOT NULL,
	template  TEXT    NOT NULL,
	site      TEXT    NOT NULL,
	query     TEXT    NOT NULL,
	format    TEXT    NOT NULL,
	latest    INTEGER NOT NULL,
	since     INTEGER NOT NULL,
	row_count INTEGER NOT NULL,
	deflated  BLOB    NOT NULL
);
CREATE INDEX exports_template ON exports (template);
CREATE TRIGGER exports_no_update BEFORE UPDATE ON exports BEGIN SELECT RAISE(ABORT, 'exports are append-only'); END;
CREATE TRIGGER exports_no_delete BEFORE DELETE ON exports BEGIN SELECT RAISE(ABORT, 'exports are append-only'); END;
CREATE TRIGGER exports_no_replace BEFORE INSERT ON exports
WHEN NEW.id <= (SELECT coalesce(max(id), 0) FROM exports)
BEGIN SELECT RAISE(ABORT, 'exports are append-only'); END;
