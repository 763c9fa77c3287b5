-- School-bought assignments (VPP, Apps and Books) with the users in scope.
CREATE TABLE scopes (
	id        INTEGER NOT NULL PRIMARY KEY,
	scope_key TEXT    NOT NULL UNIQUE,
	name      TEXT    NOT NULL,
	title     TEXT    NOT NULL,
	site      TEXT    NOT NULL REFERENCES sites (code),
	version   INTEGER NOT NULL
);

CREATE TABLE members (
	id         INTEGER NOT NULL PRIMARY KEY,
	member_key TEXT    NOT NULL UNIQUE,
	scope      TEXT    NOT NULL,
	user_id    TEXT    NOT NULL,
	version    INTEGER NOT NULL
);
CREATE INDEX members_user ON members (lower(user_id));
CREATE INDEX members_scope ON members (lower(scope));

-- A procedure being walked: which, for whom, how far. Each step that is done changes step in the act that does it.
CREATE TABLE checklists (
	id        INTEGER NOT NULL PRIMARY KEY,
	number    TEXT    NOT NULL UNIQUE,
	procedure TEXT    NOT NULL,
	user_id   TEXT    NOT NULL,
	devices   TEXT    NOT NULL,
	site      TEXT    NOT NULL,
	state     TEXT    NOT NULL CHECK (state IN ('open', 'done', 'abandoned')),
	owner     TEXT    NOT NULL,
	sender    TEXT    NOT NULL,
	step      TEXT    NOT NULL,
	note      TEXT    NOT NULL,
	version   INTEGER NOT NULL
);
CREATE INDEX checklists_open ON checklists (state) WHERE state = 'open';

-- What is typed into a step of a checklist is kept as a draft, too.
CREATE TABLE wider (
	operator   TEXT    NOT NULL,
	record     TEXT    NOT NULL CHECK (record IN ('site', 'device', 'user', 'checklist')),
	record_key TEXT    NOT NULL,
	version    INTEGER NOT NULL,
	typed      TEXT    NOT NULL,
	touched    TEXT    NOT NULL,
	PRIMARY KEY (operator, record, record_key)
);
INSERT INTO wider SELECT operator, record, record_key, version, typed, touched FROM drafts;
DROP TABLE drafts;
ALTER TABLE wider RENAME TO drafts;
