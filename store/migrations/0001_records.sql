-- The records: sites, devices with their User & Location block, users.
-- version is the id of the history entry that wrote the record last.
CREATE TABLE sites (
	code     TEXT    NOT NULL PRIMARY KEY,
	name     TEXT    NOT NULL,
	solution TEXT    NOT NULL CHECK (solution IN ('primary', 'alternate')),
	version  INTEGER NOT NULL
);

CREATE TABLE devices (
	id         INTEGER NOT NULL PRIMARY KEY,
	serial     TEXT    NOT NULL UNIQUE,
	asset_tag  TEXT    NOT NULL,
	model      TEXT    NOT NULL,
	platform   TEXT    NOT NULL,
	site       TEXT    NOT NULL REFERENCES sites (code),
	username   TEXT    NOT NULL,
	full_name  TEXT    NOT NULL,
	email      TEXT    NOT NULL,
	phone      TEXT    NOT NULL,
	position   TEXT    NOT NULL,
	department TEXT    NOT NULL,
	building   TEXT    NOT NULL,
	room       TEXT    NOT NULL,
	version    INTEGER NOT NULL
);
CREATE INDEX devices_asset_tag ON devices (asset_tag);
CREATE INDEX devices_username ON devices (lower(username));
CREATE INDEX devices_site ON devices (site);

-- user_key is the User ID in lower case: R-01 compares without regard to case.
CREATE TABLE users (
	id                    INTEGER NOT NULL PRIMARY KEY,
	user_key              TEXT    NOT NULL UNIQUE,
	user_id               TEXT    NOT NULL,
	full_name             TEXT    NOT NULL,
	email                 TEXT    NOT NULL,
	phone                 TEXT    NOT NULL,
	position              TEXT    NOT NULL,
	managed_apple_account TEXT    NOT NULL,
	domain                TEXT    NOT NULL,
	grade                 TEXT    NOT NULL,
	site                  TEXT    NOT NULL,
	departing             TEXT    NOT NULL CHECK (departing IN ('', 'yes')),
	invitation            TEXT    NOT NULL CHECK (invitation IN ('', 'invited', 'accepted', 'revoked')),
	version               INTEGER NOT NULL
);
CREATE INDEX users_site ON users (site);
CREATE INDEX users_departing ON users (departing) WHERE departing = 'yes';
CREATE INDEX users_managed_apple_account ON users (lower(managed_apple_account));

-- An act is one save: who, when, what for. token tells after a failed commit whether it happened.
CREATE TABLE acts (
	id       INTEGER NOT NULL PRIMARY KEY,
	token    TEXT    NOT NULL UNIQUE,
	at       TEXT    NOT NULL,
	operator TEXT    NOT NULL,
	kind     TEXT    NOT NULL,
	title    TEXT    NOT NULL,
	undoes   INTEGER NOT NULL,
	digest   BLOB    NOT NULL
);
CREATE INDEX acts_undoes ON acts (undoes);

CREATE TABLE files (
	sha256   TEXT NOT NULL PRIMARY KEY,
	deflated BLOB NOT NULL
);

CREATE TABLE imports (
	act       INTEGER NOT NULL PRIMARY KEY REFERENCES acts (id),
	template  TEXT    NOT NULL,
	mode      TEXT    NOT NULL,
	site      TEXT    NOT NULL,
	file_name TEXT    NOT NULL,
	sheet     TEXT    NOT NULL,
	sha256    TEXT    NOT NULL REFERENCES files (sha256),
	row_count INTEGER NOT NULL,
	counts    TEXT    NOT NULL
);
CREATE INDEX imports_sha256 ON imports (sha256);

-- The outcome of every row that was not simply the same as the records.
CREATE TABLE import_rows (
	act       INTEGER NOT NULL REFERENCES imports (act),
	line      INTEGER NOT NULL,
	status    TEXT    NOT NULL,
	serial    TEXT    NOT NULL,
	asset_tag TEXT    NOT NULL,
	user_id   TEXT    NOT NULL,
	saved     INTEGER NOT NULL,
	notes     TEXT    NOT NULL,
	PRIMARY KEY (act, line)
);

-- What every act did to every record. digest chains each entry to the one before it.
CREATE TABLE history (
	id            INTEGER NOT NULL PRIMARY KEY,
	act           INTEGER NOT NULL REFERENCES acts (id),
	line          INTEGER NOT NULL,
	record        TEXT    NOT NULL,
	record_key    TEXT    NOT NULL,
	op            TEXT    NOT NULL CHECK (op IN ('create', 'update', 'delete')),
	fields        TEXT    NOT NULL,
	holder_before TEXT    NOT NULL,
	holder_after  TEXT    NOT NULL,
	undoes        INTEGER NOT NULL,
	digest        BLOB    NOT NULL
);
CREATE INDEX history_act ON history (act);
CREATE INDEX history_record ON history (record, record_key);
CREATE INDEX history_holder_before ON history (holder_before) WHERE holder_before <> '';
CREATE INDEX history_holder_after ON history (holder_after) WHERE holder_after <> '';
CREATE INDEX history_undoes ON history (undoes) WHERE undoes <> 0;

-- Reviews: decisions in progress. They are not records and have no history.
CREATE TABLE reviews (
	id        INTEGER NOT NULL PRIMARY KEY,
	operator  TEXT    NOT NULL,
	site      TEXT    NOT NULL,
	solution  TEXT    NOT NULL,
	template  TEXT    NOT NULL,
	mode      TEXT    NOT NULL,
	sheet     TEXT    NOT NULL,
	file_name TEXT    NOT NULL,
	sha256    TEXT    NOT NULL REFERENCES files (sha256),
	latest    INTEGER NOT NULL,
	started   TEXT    NOT NULL,
	touched   TEXT    NOT NULL,
	version   INTEGER NOT NULL,
	state     TEXT    NOT NULL CHECK (state IN ('open', 'saved', 'discarded')),
	act       INTEGER NOT NULL
);
CREATE INDEX reviews_open ON reviews (operator) WHERE state = 'open';

CREATE TABLE decisions (
	review  INTEGER NOT NULL REFERENCES reviews (id),
	line    INTEGER NOT NULL,
	verdict TEXT    NOT NULL CHECK (verdict IN ('accept', 'leave_out', 'later')),
	at      TEXT    NOT NULL,
	PRIMARY KEY (review, line)
);
