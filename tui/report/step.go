package report

import (
	"strings"

	"homeroom/store"
	"homeroom/store/procedure"
)

// Plain are the fields of a change in words: a checklist keeps its step and its note by the names that the program
// gives to steps, and how it stood at its end as lines that no person reads.
func Plain(kind store.Kind, fields []store.FieldChange) []store.FieldChange {
	if kind != store.KindChecklist {
		return fields
	}
	words := map[store.Field]func(string) string{
		store.FieldProcedure: procedureTitle,
		store.FieldStep:      stepTitle,
		store.FieldNote: func(note string) string {
			_, said, _ := strings.Cut(note, ":")
			return strings.TrimSpace(said)
		},
		store.FieldPassed: func(string) string { return "" },
	}
	var plain []store.FieldChange
	for _, f := range fields {
		if say, ok := words[f.Field]; ok {
			f.Old, f.New = say(f.Old), say(f.New)
		}
		if f.Old != "" || f.New != "" {
			plain = append(plain, f)
		}
	}
	return plain
}

// procedureTitle is what people call a procedure; one that this program does not know keeps its name.
func procedureTitle(name string) string {
	if p, err := procedure.ByName(name); err == nil {
		return p.Title
	}
	return name
}

// stepTitle is what people call a step, with the serial number behind it; one that no procedure has keeps its name, in
// words.
func stepTitle(key string) string {
	name, serial, _ := strings.Cut(key, " ")
	title := strings.ReplaceAll(name, "-", " ")
	for _, p := range procedure.All() {
		for i := range p.Steps {
			if s := &p.Steps[i]; s.Name == name && !strings.Contains(s.Title, "{") {
				title = s.Title
			}
		}
	}
	return strings.TrimSpace(title + " " + serial)
}

// StepFirst is the title of a save with what was done before what it was done to: "Step 3, clear the Position · Removal
// of ada.byrne". The title of a checklist's save begins with the checklist, which a narrow column would show alone; every
// other title stays as it is.
func StepFirst(kind store.ActKind, title string) string {
	if kind != store.ActStep && kind != store.ActUndo {
		return title
	}
	for _, did := range [...]string{", step ", ", note", ", handed over to ", ", abandoned"} {
		at := strings.LastIndex(title, did)
		if at < 0 {
			continue
		}
		about, what := title[:at], title[at+len(", "):]
		what = strings.Replace(strings.ToUpper(what[:1])+what[1:], ": ", ", ", 1)
		return what + " · " + about
	}
	return title
}
