package store

import (
	"context"
	"strings"
)

// ChecklistState says how far a checklist has come.
type ChecklistState string

// The states of a checklist.
const (
	ChecklistOpen      ChecklistState = "open"
	ChecklistDone      ChecklistState = "done"
	ChecklistAbandoned ChecklistState = "abandoned"
)

// Checklist is a procedure being walked. It is a record like a device: each step changes it in the very act that does
// the step, so that two people who press the same step make one transition, and the history tells who and when.
type Checklist struct {
	Number    string // key: "7"
	Procedure string // "removal"
	UserID    string // whom it is about; empty where it is about a site
	Devices   string // serial numbers when it began, apart by a space; Serials splits them
	Site      string
	State     ChecklistState
	Owner     string // who walks it
	Sender    string // who handed it over; empty while it is with whom it began
	Step      string // the step to be done next
	Note      string // what was noted last, behind the step's name and a colon
	Passed    string // once it is over: how every step stood that nobody pressed, one a line
	Version   int64
}

// Serials are the devices that the checklist began with.
func (c *Checklist) Serials() []string { return strings.Fields(c.Devices) }

var checklistColumns = []column[Checklist]{
	text(FieldNumber, func(c *Checklist) *string { return &c.Number }),
	text(FieldProcedure, func(c *Checklist) *string { return &c.Procedure }),
	text(FieldUserID, func(c *Checklist) *string { return &c.UserID }),
	text(FieldDevices, func(c *Checklist) *string { return &c.Devices }),
	text(FieldSite, func(c *Checklist) *string { return &c.Site }),
	text(FieldState, func(c *Checklist) *ChecklistState { return &c.State }),
	text(FieldOwner, func(c *Checklist) *string { return &c.Owner }),
	text(FieldSender, func(c *Checklist) *string { return &c.Sender }),
	text(FieldStep, func(c *Checklist) *string { return &c.Step }),
	text(FieldNote, func(c *Checklist) *string { return &c.Note }),
	text(FieldPassed, func(c *Checklist) *string { return &c.Passed }),
}

var checklistKind = kind[Checklist]{"checklists", checklistColumns, func(c *Checklist) *int64 { return &c.Version }, false}

// ChecklistFields lists every value of a new checklist, for a Change.
func ChecklistFields(c Checklist) []FieldChange { return filled(checklistColumns, &c) }

// Get returns a field's value as text; a field that a checklist has not is empty.
func (c *Checklist) Get(f Field) string { return get(checklistColumns, c, f) }

// Set writes a field; a field that a checklist has not is ignored.
func (c *Checklist) Set(f Field, v string) { put(checklistColumns, c, f, v) }

// Checklists lists all checklists, the newest first.
func (s *Store) Checklists(ctx context.Context) ([]Checklist, error) {
	list, err := checklistKind.where(ctx, s.read, "ORDER BY id DESC")
	return list, s.failedRead("the checklists", err)
}

// Checklist reads one checklist and its own history, oldest first; CodeNotFound if there is none of that number.
func (s *Store) Checklist(ctx context.Context, number string) (Checklist, []Entry, error) {
	found, err := checklistKind.where(ctx, s.read, "WHERE number = ?", number)
	if err == nil && len(found) == 0 {
		err = &Error{Code: CodeNotFound, Message: "there is no checklist " + number, Remedy: "look at the list of checklists"}
	}
	if err != nil {
		return Checklist{}, nil, s.failedRead("the checklist", err)
	}
	list, err := entries(ctx, s.read, "WHERE h.record = 'checklist' AND h.record_key = ?", number)
	return found[0], list, s.failedRead("the checklist", err)
}

// ChecklistEntries reads the history of all checklists, oldest first: for a list of them, at once.
func (s *Store) ChecklistEntries(ctx context.Context) ([]Entry, error) {
	list, err := entries(ctx, s.read, "WHERE h.record = 'checklist'")
	return list, s.failedRead("the checklists", err)
}

// NextChecklist is the number that the next checklist may have; another program may be quicker to take it.
func (s *Store) NextChecklist(ctx context.Context) (number string, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT CAST(coalesce(max(CAST(number AS INTEGER)), 0) + 1 AS TEXT) FROM checklists").Scan(&number)
	return number, s.failedRead("the checklists", err)
}
