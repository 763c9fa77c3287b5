// Package progress shows how far a save, or a comparison, has come, and cancels it as long as that can be done.
package progress

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// Run is one save or comparison under way. The command that does it has its context and gives Report to it; the screen shows it, and has
// it told by Msg that there is something new.
type Run struct {
	kind   kind
	theme  *theme.Theme
	title  string
	cancel context.CancelFunc
	fresh  chan store.Progress // at most the newest report that the screen has not taken yet
	now    store.Progress
	known  bool             // something was reported
	asked  bool             // to cancel
	clock  func() time.Time // of a comparison; nil for a save
	begun  time.Time
	long   bool // it has run for longer than patience, and there is more to do
}

// Msg says that a run has something new to show, or has ended; it is given to Took.
type Msg struct {
	run *Run
	now store.Progress
	end bool
}

// New begins a run under a title, such as "Saving 12 rows". The context ends when the run is cancelled, or with ctx.
func New(ctx context.Context, th *theme.Theme, title string) (*Run, context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	return &Run{kind: saving(), theme: th, title: title, cancel: cancel, fresh: make(chan store.Progress, 1)}, ctx
}

// Title is what is under way; empty where nothing is.
func (r *Run) Title() string {
	if r == nil {
		return ""
	}
	return r.title
}

// Report takes what a save says of itself. It never waits for the screen: what that was too slow for is left out.
func (r *Run) Report(p store.Progress) {
	for {
		select {
		case r.fresh <- p:
			return
		default:
		}
		select { // make room
		case <-r.fresh:
		default:
		}
	}
}

// End is called when the save has come back, whatever became of it. Nothing is reported after it.
func (r *Run) End() {
	close(r.fresh)
	r.cancel()
}

// Next is the command that waits for something new. In a batch it stands after the command that saves.
func (r *Run) Next() tea.Cmd {
	return func() tea.Msg {
		p, ok := <-r.fresh
		return Msg{r, p, !ok}
	}
}

// Took takes a message of this run and answers the command that waits for the next; nil when it is another's, or the end.
func (r *Run) Took(m Msg) tea.Cmd {
	if r == nil || m.run != r || m.end {
		return nil
	}
	r.now, r.known = m.now, true
	r.long = r.long || r.clock != nil && r.clock().Sub(r.begun) >= patience
	return r.Next()
}

// Final reports whether the commit is under way: from then on nothing cancels it.
func (r *Run) Final() bool { return r.known && r.now.Stage == store.StageCommit }

// Cancel asks the save to stop. It may have gone too far for that: its own answer tells.
func (r *Run) Cancel() {
	if !r.Final() {
		r.asked = true
		r.cancel()
	}
}

// Keys is the way to cancel.
func (r *Run) Keys() []screen.Key {
	why := ""
	switch {
	case r.Final():
		why = "it is being committed: that cannot be cancelled any more"
	case r.asked:
		why = "it is being cancelled"
	}
	return []screen.Key{{Press: []string{"esc"}, Do: "cancel", Help: r.kind.help, Disabled: why}}
}

// barLongest is how many cells a bar has at most.
const barLongest = 60

// Lines draw the title, a bar with the stage and its count, and whether it can still be cancelled; without blank lines
// where there are not enough of them.
func (r *Run) Lines(width, height int) []string {
	th := r.theme
	room := max(1, width-4)
	lines := []string{"", "  " + th.Title.Render(screen.Clip(r.title+" …", room)), ""}
	lines = append(lines, "  "+r.bar(min(barLongest, room)), "  "+screen.Clip(r.stage(), room), "")
	for _, l := range screen.Wrap(r.word(), room) {
		lines = append(lines, "  "+th.Dim.Render(l))
	}
	if len(lines) > height {
		lines = slices.DeleteFunc(lines, func(l string) bool { return l == "" })
	}
	return lines
}

func (r *Run) bar(cells int) string {
	full := cells * r.part() / whole
	return r.theme.Accent.Render(strings.Repeat("█", full)) + r.theme.Dim.Render(strings.Repeat("░", cells-full))
}

// whole is the bar's length in parts.
const whole = 10000

// part is how far the run has come: each stage is as long as the others.
func (r *Run) part() int {
	at := r.at()
	if !r.known || at < 0 {
		return 0
	}
	each := whole / len(r.kind.stages)
	part := at * each
	if r.now.Total > 0 {
		part += each * min(r.now.Done, r.now.Total) / r.now.Total
	}
	return part
}

// stage is what is being done, with its count.
func (r *Run) stage() string {
	at := r.at()
	if !r.known || at < 0 {
		return "Beginning"
	}
	said := r.kind.stages[at].words
	switch {
	case r.kind.stages[at].share:
		said += " · " + strconv.Itoa(100*r.now.Done/max(1, r.now.Total)) + " %"
	case r.now.Total > 0:
		said += " · " + figures(r.now.Done) + " of " + figures(r.now.Total)
	}
	return said
}

func (r *Run) word() string {
	switch {
	case r.Final():
		return "It is being committed: that cannot be cancelled any more."
	case r.asked:
		return "Cancelling …"
	}
	return r.kind.word
}

// kind is what is told of one sort of work: its stages in the order in which they run, and what comes of cancelling it.
type kind struct {
	stages     []stage
	help, word string
}

type stage struct {
	stage store.Stage
	words string
	share bool // its count is a share of the whole, not of rows
}

// saving is what a save goes through.
func saving() kind {
	return kind{
		stages: []stage{
			{store.StageCheck, "Checking the records", false},
			{store.StageHistory, "Writing the history", false},
			{store.StageRows, "Keeping what became of each row", false},
			{store.StageRecords, "Writing the records", false},
			{store.StageCommit, "Committing", false},
		},
		help: "Stop, with nothing saved. From the commit on it cannot be cancelled.",
		word: "All of it is saved, or nothing: esc cancels until the commit, and a lost line leaves nothing half done.",
	}
}

// at is the place of the stage that runs, -1 for none.
func (r *Run) at() int {
	return slices.IndexFunc(r.kind.stages, func(s stage) bool { return s.stage == r.now.Stage })
}

// figures writes a number with its thousands apart.
func figures(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
