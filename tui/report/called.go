package report

import (
	"cmp"
	"strings"

	"homeroom/store"
)

// Called is what people call a record, in a sentence: "device LKP6FMAT0T9L", "assignment scope Maths 7: anouk.ivermere".
// The fields of what was done to it spell the names as they were typed; without them the key has to do.
func Called(kind store.Kind, key string, fields []store.FieldChange) string {
	switch kind {
	case store.KindMember:
		scope, person := Member(key, fields)
		return "assignment scope " + scope + ": " + person
	case store.KindScope:
		return "assignment scope " + cmp.Or(value(fields, store.FieldName), key)
	}
	return string(kind) + " " + key
}

// Member is the assignment scope and the User ID of somebody in one.
func Member(key string, fields []store.FieldChange) (scope, person string) {
	scope, person, _ = strings.Cut(key, "/")
	return cmp.Or(value(fields, store.FieldScope), scope), cmp.Or(value(fields, store.FieldUserID), person)
}

func value(fields []store.FieldChange, wanted store.Field) string {
	for _, f := range fields {
		if f.Field == wanted {
			return cmp.Or(f.New, f.Old)
		}
	}
	return ""
}

// Became is what an entry did to a record beyond its fields, in words; empty where it changed fields alone.
func Became(e *store.Entry) string {
	switch {
	case e.Record == store.KindMember && (e.Created || e.Deleted):
		scope, _ := Member(e.Key, e.Fields)
		if e.Created {
			return "put into assignment scope " + scope
		}
		return "taken out of assignment scope " + scope
	case e.Record == store.KindChecklist && e.Created:
		return "checklist begun"
	case e.Created:
		return recordWord(e.Record) + " created"
	case e.Deleted:
		return recordWord(e.Record) + " deleted"
	}
	return ""
}

func recordWord(kind store.Kind) string {
	if kind == store.KindScope {
		return "assignment scope"
	}
	return string(kind) + " record"
}
