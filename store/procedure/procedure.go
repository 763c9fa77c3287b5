// Package procedure walks the procedures of the field: removal, adding, replacement, the turn of the year. A procedure
// is data, one runner walks them all: it shows a step with what the records say now and will say, does it in one act
// through the one door, and notes who and when. Adding a procedure needs no new screen.
package procedure

import (
	"fmt"
	"strings"

	"homeroom/store"
	"homeroom/store/edit"
)

// About says what a procedure is begun with.
type About string

// What a procedure is about.
const (
	AboutUser       About = "user"        // a person and all they hold
	AboutUserDevice About = "user device" // a person and a device
	AboutTwoDevices About = "two devices" // the old one and the new one
	AboutSite       About = "site"
)

// Procedure is an ordered list of steps (domain.md section 4).
type Procedure struct {
	Name    string // "removal", as in commands and records
	Title   string // "Removal"
	Intro   string // when to use it, in a sentence
	Heading string // of one that is walked: "Removal of {user}"
	About   About
	Begin   []Fact // what must hold for it to begin at all
	Steps   []Step
}

// Step is one step of a procedure, as data. Its texts may say {user}, {name}, {device}, {other} and {site}.
type Step struct {
	Name  string // "clear-position"; unique in its procedure
	Title string
	Text  string
	Texts map[store.Platform]string // instead of Text, where the words hang on what the device runs
	Tells func(s *Scene) string     // instead of Text, where they hang on what the records say
	Each  bool                      // once for each device of the checklist
	World bool                      // a fact of the world: confirmed by who, when and an optional note
	When  Condition                 // whether it applies; nil: always
	// Before must hold before the step can be done. After must hold once it is done, and until the step named in Until
	// is done; without one to the end.
	Before, After []Fact
	Until         string
	Keeps         Keeping       // what After looks at
	Do            Effect        // the record's change; nil where there is none
	Asks          []Ask         // what the operator types with this step
	Shows         []store.Field // what of the device is shown, whether it changes or not
	ShowsUser     []store.Field // and of the user record
	Link          *Target       // what can be opened instead, or besides
	Count         Count         // for steps that see by themselves whether they are done
}

// Condition tells why a step does not apply; empty when it does.
type Condition func(s *Scene) string

// Fact tells what stands against it, each with what to do; none when it holds.
type Fact func(s *Scene) []string

// Keeping is a field of the records of a kind; without a field it is whether they are on record.
type Keeping struct {
	Record store.Kind
	Field  store.Field
}

// Effect plans what a step does to the records.
type Effect func(s *Scene, values map[store.Field]string) edit.Plan

// Count looks by itself how far a step is.
type Count func(s *Scene) Sight

// Sight is what a step sees by itself.
type Sight struct {
	Done bool    // there is nothing left to do
	Left int     // how many are left
	Told string  // "12 departing users not yet revoked"
	Link *Target // instead of the step's own, where it helps better by now
}

// Confirmable reports whether nothing is left that can be seen, and nothing is seen that would make the step done: it
// is done by somebody who confirms it, and is recorded as such.
func (s *Sight) Confirmable() bool { return !s.Done && s.Left == 0 }

// Ask is a field that is typed with a step.
type Ask struct {
	Field    store.Field
	Required bool
	Choices  []string // nil is free text
	Value    string   // what the record says already; filled in by the runner
}

// TargetKind says what a link opens.
type TargetKind string

// The kinds of target.
const (
	TargetList TargetKind = "list" // the records of a filter
	TargetBulk TargetKind = "bulk" // the screen where files are previewed
	TargetFile TargetKind = "file" // a template to be written into the inbox
)

// Target is what enter or o opens from a step. The texts of a step's own target may say {user} and {site}; a stage's are
// filled in.
type Target struct {
	Kind     TargetKind
	Record   store.Kind // of a list
	Query    string     // of a list
	Template string     // of a file or a preview: "mlti"
	Mode     string     // of its template: "assign"
	Site     string
	UserID   string   // a file of one row: whom it is about
	Devices  []string // a file with these devices only: their serial numbers; nil is the whole site
	Delete   bool     // a file whose Delete column is filled
}

// All lists the procedures. What it answers is the caller's own.
func All() []*Procedure {
	return []*Procedure{removal(), adding(), replacement(), startOfYear(), endOfYear()}
}

// ByName finds a procedure; CodeNotFound if there is none of that name.
func ByName(name string) (*Procedure, error) {
	var names []string
	for _, p := range All() {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return nil, &store.Error{
		Code: store.CodeNotFound, Message: fmt.Sprintf("there is no procedure %q", name),
		Remedy: "choose one of: " + strings.Join(names, ", "),
	}
}

// step finds a step by its name; -1 if the procedure has none of that name.
func (p *Procedure) step(name string) int {
	for i := range p.Steps {
		if p.Steps[i].Name == name {
			return i
		}
	}
	return -1
}
