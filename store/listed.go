package store

// split takes a set of lists, such as users.groups in lower case, apart into their names.
const split = `WITH RECURSIVE part (list, name, rest) AS (
	SELECT value, '', value || '/' FROM json_each(?)
	UNION ALL
	SELECT list, substr(rest, 1, instr(rest, '/') - 1), substr(rest, instr(rest, '/') + 1) FROM part WHERE rest <> ''
) `

// listBonds tie people, classes and locations to what they name. None of them names people by device.
var listBonds = []bond{
	{
		KindUser, given(FieldGroups),
		split + "SELECT part.list, u.user_id, u.version FROM part JOIN users u ON lower(u.groups) = part.list" +
			" WHERE part.name <> '' AND NOT EXISTS (SELECT 1 FROM groups WHERE group_key = part.name) ORDER BY u.version",
		"not every group of “%s” is on record, in which user %s would be (R-51)",
	},
	{
		KindUser, given(FieldLocations),
		split + "SELECT part.list, u.user_id, u.version FROM part JOIN users u ON lower(u.locations) = part.list" +
			" WHERE part.name <> '' AND NOT EXISTS (SELECT 1 FROM locations WHERE location_key = part.name) ORDER BY u.version",
		"not every location of “%s” is on record, at which user %s would be",
	},
	{
		KindGroup, deleted,
		"SELECT g.value, u.user_id, u.version FROM json_each(?) g JOIN users u ON u.groups <> ''" +
			" AND instr('/' || lower(u.groups) || '/', '/' || g.value || '/') > 0 ORDER BY u.version",
		"group %s cannot go while users are in it: user %s is",
	},
	{
		KindLocation, deleted,
		"SELECT l.value, u.user_id, u.version FROM json_each(?) l JOIN users u ON u.locations <> ''" +
			" AND instr('/' || lower(u.locations) || '/', '/' || l.value || '/') > 0 ORDER BY u.version",
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
}
