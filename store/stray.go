package store

import (
	"context"
	"database/sql"
)

// pointing are the records that name another one, which has to be there: what is wrong otherwise, and how they are found.
var pointing = [...]struct{ what, at, query string }{
	{
		"place", "names a class that is not on record",
		"SELECT roster_key FROM rosters WHERE lower(class) NOT IN (SELECT class_key FROM classes) ORDER BY roster_key",
	},
	{
		"place", "names a user who is not on record",
		"SELECT roster_key FROM rosters WHERE lower(user_id) NOT IN (SELECT user_key FROM users) ORDER BY roster_key",
	},
	{
		"request", "names a user who is not on record",
		"SELECT request_key FROM requests WHERE lower(user_id) NOT IN (SELECT user_key FROM users) ORDER BY request_key",
	},
	{
		"class", "names a location that is not on record",
		"SELECT class FROM classes WHERE location <> '' AND lower(location) NOT IN (SELECT location_key FROM locations) ORDER BY class_key",
	},
}

// verifyStrays finds places in classes, enrolment requests, groups and locations that are named and not on record (R-51,
//
func verifyStrays(ctx context.Context, tx *sql.Tx) ([]Fault, error) {
	var faults []Fault
	for _, p := range pointing {
		err := eachRow(ctx, tx, p.query, 1, func(row []string) {
			faults = append(faults, Fault{"references", p.what + " " + row[0], p.at})
		})
		if err != nil {
			return nil, err
		}
	}
	named, err := verifyNames(ctx, tx)
	return append(faults, named...), err
}

// verifyNames holds the groups and the locations that people are in against those on record.
func verifyNames(ctx context.Context, tx *sql.Tx) ([]Fault, error) {
	known := map[[2]string]bool{}
	err := eachRow(ctx, tx, "SELECT 'group', group_key FROM groups UNION ALL SELECT 'location', location_key FROM locations", 2, func(row []string) {
		known[[2]string{row[0], row[1]}] = true
	})
	if err != nil {
		return nil, err
	}
	var faults []Fault
	err = eachRow(ctx, tx, `SELECT user_id, groups, locations FROM users WHERE groups <> '' OR locations <> '' ORDER BY user_key`, 3, func(row []string) {
		for n, kind := range []string{"group", "location"} {
			for _, name := range Names(row[n+1]) {
				if !known[[2]string{kind, plainLower(name)}] {
					faults = append(faults, Fault{"references", "user " + row[0], "is in the " + kind + " " + name + ", which is not on record"})
				}
			}
		}
	})
	return faults, err
}

// eachRow hands over the rows of a query, each of so many texts.
func eachRow(ctx context.Context, tx *sql.Tx, query string, columns int, do func(row []string)) error {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	row, places := make([]string, columns), make([]any, columns)
	for i := range row {
		places[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return err
		}
		do(row)
	}
	return rows.Err()
}
