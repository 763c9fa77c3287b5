-- A review is a lasting thing: whose it is, who had it before, how it ended, why a row was decided so, and what the rows
-- were when they were shown. One that ended without a save keeps nothing of its file, so the tables are made anew: file
-- is empty then, while sha256 stays as a fact.
CREATE TEMP TABLE kept_decisions AS SELECT * FROM decisions;
CREATE TEMP TABLE kept_mends AS SELECT * FROM mends;
CREATE TEMP TABLE kept_reviews AS SELECT * FROM reviews;
DROP TABLE decisions;
DROP TABLE mends;
DROP TABLE reviews;

CREATE TABLE reviews (
	id          INTEGER NOT NULL PRIMARY KEY,
	operator    TEXT    NOT NULL,
	site        TEXT    NOT NULL,
	solution    TEXT    NOT NULL,
	template    TEXT    NOT NULL,
	mode        TEXT    NOT NULL,
	sheet       TEXT    NOT NULL,
	encoding    TEXT    NOT NULL,
	delimiter   TEXT    NOT NULL,
	header_line INTEGER NOT NULL,
	file_name   TEXT    NOT NULL,
	sha256      TEXT    NOT NULL,
	file        TEXT    REFERENCES files (sha256),
	latest      INTEGER NOT NULL,
	started     TEXT    NOT NULL,
	touched     TEXT    NOT NULL,
	version     INTEGER NOT NULL,
	state       TEXT    NOT NULL CHECK (state IN ('open', 'saved', 'discarded', 'aged')),
	act         INTEGER NOT NULL,
	known       INTEGER NOT NULL
);
CREATE INDEX reviews_open ON reviews (operator) WHERE state = 'open';
CREATE INDEX reviews_file ON reviews (file);

CREATE TABLE decisions (
	review   INTEGER NOT NULL REFERENCES reviews (id),
	line     INTEGER NOT NULL,
	verdict  TEXT    NOT NULL CHECK (verdict IN ('accept', 'leave_out', 'later')),
	reason   TEXT    NOT NULL,
	operator TEXT    NOT NULL,
	at       TEXT    NOT NULL,
	PRIMARY KEY (review, line)
);

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

-- How the rows stood when they were shown, of those that were not as the records said; none where known is 0.
CREATE TABLE shown_rows (
	review INTEGER NOT NULL REFERENCES reviews (id),
	line   INTEGER NOT NULL,
	row    BLOB    NOT NULL,
	PRIMARY KEY (review, line)
);

-- What became of a review at which of its versions, and by whom. It holds nothing of the file, and only grows.
CREATE TABLE review_log (
	review   INTEGER NOT NULL REFERENCES reviews (id),
	version  INTEGER NOT NULL,
	at       TEXT    NOT NULL,
	operator TEXT    NOT NULL,
	what     TEXT    NOT NULL CHECK (what IN ('begun', 'taken over', 'thrown away', 'aged out', 'saved')),
	word     TEXT    NOT NULL,
	PRIMARY KEY (review, version)
);

INSERT INTO reviews SELECT id, operator, site, solution, template, mode, sheet, encoding, delimiter, header_line, file_name, sha256,
	CASE state WHEN 'discarded' THEN NULL ELSE sha256 END, latest, started, touched, max(version, 1), state, act, 0
	FROM kept_reviews ORDER BY id;
INSERT INTO decisions SELECT d.review, d.line, d.verdict, '', r.operator, d.at
	FROM kept_decisions d JOIN reviews r ON r.id = d.review WHERE r.state <> 'discarded' ORDER BY d.review, d.line;
INSERT INTO mends SELECT m.review, m.line, m.column, m.value, m.operator, m.at
	FROM kept_mends m JOIN reviews r ON r.id = m.review WHERE r.state <> 'discarded' ORDER BY m.review, m.line, m.column;
INSERT INTO review_log SELECT id, 1, started, operator, 'begun', '' FROM reviews ORDER BY id;
INSERT INTO review_log SELECT id, max(version, 2), touched, operator, CASE state WHEN 'saved' THEN 'saved' ELSE 'thrown away' END,
	CASE state WHEN 'saved' THEN 'save ' || act ELSE '' END FROM reviews WHERE state <> 'open' ORDER BY id;
DELETE FROM files WHERE sha256 NOT IN (SELECT sha256 FROM imports)
	AND sha256 NOT IN (SELECT file FROM reviews WHERE file IS NOT NULL);
DROP TABLE kept_decisions;
DROP TABLE kept_mends;
DROP TABLE kept_reviews;

CREATE TRIGGER review_log_no_update BEFORE UPDATE ON review_log BEGIN SELECT RAISE(ABORT, 'the log of reviews is append-only'); END;
CREATE TRIGGER review_log_no_delete BEFORE DELETE ON review_log BEGIN SELECT RAISE(ABORT, 'the log of reviews is append-only'); END;
CREATE TRIGGER review_log_no_replace BEFORE INSERT ON review_log
WHEN EXISTS (SELECT 1 FROM review_log WHERE review = NEW.review AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'the log of reviews is append-only'); END;

-- What the school set, for everybody who uses the database.
CREATE TABLE settings (
	name     TEXT NOT NULL PRIMARY KEY,
	value    TEXT NOT NULL,
	operator TEXT NOT NULL,
	at       TEXT NOT NULL
);

-- How the file of an import was read, and a digest of its rows as read: the same rows are known again in another form.
ALTER TABLE imports ADD COLUMN encoding    TEXT    NOT NULL DEFAULT '';
ALTER TABLE imports ADD COLUMN delimiter   TEXT    NOT NULL DEFAULT '';
ALTER TABLE imports ADD COLUMN header_line INTEGER NOT NULL DEFAULT 0;
ALTER TABLE imports ADD COLUMN content     TEXT    NOT NULL DEFAULT '';
CREATE INDEX imports_content ON imports (content);

-- What had taken the place of the file's cells when it was saved.
CREATE TABLE import_mends (
	act    INTEGER NOT NULL REFERENCES imports (act),
	line   INTEGER NOT NULL,
	column TEXT    NOT NULL,
	value  TEXT    NOT NULL,
	PRIMARY KEY (act, line, column)
);
CREATE TRIGGER import_mends_no_update BEFORE UPDATE ON import_mends BEGIN SELECT RAISE(ABORT, 'import mends are append-only'); END;
CREATE TRIGGER import_mends_no_delete BEFORE DELETE ON import_mends BEGIN SELECT RAISE(ABORT, 'import mends are append-only'); END;
CREATE TRIGGER import_mends_no_replace BEFORE INSERT ON import_mends
WHEN EXISTS (SELECT 1 FROM import_mends WHERE act = NEW.act AND line = NEW.line AND column = NEW.column)
BEGIN SELECT RAISE(ABORT, 'import mends are append-only'); END;

-- What is being typed into a review is a draft, too: record_key is its number.
CREATE TEMP TABLE kept_drafts AS SELECT * FROM drafts;
DROP TABLE drafts;
CREATE TABLE drafts (
	id         INTEGER NOT NULL PRIMARY KEY,
	operator   TEXT    NOT NULL,
	record     TEXT    NOT NULL CHECK (record IN ('site', 'device', 'user', 'checklist', 'review')),
	record_key TEXT    NOT NULL,
	version    INTEGER NOT NULL,
	typed      TEXT    NOT NULL,
	touched    TEXT    NOT NULL,
	written    INTEGER NOT NULL
);
CREATE INDEX drafts_operator ON drafts (operator, record, record_key);
INSERT INTO drafts SELECT id, operator, record, record_key, version, typed, touched, written FROM kept_drafts ORDER BY id;
DROP TABLE kept_drafts;
