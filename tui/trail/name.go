package trail

import (
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
	for _, kind := range [...]store.Kind{store.KindDevice, store.KindUser, store.KindSite, store.KindMember, store.KindScope, store.KindChecklist} {
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
	case store.KindChecklist:
		return "checklist", "checklists"
	}
	return string(kind) + " record", string(kind) + " records"
}
