-- Files that were written for a vendor: what of the records went out, and as of which history entry. Thrown away, the
-- fact stays, with who and when, and nothing of the contents.
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
	sha256    TEXT    NOT NULL,
	thrown    TEXT    NOT NULL DEFAULT '', -- when it was thrown away; empty while its file is kept
	thrower   TEXT    NOT NULL DEFAULT ''
);
CREATE INDEX exports_template ON exports (template);

-- The file, and the keys of the records that the vendor has by it and the exports before it.
CREATE TABLE export_files (
	export   INTEGER NOT NULL PRIMARY KEY REFERENCES exports (id),
	deflated BLOB    NOT NULL,
	known    BLOB    NOT NULL
);

CREATE TRIGGER exports_no_update BEFORE UPDATE OF id, at, operator, template, site, query, format, latest, since, row_count, sha256 ON exports
BEGIN SELECT RAISE(ABORT, 'exports are append-only'); END;
CREATE TRIGGER exports_thrown_once BEFORE UPDATE ON exports WHEN OLD.thrown <> '' OR NEW.thrown = '' OR NEW.thrower = ''
BEGIN SELECT RAISE(ABORT, 'exports are append-only'); END;
CREATE TRIGGER exports_no_delete BEFORE DELETE ON exports BEGIN SELECT RAISE(ABORT, 'exports are append-only'); END;
CREATE TRIGGER exports_no_replace BEFORE INSERT ON exports
WHEN NEW.id <= (SELECT coalesce(max(id), 0) FROM exports)
BEGIN SELECT RAISE(ABORT, 'exports are append-only'); END;
CREATE TRIGGER export_files_no_update BEFORE UPDATE ON export_files
BEGIN SELECT RAISE(ABORT, 'the files of exports are kept as they went out'); END;
CREATE TRIGGER export_files_no_delete BEFORE DELETE ON export_files
WHEN (SELECT thrown FROM exports WHERE id = OLD.export) = ''
BEGIN SELECT RAISE(ABORT, 'the files of exports are kept as they went out'); END;
CREATE TRIGGER export_files_no_replace BEFORE INSERT ON export_files
WHEN EXISTS (SELECT 1 FROM export_files WHERE export = NEW.export) OR NEW.export <> (SELECT max(id) FROM exports)
BEGIN SELECT RAISE(ABORT, 'the files of exports are kept as they went out'); END;
