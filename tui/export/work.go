package export

import (
	"bytes"
	"context"
	"io"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/progress"
	"homeroom/tui/report"
	"homeroom/tui/screen"
)

// readyMsg tells what would be written.
type readyMsg struct {
	page   *page
	number int
	layout int // for which it was worked out
	out    *importer.Outgoing
	last   *store.Export
	why    string
	err    error
}

// workOut works out what would be written, in place of whatever was being worked out.
func (p *page) workOut() tea.Cmd {
	if p.run != nil {
		p.run.Cancel()
	}
	p.number++
	p.out, p.err, p.top = nil, nil, 0
	run, ctx := progress.Export(p.env.Context, p.env.Theme, "Working out the file", p.env.Now)
	p.run = run
	m := readyMsg{page: p, number: p.number}
	st, now, a, changes, candidates, layouts := p.env.Store, p.env.Now(), p.asked, p.changes, p.candidates(), p.layouts
	work := func() tea.Msg {
		defer run.End()
		var found readyMsg
		for n, i := range candidates {
			one := m
			one.layout = i
			one.read(ctx, st, layouts[i], a, changes, now, run)
			if n == 0 || one.rows() > 0 {
				found = one
			}
			if found.err != nil || found.rows() > 0 {
				break
			}
		}
		return found
	}
	return tea.Batch(work, run.Next())
}

func (m *readyMsg) rows() int {
	if m.out == nil {
		return 0
	}
	return m.out.Len()
}

// read works out what would be written by a layout, and since which export there may be changes.
func (m *readyMsg) read(ctx context.Context, st *store.Store, t *template.Template, a asked, changes bool, now time.Time, run *progress.Run) {
	q := importer.Selection{Template: t.Name, Keys: a.keys, Named: a.named, Progress: run.Compared}
	m.since(ctx, st, t, a.query)
	if changes && m.last != nil {
		q.Since = m.last
	}
	if a.query != "" && !a.named {
		if q.Keys, m.err = importer.Chosen(ctx, st, t.Lists(), a.query, now); m.err != nil {
			return
		}
	}
	m.out, m.err = importer.Export(ctx, st, q)
}

// since is the last export of the same to the same vendor, or why there is none that changes could be told from.
func (m *readyMsg) since(ctx context.Context, st *store.Store, t *template.Template, query string) {
	if err := t.MayChange(); err != nil {
		m.why = screen.Words(err)
		return
	}
	switch last, err := st.LastExport(ctx, t.Name, "", query); {
	case store.CodeOf(err) == store.CodeNotFound:
		m.why = "The first export of these to " + t.Name + " holds all of them; the next one can hold only what changed."
	case err != nil:
		m.why = screen.Words(err)
	default:
		m.last = &last
	}
}

func (p *page) ready(m readyMsg) {
	if m.page != p || m.number != p.number {
		return
	}
	p.out, p.last, p.why, p.err = m.out, m.last, m.why, m.err
	if m.layout != p.layout {
		p.layout, p.format = m.layout, 0
		p.propose()
	}
	p.fixed = p.fixed || m.rows() > 0
	p.changes = p.changes && p.last != nil
}

// wroteMsg tells what became of writing.
type wroteMsg struct {
	page *page
	file string
	kept store.Export
	rows int
	err  error
}

// write writes the file that was worked out, and then remembers it: a file that was not written was not exported.
func (p *page) write() tea.Cmd {
	if p.unwritten() != "" {
		return nil
	}
	p.writing = true
	run, ctx := progress.Export(p.env.Context, p.env.Theme, "Writing "+text.Visible(p.name.Value()), p.env.Now)
	p.run = run
	out, name, inbox, st := p.out.Under(ctx, run.Compared), strings.TrimSpace(p.name.Value()), p.env.Inbox, p.env.Store
	kept := store.Export{
		Operator: p.env.Operator, Template: p.template().Name, Query: p.asked.query, Format: p.form(), Latest: out.Latest, Rows: out.Len(), Known: out.Known,
	}
	if p.changes {
		kept.Since = p.last.ID
	}
	formats := []string{p.form()}
	work := func() tea.Msg {
		defer run.End()
		m := wroteMsg{page: p, file: name, rows: out.Len()}
		var b bytes.Buffer
		if m.err = out.Write(&b, kept.Format); m.err != nil {
			return m
		}
		kept.Bytes = b.Bytes()
		m.err = report.Create(inbox, name, formats, func(w io.Writer, _ string) error { _, err := w.Write(kept.Bytes); return err })
		if m.err == nil {
			m.kept, m.err = st.KeepExport(context.WithoutCancel(ctx), kept)
		}
		return m
	}
	return tea.Batch(p.env.Keep(work), run.Next())
}

// wrote says what became of it, and goes back.
func (p *page) wrote(m wroteMsg) tea.Cmd {
	if m.page != p {
		return nil
	}
	p.writing = false
	if m.err != nil {
		return screen.Fail(m.err)
	}
	said := "Export " + strconv.FormatInt(m.kept.ID, 10) + ": " + counted(m.rows, "row is", "rows are") + " written to " + text.Visible(m.file) + " in " + text.Visible(p.env.Inbox) + "."
	return tea.Sequence(screen.Pop, screen.Say(said))
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return figure(n) + " " + many
}
