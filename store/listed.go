package store

// split takes a set of lists, such as users.groups in lower case, apart into their names.
const split = `part (list, name, rest) AS (
	SELECT value, '', value || '/' FROM told
	UNION ALL
	SELECT list, substr(rest, 1, instr(rest, '/') - 1), substr(rest, instr(rest, '/') + 1) FROM part WHERE rest <> ''
)`

// unlisted gives the users with one of a set of lists that names something which a table has not. The users are looked at
// once, whatever the number of lists, and only where there is such a list.
func unlisted(field, table, key string) string {
	return `WITH RECURSIVE told AS (SELECT value FROM json_each(?)), ` + split + `, wrong AS MATERIALIZED (
			SELECT list FROM part WHERE name <> '' AND NOT EXISTS (SELECT 1 FROM ` + table + ` WHERE ` + key + ` = part.name))
		SELECT lower(` + field + `), user_id, version FROM users
		WHERE EXISTS (SELECT 1 FROM wrong) AND lower(` + field + `) IN (SELECT list FROM wrong) ORDER BY version`
}

// listing gives the users with one of a set of names in a list. Every list is taken apart once, whoever has it.
func listing(field string) string {
	return `WITH RECURSIVE has AS MATERIALIZED (SELECT lower(` + field + `) AS list, user_id, version FROM users WHERE ` + field + ` <> ''),
			told (value) AS (SELECT DISTINCT list FROM has), ` + split + `
		SELECT name, user_id, version FROM part JOIN has USING (list) WHERE name IN ` + inSet + ` ORDER BY version, name`
}

// listBonds tie people, classes, locations and requests to what they name. None of them names people by device.
var listBonds = []bond{
	{
		KindUser, given(FieldGroups),
		unlisted("groups", "groups", "group_key"),
		"not every group of “%s” is on record, in which user %s would be (R-51)",
	},
	{
		KindUser, given(FieldLocations),
		unlisted("locations", "locations", "location_key"),
		"not every location of “%s” is on record, at which user %s would be",
	},
	{
		KindGroup, deleted,
		listing("groups"),
		"group %s cannot go while users are in it: user %s is",
	},
	{
		KindLocation, deleted,
		listing("locations"),
		"location %s cannot go while users are at it: user %s is",
	},
	{
		KindLocation, deleted,
		"SELECT lower(location), class, version FROM classes WHERE lower(location) IN " + inSet + " ORDER BY version",
		"location %s cannot go while classes are at it: class %s is",
	},
	{
		KindClass, given(FieldLocation),
		"SELECT lower(location), class, version FROM classes WHERE lower(location) IN " + inSet +
			" AND NOT EXISTS (SELECT 1 FROM locations WHERE location_key = lower(classes.location)) ORDER BY version",
		"location %s is not on record, at which class %s would be (R-73)",
	},
	{
		KindRoster, given(FieldClass),
		"SELECT lower(class), user_id, version FROM rosters WHERE lower(class) IN " + inSet +
			" AND NOT EXISTS (SELECT 1 FROM classes WHERE class_key = lower(rosters.class)) ORDER BY version",
		"class %s is not on record and would list user %s (R-73)",
	},
	{
		KindRoster, given(FieldUserID),
		"SELECT lower(user_id), class, version FROM rosters WHERE lower(user_id) IN " + inSet +
			" AND NOT EXISTS (SELECT 1 FROM users WHERE user_key = lower(rosters.user_id)) ORDER BY version",
		"user %s is not on record and would be in class %s (R-73)",
	},
	{
		KindClass, deleted,
		"SELECT lower(class), user_id, version FROM rosters WHERE lower(class) IN " + inSet + " ORDER BY version",
		"class %s cannot go while people are in it: user %s is",
	},
	{
		KindUser, deleted,
		"SELECT lower(user_id), class, version FROM rosters WHERE lower(user_id) IN " + inSet +
			" AND NOT EXISTS (SELECT 1 FROM users WHERE user_key = lower(rosters.user_id)) ORDER BY version",
		"user %s cannot go while a class lists them: class %s does",
	},
	{
		KindRequest, given(FieldUserID),
		"SELECT lower(user_id), platform, version FROM requests WHERE lower(user_id) IN " + inSet +
			" AND NOT EXISTS (SELECT 1 FROM users WHERE user_key = lower(requests.user_id)) ORDER BY version",
		"user %s is not on record and would have an enrolment request for %s (R-61)",
	},
	{
		KindUser, deleted,
		"SELECT lower(user_id), platform, version FROM requests WHERE lower(user_id) IN " + inSet +
			" AND NOT EXISTS (SELECT 1 FROM users WHERE user_key = lower(requests.user_id)) ORDER BY version",
		"user %s cannot go while an enrolment request names them: that for %s does (R-61)",
	},
}
