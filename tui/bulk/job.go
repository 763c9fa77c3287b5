package bulk

import (
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/tui/trail"
)

// job is what the steps of a visit work on: a file that is imported, or the edit of many records at once. It gives the
// steps their words: behind an edit stands a sheet of our own making, and no file that somebody knows of.
type job struct{ edit bool }

// jobOf tells the job from the template of a review or a plan.
func jobOf(name string) job {
	t, err := template.ByName(name)
	return job{err == nil && t.Own}
}

// pick is one of two words: of an import, or of an edit.
func (j job) pick(imported, edited string) string {
	if j.edit {
		return edited
	}
	return imported
}

// heading begins the titles of the steps.
func (j job) heading() string { return j.pick("Bulk · ", "Edit · ") }

// source is what the rows stand in.
func (j job) source() string { return j.pick("file", "sheet") }

// saved is what a save of the job is called: "import 3", "save 4".
func (j job) saved(act int64) string {
	if j.edit {
		return trail.Save(store.ActEdit, act)
	}
	return trail.Save(store.ActImport, act)
}

// save is that without its number.
func (j job) save() string { return j.pick("import", "save") }

// back is where a step leads that has nothing below it but files, or the screen that an edit began on.
func (s *session) back(j job) (do, help string) {
	if j.edit && s.picker == nil {
		return "back", "Go back to where the edit began."
	}
	return "files", "Go back to the files."
}
