package report

import (
	"cmp"
	"strings"

	"homeroom/store"
)

// Called is what people call a record, in a sentence: "device LKP6FMAT0T9L", "assignment scope Maths 7: anouk.ivermere".
// The fields of what was done to it spell the names as they were typed; without them the key has to do.
func Called(kind store.Kind, key string, fields []store.FieldChange) string {
	if of, name, person := Place(kind, key, fields); of != "" {
		return of + " " + name + ": " + person
	}
	switch kind {
	case store.KindRequest:
		platform, person := Request(key, fields)
		return "enrolment request of " + person + " for " + platform
	case store.KindLocation:
		return "location " + cmp.Or(value(fields, store.FieldCode), key)
	case store.KindClass:
		return "class " + cmp.Or(value(fields, store.FieldClass), key)
	case store.KindScope, store.KindGroup:
		return recordWord(kind) + " " + cmp.Or(value(fields, store.FieldName), key)
	}
	return string(kind) + " " + key
}

// Member is the assignment scope and the User ID of somebody in one.
func Member(key string, fields []store.FieldChange) (scope, person string) {
	_, scope, person = Place(store.KindMember, key, fields)
	return scope, person
}

// Place is what somebody has a place in, its name, and their User ID: an assignment scope, or a class. Of another kind of
// record all is empty.
func Place(kind store.Kind, key string, fields []store.FieldChange) (of, name, person string) {
	field := store.FieldScope
	switch kind {
	case store.KindMember:
		of = "assignment scope"
	case store.KindRoster:
		of, field = "class", store.FieldClass
	default:
		return "", "", ""
	}
	name, person, _ = strings.Cut(key, "/")
	return of, cmp.Or(value(fields, field), name), cmp.Or(value(fields, store.FieldUserID), person)
}

// Request is the platform and the User ID of an enrolment request.
func Request(key string, fields []store.FieldChange) (platform, person string) {
	person, platform, _ = strings.Cut(key, "/")
	return cmp.Or(value(fields, store.FieldPlatform), platform), cmp.Or(value(fields, store.FieldUserID), person)
}

// Person is the User ID of whom a record is about; empty where it is about nobody.
func Person(kind store.Kind, key string, fields []store.FieldChange) (person string) {
	switch kind {
	case store.KindUser:
		return key
	case store.KindRequest:
		_, person = Request(key, fields)
	default:
		_, _, person = Place(kind, key, fields)
	}
	return person
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
	if of, name, _ := Place(e.Record, e.Key, e.Fields); of != "" {
		return moved(of, name, e)
	}
	if !e.Created && !e.Deleted {
		return ""
	}
	verb := " deleted"
	if e.Created {
		verb = " created"
	}
	switch platform, _ := Request(e.Key, e.Fields); {
	case e.Record == store.KindRequest && e.Created:
		return "asked to enrol " + platform
	case e.Record == store.KindRequest:
		return "enrolment request for " + platform + " taken away"
	case e.Record == store.KindChecklist && e.Created:
		return "checklist begun"
	}
	return recordWord(e.Record) + verb
}

// moved says that somebody got a place or lost it, or became something else there.
func moved(of, name string, e *store.Entry) string {
	role := value(e.Fields, store.FieldRole)
	switch {
	case e.Deleted:
		return "taken out of " + of + " " + name
	case role == string(store.RoleTeacher) || !e.Created && role != "":
		return "made " + role + " of " + of + " " + name
	case e.Created:
		return "put into " + of + " " + name
	}
	return ""
}

func recordWord(kind store.Kind) string {
	switch kind {
	case store.KindScope:
		return "assignment scope"
	case store.KindGroup, store.KindLocation, store.KindClass:
		return string(kind)
	}
	return string(kind) + " record"
}
