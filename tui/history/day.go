package history

import (
	"strings"
	"time"

	"homeroom/store"
	"homeroom/tui/report"
)

// heldOn says in words who held the device, or what the person held, on a day that begins at from, and marks those
// holdings by the entries they began with.
func heldOn(b *store.Biography, from, now time.Time) (words string, marked map[int64]bool) {
	to := from.AddDate(0, 0, 1)
	day := from.Format(time.DateOnly)
	switch {
	case from.After(now):
		return day + " lies ahead: nobody can say yet.", nil
	case len(b.Entries) > 0 && !b.Entries[0].At.Before(to):
		return "On " + day + " nothing of it was on record yet.", nil
	}
	held := b.On(from, to)
	marked = make(map[int64]bool, len(held))
	parts := make([]string, len(held))
	for i := range held {
		marked[held[i].Began.ID] = true
		parts[i] = report.Named(b.Record, &held[i]) + part24(&held[i], from, to)
	}
	switch {
	case len(held) == 0 && b.Record == store.KindDevice:
		return "On " + day + " nobody held it.", nil
	case len(held) == 0:
		return "On " + day + " no device was held.", nil
	case b.Record == store.KindDevice:
		return "On " + day + " it was held by " + strings.Join(parts, ", then by ") + ".", marked
	}
	return "On " + day + " this was held: " + strings.Join(parts, ", ") + ".", marked
}

// part24 says which part of the day it was, where it was not all of it.
func part24(h *store.Holding, from, to time.Time) string {
	words := ""
	clock := func(at time.Time) string { return at.In(from.Location()).Format("15:04") }
	if h.From.After(from) {
		words += " from " + clock(h.From)
	}
	if !h.To.IsZero() && h.To.Before(to) {
		words += " until " + clock(h.To)
	}
	return words
}
