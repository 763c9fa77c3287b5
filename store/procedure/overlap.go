package procedure

import (
	"context"
	"fmt"
	"slices"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/text"
)

// OverlapError says that a checklist is not begun because an open one is about the same. It unwraps to a *store.Error
// with CodeConflict.
type OverlapError struct {
	Number string // of the open one
	told   *store.Error
}

func (e *OverlapError) Error() string { return e.told.Error() }

// Unwrap gives the error in words, with its code.
func (e *OverlapError) Unwrap() error { return e.told }

// alone refuses a checklist where an open one is about the same: two that walk over each other would each find the
// records moved by the other, and what one of them puts back the other has built on.
func (w *Walk) alone(ctx context.Context, st *store.Store) error {
	list, err := st.Checklists(ctx)
	if err != nil {
		return err
	}
	for i := range list {
		o := &list[i]
		if o.State != store.ChecklistOpen {
			continue
		}
		if what := w.shares(o); what != "" {
			return overlap(ctx, st, o, what)
		}
	}
	return nil
}

// shares names what a new checklist is about like an open one: a device, or the person where one of the two is about
// all they hold; empty where there is nothing. A checklist of a whole site has nothing to do with others.
func (w *Walk) shares(o *store.Checklist) string {
	p, _ := ByName(o.Procedure) // nil for one that this program does not know: its devices count all the same
	all := p != nil && p.About == AboutUser
	same := w.Checklist.UserID != "" && edit.SameID(o.UserID, w.Checklist.UserID)
	switch {
	case w.Procedure.About == AboutSite:
		if o.Procedure == w.Procedure.Name && o.Site == w.Checklist.Site {
			return "this site"
		}
		return ""
	case same && (all || w.Procedure.About == AboutUser):
		return text.Visible(o.UserID)
	}
	for _, d := range w.scene.Devices {
		if slices.Contains(o.Serials(), d.Serial) || all && edit.SameID(d.Username, o.UserID) {
			return deviceName(d)
		}
	}
	return ""
}

// overlap tells which checklist is open, about what, and with whom.
func overlap(ctx context.Context, st *store.Store, o *store.Checklist, what string) error {
	title := text.Visible(o.Procedure)
	w, err := Load(ctx, st, o.Number)
	switch {
	case err == nil:
		title = w.Title
	case store.CodeOf(err) != store.CodeNotFound: // this program may not know its procedure
		return err
	}
	return &OverlapError{Number: o.Number, told: &store.Error{
		Code: store.CodeConflict,
		Message: fmt.Sprintf("checklist %s is open already, with %s, and about %s, too: %s",
			o.Number, text.Visible(o.Owner), what, title),
		Remedy: "go on with that one, or abandon it first",
	}}
}

// listed is the scene of a checklist in a list, with what is on record of its person and devices.
func listed(r *store.Records, c *store.Checklist) *Scene {
	o := edit.OwnerOf(r, c.UserID, c.Site)
	sc := &Scene{Records: r, Checklist: c, UserID: c.UserID, Name: o.FullName()}
	for _, serial := range c.Serials() {
		if d := r.Device(serial); d != nil {
			sc.Devices = append(sc.Devices, d)
		}
	}
	sc.first()
	return sc
}
