-- How every step stood that nobody pressed, once a checklist is over: what the records said then cannot be seen later.
ALTER TABLE checklists ADD COLUMN passed TEXT NOT NULL DEFAULT '';
