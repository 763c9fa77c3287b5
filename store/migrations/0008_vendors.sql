-- What vendors' files carry of people and devices besides. Lists of names are apart by a slash (R-51).
ALTER TABLE users ADD COLUMN type      TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN groups    TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN locations TEXT NOT NULL DEFAULT '';
ALTER TABLE devices ADD COLUMN ownership TEXT NOT NULL DEFAULT '';

CREATE TABLE groups (
	id        INTEGER NOT NULL PRIMARY KEY,
	group_key TEXT    NOT NULL UNIQUE,
	name      TEXT    NOT NULL,
	version   INTEGER NOT NULL
);

-- A place of a school as the vendors know it: one site may have several.
CREATE TABLE locations (
	id           INTEGER NOT NULL PRIMARY KEY,
	location_key TEXT    NOT NULL UNIQUE,
	code         TEXT    NOT NULL,
	name         TEXT    NOT NULL,
	site         TEXT    NOT NULL,
	version      INTEGER NOT NULL
);

CREATE TABLE classes (
	id        INTEGER NOT NULL PRIMARY KEY,
	class_key TEXT    NOT NULL UNIQUE,
	class     TEXT    NOT NULL,
	number    TEXT    NOT NULL,
	course    TEXT    NOT NULL,
	name      TEXT    NOT NULL,
	location  TEXT    NOT NULL,
	version   INTEGER NOT NULL
);
CREATE INDEX classes_location ON classes (lower(location));

-- Who is in a class, and as what.
CREATE TABLE rosters (
	id         INTEGER NOT NULL PRIMARY KEY,
	roster_key TEXT    NOT NULL UNIQUE,
	class      TEXT    NOT NULL,
	user_id    TEXT    NOT NULL,
	role       TEXT    NOT NULL CHECK (role IN ('student', 'teacher')),
	version    INTEGER NOT NULL
);
CREATE INDEX rosters_user ON rosters (lower(user_id));
CREATE INDEX rosters_class ON rosters (lower(class));

-- What a person was asked to enrol: one request for each platform.
CREATE TABLE requests (
	id              INTEGER NOT NULL PRIMARY KEY,
	request_key     TEXT    NOT NULL UNIQUE,
	user_id         TEXT    NOT NULL,
	platform        TEXT    NOT NULL,
	ownership       TEXT    NOT NULL,
	user_enrollment TEXT    NOT NULL CHECK (user_enrollment IN ('', 'Yes', 'No')),
	override_mode   TEXT    NOT NULL,
	comments        TEXT    NOT NULL,
	version         INTEGER NOT NULL
);
