package trail

import (
	"fmt"
	"strconv"
	"strings"

	"homeroom/store"
)

// Save is what an act is called everywhere: "import 3" where a file was behind it, "save 4" else. All of them count
// in one row of numbers.
func Save(kind store.ActKind, id int64) string {
	word := "save "
	if kind == store.ActImport {
		word = "import "
	}
	return word + strconv.FormatInt(id, 10)
}

// Change is what one entry of the history is called: "c5".
func Change(id int64) string { return "c" + strconv.FormatInt(id, 10) }

// Records counts what changes belong to: "12 device records and 9 user records".
func Records(changes []store.Change) string {
	return counted(len(changes), func(i int) (store.Kind, string) { return changes[i].Record, changes[i].Key })
}

// Refused counts the records that an undo leaves as they are.
func Refused(refused []store.Refusal) string {
	return counted(len(refused), func(i int) (store.Kind, string) { return refused[i].Entry.Record, refused[i].Entry.Key })
}

// Told says what an undo does, in a sentence: "2 device records are put back, and 1 user record is removed".
func Told(changes []store.Change) string {
	clauses, rest := renamedBack(changes)
	var back, removed, staying []store.Change
	for i := range rest {
		switch c := &rest[i]; {
		case c.Delete:
			removed = append(removed, *c)
		case c.Record == store.KindUser && len(c.Fields) == 1 && c.Fields[0].Field == store.FieldDeparting && c.Fields[0].New == "":
			staying = append(staying, *c)
		default:
			back = append(back, *c)
		}
	}
	for _, part := range [...]struct {
		changes []store.Change
		verb    string
	}{{back, "put back"}, {removed, "removed"}} {
		switch n := len(part.changes); {
		case n == 1:
			clauses = append(clauses, Records(part.changes)+" is "+part.verb)
		case n > 1:
			clauses = append(clauses, Records(part.changes)+" are "+part.verb)
		}
	}
	switch n := len(staying); {
	case n == 1:
		clauses = append(clauses, "1 person is no longer departing")
	case n > 1:
		clauses = append(clauses, strconv.Itoa(n)+" people are no longer departing")
	}
	last := len(clauses) - 1
	if last < 1 {
		return strings.Join(clauses, "")
	}
	return strings.Join(clauses[:last], ", ") + ", and " + clauses[last]
}

// Brief is what an undo does in as few words as tell it: of records that are only put back their number is enough.
func Brief(changes []store.Change) string {
	told := Told(changes)
	if records := Records(changes); told == records+" is put back" || told == records+" are put back" {
		return records
	}
	return told
}

// AsBefore says what an undo does: where records are only put back in these words, which name those and the part that is
// taken back, and otherwise in a list of everything.
func AsBefore(plain, part string, changes []store.Change) string {
	if brief, records := Brief(changes), Records(changes); brief == records {
		return fmt.Sprintf(plain, records, part)
	}
	return "As before " + part + ": " + Told(changes) + "."
}

// counted counts each record once, however often it is named.
func counted(n int, record func(i int) (store.Kind, string)) string {
	type named struct {
		kind store.Kind
		key  string
	}
	seen, counts := map[named]bool{}, map[store.Kind]int{}
	for i := range n {
		kind, key := record(i)
		if !seen[named{kind, key}] {
			seen[named{kind, key}] = true
			counts[kind]++
		}
	}
	var parts []string
	for _, kind := range [...]store.Kind{
		store.KindDevice, store.KindUser, store.KindSite, store.KindMember, store.KindScope, store.KindChecklist, store.KindRequest,
		store.KindRoster, store.KindClass, store.KindGroup, store.KindLocation,
	} {
		one, many := nouns(kind)
		switch n := counts[kind]; {
		case n == 1:
			parts = append(parts, "1 "+one)
		case n > 1:
			parts = append(parts, strconv.Itoa(n)+" "+many)
		}
	}
	if len(parts) < 3 {
		return strings.Join(parts, " and ")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

// nouns are what one and many of a kind are called.
func nouns(kind store.Kind) (one, many string) {
	switch kind {
	case store.KindMember:
		return "place in an assignment scope", "places in assignment scopes"
	case store.KindScope:
		return "assignment scope", "assignment scopes"
	case store.KindRoster:
		return "place in a class", "places in classes"
	case store.KindRequest:
		return "enrolment request", "enrolment requests"
	case store.KindClass:
		return "class", "classes"
	case store.KindChecklist, store.KindGroup, store.KindLocation:
		return string(kind), string(kind) + "s"
	}
	return string(kind) + " record", string(kind) + " records"
}
