package plain

import (
	"strings"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/report"
)

// recordName is what a record is called on a line of its own: "device record C02XK0A1JG5H", "class M7: avery.lane". The
// fields of what is done to it spell the names as they were typed.
func recordName(kind store.Kind, key string, fields []store.FieldChange) string {
	if word := recordWord(kind); word != string(kind) {
		return word + " " + text.Visible(key)
	}
	return text.Visible(report.Called(kind, key, fields))
}

// fateOf is what becomes of a record as a whole: a place or a request says who gets it or loses it, and has no record to
// speak of.
func fateOf(kind store.Kind, key string, fields []store.FieldChange, created, deleted bool) string {
	e := store.Entry{Record: kind, Key: key, Fields: fields, Created: created, Deleted: deleted}
	if kind != store.KindMember && report.Person(kind, key, fields) != "" && kind != store.KindUser {
		return strings.TrimSuffix(": "+text.Visible(report.Became(&e)), ": ")
	}
	switch {
	case deleted:
		return ": the record goes"
	case created:
		return ": new record"
	}
	return ""
}
