package history

import (
	"strings"
	"time"

	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/diff"
	"homeroom/tui/page"
	"homeroom/tui/report"
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
	head := []string{}
	if a.summary.ID != 0 {
		head = heading(a, width)
	}
	if height < tall {
		head = head[:min(1, len(head))]
	}
	body := panes(a.env.Theme, a.table, a.fields, width, height-len(head)-1)
	body = strings.Join(append(head, body, a.env.Theme.Dim.Render(screen.Clip(a.table.Info(), width))), "\n")
	if a.which != nil {
		return dialog.Over(body, a.which.View(width, height), width, height)
	}
	return body
}

func heading(a *act, width int) []string {
	var head []string
	for i, l := range summary(&a.summary, a.took, a.zone) {
		if i == 0 {
			head = append(head, a.env.Theme.Title.Render(screen.Clip(l, width)))
			continue
		}
		head = append(head, screen.Clip(l, width))
	}
	return head
}

func (u *undo) View(width, height int) string {
	if u.saving() {
		return strings.Join(screen.Body(strings.Join(u.run.Lines(width, height), "\n"), width, height), "\n")
	}
	var head []string
	for _, sentence := range u.head(height) {
		head = append(head, screen.Wrap(sentence, width)...)
	}
	rest := panes(u.env.Theme, u.table, u.detail, width, height-len(head)-1)
	body := strings.Join(append(head, rest, u.env.Theme.Dim.Render(screen.Clip(u.table.Info(), width))), "\n")
	if u.ask != nil {
		return dialog.Over(body, u.ask.View(width, height), width, height)
	}
	return body
}

// panes draws the table and, where there is room, the fields of the row under the cursor, exactly height lines.
func panes(th *theme.Theme, t *table.Table, detail func(width int) string, width, height int) string {
	line := th.Border
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
		return plainly(a.env.Theme, a.entries[i].Record, a.entries[i].Fields, width)
	}
	return ""
}

// detail draws what is put back under the cursor, or why it stays.
func (u *undo) detail(width int) string {
	i, ok := u.table.Index()
	switch {
	case !ok || !u.known:
		return ""
	case i < len(u.plan.Refused):
		reason := screen.Wrap("This stays as it is: "+u.plan.Refused[i].Reason+".", width)
		return strings.Join(reason, "\n") + "\n\n" + plainly(u.env.Theme, u.plan.Refused[i].Entry.Record, u.plan.Refused[i].Entry.Fields, width)
	}
	c := &u.plan.Changes[i-len(u.plan.Refused)]
	return plainly(u.env.Theme, c.Record, c.Fields, width)
}

// plainly draws the fields of a record, those that the program writes for itself in words.
func plainly(th *theme.Theme, kind store.Kind, fields []store.FieldChange, width int) string {
	return diff.View(th, report.Plain(kind, fields), width)
}

// summary is the head of a save in words. took is what it took back.
func summary(s *store.ActSummary, took string, zone *time.Location) []string {
	lines := []string{
		page.Values("  ", report.StepFirst(s.Kind, s.Title)),
		page.Values(", ", trail.Moment(s.At, zone)+" by "+s.Operator, count(s.Entries, "change", "changes")),
	}
	if im := s.Import; im != nil && s.Kind == store.ActImport { // the sheet behind an edit is nobody's file
		lines = append(lines, page.Values(", ", "File "+im.FileName, "mode "+im.Mode, "site "+im.Site, count(im.Rows, "row", "rows")))
	}
	if took != "" {
		lines = append(lines, "It took "+took+" back.")
	}
	if by, how := s.TakenBack(); by != 0 {
		lines = append(lines, "It was taken back"+how+" by "+trail.Save(store.ActUndo, by)+".")
	}
	return lines
}
