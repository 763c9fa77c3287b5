package progress

import (
	"context"
	"time"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// patience is how long a comparison runs before it is shown: what is shorter would only flicker.
const patience = 300 * time.Millisecond

// Compare begins a run that compares a file with the records. It is to be shown once it is Long.
func Compare(ctx context.Context, th *theme.Theme, title string, clock func() time.Time) (*Run, context.Context) {
	r, ctx := New(ctx, th, title)
	r.kind, r.clock, r.begun = comparing(), clock, clock()
	return r, ctx
}

// Compared takes what a comparison says of itself, as Report takes it of a save.
func (r *Run) Compared(p importer.Progress) {
	r.Report(store.Progress{Stage: store.Stage(p.Stage), Done: p.Done, Total: p.Total})
}

// Long reports whether a comparison takes long enough to be shown. No time passes for a run of which nothing is told: a
// short one is never drawn.
func (r *Run) Long() bool { return r != nil && r.long }

// Brief draws a bar and the stage with its count on two lines.
func (r *Run) Brief(width int) []string {
	room := max(1, width-4)
	said := r.stage() + " · esc stops it"
	if r.asked {
		said = r.word()
	}
	return []string{"  " + r.bar(min(barLongest, room)), "  " + screen.Clip(said, room)}
}

// comparing is what a comparison goes through. Nothing of it is written.
func comparing() kind {
	return kind{
		stages: []stage{
			{store.Stage(importer.StageRead), "Reading the file", true},
			{store.Stage(importer.StageRecords), "Looking up the records", false},
			{store.Stage(importer.StageCompare), "Comparing the rows", false},
		},
		help: "Stop comparing. Nothing was written.",
		word: "Nothing is written by this: esc stops it.",
	}
}

// Export begins a run that makes a vendor's file of the records. It is to be shown once it is Long.
func Export(ctx context.Context, th *theme.Theme, title string, clock func() time.Time) (*Run, context.Context) {
	r, ctx := Compare(ctx, th, title, clock)
	r.kind = exporting()
	return r, ctx
}

// exporting is what an export goes through.
func exporting() kind {
	return kind{
		stages: []stage{
			{store.Stage(importer.StageRecords), "Looking up the records", false},
			{store.Stage(importer.StageWrite), "Writing the rows", false},
		},
		help: "Stop. No file is written.",
		word: "No file is left half written: esc stops it.",
	}
}
