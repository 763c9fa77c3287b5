package history

import (
	"fmt"
	"strings"
	"time"

	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/diff"
	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/theme"
	"homeroom/tui/trail"
)

// Sizes from which the fields of the entry under the cursor stand beside the list, or below it.
const (
	wide = 110
	tall = 14
)

func (a *act) View(width, height int) string {
	if a.undo != nil {
		return a.viewUndo(width, height)
	}
	head := []string{}
	if a.summary.ID != 0 {
		head = heading(a, width)
	}
	if height < tall {
		head = head[:min(1, len(head))]
	}
	body := a.panes(a.table, a.fields, width, height-len(head)-1)
	return strings.Join(append(head, body, a.env.Theme.Dim.Render(screen.Clip(a.table.Info(), width))), "\n")
}

func heading(a *act, width int) []string {
	var head []string
	for i, l := range summary(&a.summary, a.zone) {
		if i == 0 {
			head = append(head, a.env.Theme.Title.Render(screen.Clip(l, width)))
			continue
		}
		head = append(head, screen.Clip(l, width))
	}
	return head
}

func (a *act) viewUndo(width, height int) string {
	u := a.undo
	head := screen.Wrap(u.head(), width)
	body := strings.Join(head, "\n") + "\n" + a.panes(u.table, u.detail(a.env.Theme), width, height-len(head)-1) +
		"\n" + a.env.Theme.Dim.Render(screen.Clip(u.table.Info(), width))
	if u.ask != nil {
		return dialog.Over(body, u.ask.View(width, height), width, height)
	}
	return body
}

// panes draws the table and, where there is room, the fields of the row under the cursor, exactly height lines.
func (a *act) panes(t *table.Table, detail func(width int) string, width, height int) string {
	line := a.env.Theme.Border
	switch {
	case width >= wide:
		left := width * 3 / 5
		return screen.Beside(t.View(left, height), detail(width-left-3), line.Render(" │ "), left, width, height)
	case height >= tall-2:
		below := height * 2 / 5
		rows := screen.Body(t.View(width, height-below-1), width, height-below-1)
		rows = append(rows, line.Render(strings.Repeat("─", width)))
		return strings.Join(append(rows, screen.Body(detail(width), width, below)...), "\n")
	}
	return strings.Join(screen.Body(t.View(width, height), width, height), "\n")
}

// fields draws the entry under the cursor.
func (a *act) fields(width int) string {
	if i, ok := a.table.Index(); ok && i < len(a.entries) {
		return diff.View(a.env.Theme, a.entries[i].Fields, width)
	}
	return ""
}

// detail draws what is put back under the cursor, or why it stays.
func (u *undo) detail(th *theme.Theme) func(width int) string {
	return func(width int) string {
		i, ok := u.table.Index()
		switch {
		case !ok || !u.known:
			return ""
		case i < len(u.plan.Refused):
			reason := screen.Wrap("This stays as it is: "+u.plan.Refused[i].Reason+".", width)
			return strings.Join(reason, "\n") + "\n\n" + diff.View(th, u.plan.Refused[i].Entry.Fields, width)
		}
		return diff.View(th, u.plan.Changes[i-len(u.plan.Refused)].Fields, width)
	}
}

// summary is the head of an act in words.
func summary(s *store.ActSummary, zone *time.Location) []string {
	lines := []string{
		page.Values("  ", s.Title),
		page.Values(", ", trail.Moment(s.At, zone)+" by "+s.Operator, count(s.Entries, "change", "changes")),
	}
	if im := s.Import; im != nil {
		lines = append(lines, page.Values(", ", "File "+im.FileName, "mode "+im.Mode, "site "+im.Site, count(im.Rows, "row", "rows")))
	}
	if s.Undoes != 0 {
		lines = append(lines, fmt.Sprintf("It took act %d back.", s.Undoes))
	}
	if s.UndoneBy != 0 {
		lines = append(lines, fmt.Sprintf("It was undone by act %d.", s.UndoneBy))
	}
	return lines
}
