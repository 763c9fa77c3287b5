PRAGMA application_id = 1215124077;
PRAGMA user_version = 6;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE sites (
	code     TEXT    NOT NULL PRIMARY KEY,
	name     TEXT    NOT NULL,
	solution TEXT    NOT NULL CHECK (solution IN ('primary', 'alternate')),
	version  INTEGER NOT NULL
);
INSERT INTO sites VALUES('OAK','Oak Middle','primary',1);
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
INSERT INTO devices VALUES(1,'DMPX10000001','5000001','iPad mini','iOS','OAK','Ada.Byrne','Ada Byrne','','','','','','',3);
INSERT INTO devices VALUES(2,'DMPX10000002','5000002','iPad mini','iOS','OAK','','','','','','','','',8);
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
INSERT INTO users VALUES(1,'ada.byrne','Ada.Byrne','Ada Byrne','','','student','','','','OAK','','',2);
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
INSERT INTO acts VALUES(1,'6148efd930711e7a4f0ab0e1f6eac590','2026-08-24T08:00:01.000Z','kim','setup','school',0,X'5bb4b9ef93b3811c61a3571690fe4bf66b8d951d493f6ec3deb32f18319a207d');
INSERT INTO acts VALUES(2,'ec20230fcbd36ac6c058838c7c083f73','2026-08-24T08:00:05.000Z','kim','import','assign.csv: 2 rows',0,X'bd5ed933511dfa211867099ae9bc1044f9f0c11899e65a2c272cc2d8e7d176ba');
INSERT INTO acts VALUES(3,'648c0766879b8922333e1eae8ecb6468','2026-08-24T08:00:06.000Z','ada','undo','undo of line 2 of import 2 (assign.csv: 2 rows)',0,X'51236c7a05fb9287d1ebe84c76f37638d8530816af8315a0abeac79ee2f12695');
CREATE TABLE files (
	sha256   TEXT NOT NULL PRIMARY KEY,
	deflated BLOB NOT NULL
);
INSERT INTO files VALUES('49cb1c2089fa3b58582298847dfe6ea75979fa46546466767df427db761ba9b6',X'004300bcff53657269616c204e756d6265722c557365722049440a444d505831303030303030322c426f2e5175696c6c0a444d505831303030303030312c4164612e4279726e650a010000ffff');
INSERT INTO files VALUES('4acfdd839bedacf3e711ae8d1add6a631b3e918e065cce938aecd7e70637e597',X'005100aeff53657269616c204e756d6265722c557365722049442c526f6f6d0a444d505831303030303030312c4164612e4279726e652c31320a444d505831303030303030322c43792e4665726e736964652c31340a010000ffff');
INSERT INTO files VALUES('f4e8d5499b185c246cbd83184eb38719cb2cb460ac4c556120ad0ca74c732e3c',X'003000cfff53657269616c204e756d6265722c557365722049440a444d505831303030303030322c446f742e4d6172726f7762790a010000ffff');
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
INSERT INTO imports VALUES(2,'mlti','assign','OAK','assign.csv','','49cb1c2089fa3b58582298847dfe6ea75979fa46546466767df427db761ba9b6',2,'{"add":1,"left_out":1}');
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
INSERT INTO import_rows VALUES(2,2,'add','DMPX10000002','5000002','Bo.Quill',1,'[]');
INSERT INTO import_rows VALUES(2,3,'left_out','DMPX10000001','5000001','Ada.Byrne',0,'[]');
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
INSERT INTO history VALUES(1,1,0,'site','OAK','create','[{"field":"code","old":"","new":"OAK"},{"field":"name","old":"","new":"Oak Middle"},{"field":"solution","old":"","new":"primary"}]','','',0,X'e68f64266a4e7c09d448aa6dbbc35e7d0bedfe24d07eba388105c93cdb5dddde');
INSERT INTO history VALUES(2,1,0,'user','ada.byrne','create','[{"field":"user_id","old":"","new":"Ada.Byrne"},{"field":"full_name","old":"","new":"Ada Byrne"},{"field":"position","old":"","new":"student"},{"field":"site","old":"","new":"OAK"}]','','',0,X'37bd256f94ca2495e0eefc7971e3cd06979e8564cb05563b45335763023a82d8');
INSERT INTO history VALUES(3,1,0,'device','DMPX10000001','create','[{"field":"serial","old":"","new":"DMPX10000001"},{"field":"asset_tag","old":"","new":"5000001"},{"field":"model","old":"","new":"iPad mini"},{"field":"platform","old":"","new":"iOS"},{"field":"site","old":"","new":"OAK"},{"field":"username","old":"","new":"Ada.Byrne"},{"field":"full_name","old":"","new":"Ada Byrne"}]','','ada.byrne',0,X'36b1b5cbdbfb6621d5a2e8db2e2f7a3872b158b8d36e1fc5fb6fc1390fc6fd1b');
INSERT INTO history VALUES(4,1,0,'device','DMPX10000002','create','[{"field":"serial","old":"","new":"DMPX10000002"},{"field":"asset_tag","old":"","new":"5000002"},{"field":"model","old":"","new":"iPad mini"},{"field":"platform","old":"","new":"iOS"},{"field":"site","old":"","new":"OAK"}]','','',0,X'b6ae1728f45a54069f5f8044d07d43760c2adbf582b7935b896fc5c038eda340');
INSERT INTO history VALUES(5,1,0,'scope','drawing','create','[{"field":"name","old":"","new":"Drawing"},{"field":"title","old":"","new":"Drawing pad"},{"field":"site","old":"","new":"OAK"}]','','',0,X'003d058bbb35e4c2af14b67c5a59b2e5aeae1718a637ceb01f91e16fb3c67f73');
INSERT INTO history VALUES(6,2,2,'user','bo.quill','create','[{"field":"user_id","old":"","new":"Bo.Quill"},{"field":"full_name","old":"","new":"Bo Quill"},{"field":"site","old":"","new":"OAK"}]','','',0,X'6f5a9791269bc68b20aee96e1fff913b84585f7542f06c89d096e81d3b871fe4');
INSERT INTO history VALUES(7,2,2,'device','DMPX10000002','update','[{"field":"username","old":"","new":"Bo.Quill"},{"field":"full_name","old":"","new":"Bo Quill"}]','','bo.quill',0,X'4a5f356257aa616c08320d63cd25ce9129af2739b291c431f7a215b3457aee51');
INSERT INTO history VALUES(8,3,2,'device','DMPX10000002','update','[{"field":"username","old":"Bo.Quill","new":""},{"field":"full_name","old":"Bo Quill","new":""}]','bo.quill','',7,X'c2465ac816a17ec21ba69f6ad02bfacee81842cccdd8d0fbab936018030f3fbc');
INSERT INTO history VALUES(9,3,2,'user','bo.quill','delete','[{"field":"user_id","old":"Bo.Quill","new":""},{"field":"full_name","old":"Bo Quill","new":""},{"field":"site","old":"OAK","new":""}]','','',6,X'8ec43354bec2bbaabd7735effc982851d3308e1ae123f30b266d15b64fbc96a0');
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
, encoding    TEXT    NOT NULL DEFAULT '', delimiter   TEXT    NOT NULL DEFAULT '', header_line INTEGER NOT NULL DEFAULT 0);
INSERT INTO reviews VALUES(1,'kim','OAK','','mlti','assign','','assign.csv','49cb1c2089fa3b58582298847dfe6ea75979fa46546466767df427db761ba9b6',0,'2026-08-24T08:00:02.000Z','2026-08-24T08:00:05.000Z',4,'saved',2,'','',0);
INSERT INTO reviews VALUES(2,'ada','OAK','primary','mlti','assign','','rooms.csv','4acfdd839bedacf3e711ae8d1add6a631b3e918e065cce938aecd7e70637e597',0,'2026-08-24T08:00:07.000Z','2026-08-24T08:00:09.000Z',3,'open',0,'windows-1252',';',1);
INSERT INTO reviews VALUES(3,'kim','OAK','','mlti','assign','','rooms.csv','4acfdd839bedacf3e711ae8d1add6a631b3e918e065cce938aecd7e70637e597',0,'2026-08-24T08:00:10.000Z','2026-08-24T08:00:11.000Z',2,'open',0,'','',0);
INSERT INTO reviews VALUES(4,'kim','OAK','','mlti','assign','','thrown.csv','f4e8d5499b185c246cbd83184eb38719cb2cb460ac4c556120ad0ca74c732e3c',0,'2026-08-24T08:00:12.000Z','2026-08-24T08:00:15.000Z',4,'discarded',0,'','',0);
CREATE TABLE decisions (
	review  INTEGER NOT NULL REFERENCES reviews (id),
	line    INTEGER NOT NULL,
	verdict TEXT    NOT NULL CHECK (verdict IN ('accept', 'leave_out', 'later')),
	at      TEXT    NOT NULL,
	PRIMARY KEY (review, line)
);
INSERT INTO decisions VALUES(1,2,'accept','2026-08-24T08:00:03.000Z');
INSERT INTO decisions VALUES(1,3,'leave_out','2026-08-24T08:00:03.000Z');
INSERT INTO decisions VALUES(2,2,'later','2026-08-24T08:00:08.000Z');
INSERT INTO decisions VALUES(2,3,'leave_out','2026-08-24T08:00:08.000Z');
INSERT INTO decisions VALUES(3,3,'accept','2026-08-24T08:00:11.000Z');
INSERT INTO decisions VALUES(4,2,'accept','2026-08-24T08:00:13.000Z');
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
INSERT INTO drafts VALUES(1,'kim','device','DMPX10000001',3,'[{"field":"room","then":"","text":"9"}]','2026-08-24T08:00:16.000Z',1);
CREATE TABLE views (
	record   TEXT NOT NULL CHECK (record IN ('device', 'user')),
	name     TEXT NOT NULL,
	query    TEXT NOT NULL,
	operator TEXT NOT NULL,
	PRIMARY KEY (record, name)
);
CREATE TABLE scopes (
	id        INTEGER NOT NULL PRIMARY KEY,
	scope_key TEXT    NOT NULL UNIQUE,
	name      TEXT    NOT NULL,
	title     TEXT    NOT NULL,
	site      TEXT    NOT NULL REFERENCES sites (code),
	version   INTEGER NOT NULL
);
INSERT INTO scopes VALUES(1,'drawing','Drawing','Drawing pad','OAK',5);
CREATE TABLE members (
	id         INTEGER NOT NULL PRIMARY KEY,
	member_key TEXT    NOT NULL UNIQUE,
	scope      TEXT    NOT NULL,
	user_id    TEXT    NOT NULL,
	version    INTEGER NOT NULL
);
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
, passed TEXT NOT NULL DEFAULT '');
CREATE TABLE mends (
	review   INTEGER NOT NULL REFERENCES reviews (id),
	line     INTEGER NOT NULL,
	column   TEXT    NOT NULL,
	value    TEXT    NOT NULL,
	operator TEXT    NOT NULL,
	at       TEXT    NOT NULL,
	PRIMARY KEY (review, line, column)
);
INSERT INTO mends VALUES(1,2,'User ID','Bo.Quill','kim','2026-08-24T08:00:04.000Z');
INSERT INTO mends VALUES(2,0,'User ID','Serial Number','ada','2026-08-24T08:00:09.000Z');
INSERT INTO mends VALUES(2,3,'Room','15','ada','2026-08-24T08:00:09.000Z');
INSERT INTO mends VALUES(2,2,'','','ada','2026-08-24T08:00:09.000Z');
INSERT INTO mends VALUES(4,2,'User ID','Dot.Marrowby2','kim','2026-08-24T08:00:14.000Z');
CREATE INDEX devices_asset_tag ON devices (asset_tag);
CREATE INDEX devices_username ON devices (lower(username));
CREATE INDEX devices_site ON devices (site);
CREATE INDEX users_site ON users (site);
CREATE INDEX users_departing ON users (departing) WHERE departing = 'yes';
CREATE INDEX users_managed_apple_account ON users (lower(managed_apple_account));
CREATE INDEX acts_undoes ON acts (undoes);
CREATE INDEX imports_sha256 ON imports (sha256);
CREATE INDEX history_act ON history (act);
CREATE INDEX history_record ON history (record, record_key);
CREATE INDEX history_holder_before ON history (holder_before) WHERE holder_before <> '';
CREATE INDEX history_holder_after ON history (holder_after) WHERE holder_after <> '';
CREATE INDEX history_undoes ON history (undoes) WHERE undoes <> 0;
CREATE INDEX reviews_open ON reviews (operator) WHERE state = 'open';
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
CREATE INDEX drafts_operator ON drafts (operator, record, record_key);
CREATE INDEX members_user ON members (lower(user_id));
CREATE INDEX members_scope ON members (lower(scope));
CREATE INDEX checklists_open ON checklists (state) WHERE state = 'open';
COMMIT;
