-- The history only grows: nothing in it is changed, deleted or replaced.
CREATE TRIGGER acts_no_update BEFORE UPDATE ON acts BEGIN SELECT RAISE(ABORT, 'acts are append-only'); END;
CREATE TRIGGER acts_no_delete BEFORE DELETE ON acts BEGIN SELECT RAISE(ABORT, 'acts are append-only'); END;
CREATE TRIGGER acts_no_replace BEFORE INSERT ON acts
WHEN NEW.id <= (SELECT coalesce(max(id), 0) FROM acts)
BEGIN SELECT RAISE(ABORT, 'acts are append-only'); END;

CREATE TRIGGER imports_no_update BEFORE UPDATE ON imports BEGIN SELECT RAISE(ABORT, 'imports are append-only'); END;
CREATE TRIGGER imports_no_delete BEFORE DELETE ON imports BEGIN SELECT RAISE(ABORT, 'imports are append-only'); END;
CREATE TRIGGER imports_no_replace BEFORE INSERT ON imports
WHEN EXISTS (SELECT 1 FROM imports WHERE act = NEW.act)
BEGIN SELECT RAISE(ABORT, 'imports are append-only'); END;

CREATE TRIGGER files_no_update BEFORE UPDATE ON files BEGIN SELECT RAISE(ABORT, 'files are kept as they were imported'); END;

CREATE TRIGGER import_rows_no_update BEFORE UPDATE ON import_rows BEGIN SELECT RAISE(ABORT, 'import rows are append-only'); END;
CREATE TRIGGER import_rows_no_delete BEFORE DELETE ON import_rows BEGIN SELECT RAISE(ABORT, 'import rows are append-only'); END;
CREATE TRIGGER import_rows_no_replace BEFORE INSERT ON import_rows
WHEN EXISTS (SELECT 1 FROM import_rows WHERE act = NEW.act AND line = NEW.line)
BEGIN SELECT RAISE(ABORT, 'import rows are append-only'); END;

CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER history_no_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER history_no_replace BEFORE INSERT ON history
WHEN NEW.id <= (SELECT coalesce(max(id), 0) FROM history)
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
