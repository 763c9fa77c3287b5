package store_test

import (
	"database/sql"
	"strings"
	"testing"
)

func TestVerify_R51_R73_NamesWhateverRefersToNothing(t *testing.T) {
	s := taught(t)
	asked(t, s)
	if faults, _, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	db, err := sql.Open("sqlite3", s.Path())
	must(t, err)
	defer db.Close()
	for _, statement := range []string{
		"DELETE FROM locations", "UPDATE users SET groups = 'Chess/Nowhere', locations = 'GONE' WHERE user_key = 'ada'",
		"UPDATE classes SET location = 'GONE'", "UPDATE rosters SET class = 'X9' WHERE roster_key = (SELECT max(roster_key) FROM rosters)",
		"UPDATE requests SET user_id = 'nobody'",
	} {
		_, err := db.Exec(statement)
		must(t, err)
	}
	faults, _, err := s.Verify(ctx)
	must(t, err)
	var said []string
	for _, f := range faults {
		if f.Check == "references" {
			said = append(said, f.Where+" "+f.Message)
		}
	}
	all := strings.Join(said, "\n")
	for _, want := range []string{
		"names a class that is not on record", "request ada/ios names a user who is not on record", "names a location that is not on record",
		"is in the group Nowhere, which is not on record", "is in the location GONE, which is not on record",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("it does not say %q:\n%s", want, all)
		}
	}
}
