package bulk

import (
	"io"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/tui/report"
	"homeroom/tui/screen"
)

// written is a file that was written of a summary into the inbox.
type written struct {
	what string // the rows to mend, all rows, or the file as it came
	name string
	rows int
}

// The files of a summary.
const (
	rejected = "rows to mend"
	ours     = "our values for the vendor"
	allRows  = "all rows"
	original = "the file as it came"
)

// writtenMsg answers writeOut.
type writtenMsg struct {
	reply
	file  written
	there bool // it lay there already
	err   error
}

// writeOut writes a file into the inbox: a new one, for its owner only, as it may hold names of minors.
func (m *summary) writeOut(what, name string, write func(w io.Writer) (rows int, err error)) (screen.Screen, tea.Cmd) {
	m.writing = m.next()
	to, inbox := reply{m.session, m.writing}, m.env.Inbox
	return m, func() tea.Msg {
		rows := 0
		name, there, err := report.Anew(inbox, name, func(w io.Writer) (err error) {
			rows, err = write(w)
			return err
		})
		return writtenMsg{to, written{what, name, rows}, there, err}
	}
}

// writeRejects writes the rows in error or held back, to be mended and imported again.
func (m *summary) writeRejects() (screen.Screen, tea.Cmd) {
	r, format := m.result, m.format()
	return m.writeOut(rejected, m.stem()+"-rejects."+format, func(w io.Writer) (int, error) { return r.WriteRejects(w, format) })
}

// writeAll writes every row with what became of it.
func (m *summary) writeAll() (screen.Screen, tea.Cmd) {
	r, format := m.result, m.format()
	return m.writeOut(allRows, m.stem()+"-summary."+format, func(w io.Writer) (int, error) { return r.Write(w, format) })
}

// writeOriginal writes the file as it came, byte for byte.
func (m *summary) writeOriginal() (screen.Screen, tea.Cmd) {
	s, act := m.session, m.act
	return m.writeOut(original, m.fileName(), func(w io.Writer) (int, error) {
		data, err := s.env.Store.ImportFile(s.env.Context, act)
		if err == nil {
			_, err = w.Write(data)
		}
		return 0, err
	})
}

// fileName is the name of the file that the rows come from. An edit has a title for a name, so its sheet is called after
// its template.
func (m *summary) fileName() string {
	switch {
	case m.result == nil:
		return filepath.Base(m.came)
	case m.job.edit:
		return m.result.Act.Import.Template + ".csv"
	}
	return filepath.Base(m.result.Act.Import.FileName)
}

func (m *summary) stem() string {
	name := m.fileName()
	return strings.TrimSuffix(name, filepath.Ext(name))
}

// format is what is written of the rows: a workbook of a workbook, otherwise CSV.
func (m *summary) format() string {
	if strings.EqualFold(filepath.Ext(m.fileName()), ".xlsx") || severalTables(m.result.Act.Import.Template) {
		return "xlsx"
	}
	return "csv"
}

// severalTables reports whether a template's rows stand in several tables, which no CSV can hold.
func severalTables(name string) bool {
	t, err := template.ByName(name)
	return err == nil && t.Parts != nil
}

// writeOurs writes what we have for the vendor to take over: our values of rows that were left, and what the list has not.
func (m *summary) writeOurs() (screen.Screen, tea.Cmd) {
	p, format := m.compared, m.format()
	if p.Template.Archive {
		format = "zip"
	}
	return m.writeOut(ours, m.stem()+"-ours."+format, func(w io.Writer) (int, error) { return p.WriteOurs(w, format) })
}

// wrote takes note of the file.
func (m *summary) wrote(msg writtenMsg) (screen.Screen, tea.Cmd) {
	m.writing = 0
	if msg.err != nil {
		return m, screen.Fail(msg.err)
	}
	m.files = append(m.files, msg.file)
	if msg.there {
		return m, screen.Say("This very file lies in the inbox already: " + or(msg.file.name, "") + ". No second one was written.")
	}
	what := msg.file.what
	if msg.file.rows > 0 {
		what = many(msg.file.rows, "row", "rows")
	}
	return m, screen.Say("Wrote " + what + " to " + or(msg.file.name, "") + " in the inbox.")
}

// isWritten is the name of the newest file of that sort, empty where there is none.
func (m *summary) isWritten(what string) (name string) {
	for _, f := range m.files {
		if f.what == what {
			name = f.name
		}
	}
	return name
}

// fileLines say how many rows wait to be mended, and what lies in the inbox.
func (m *summary) fileLines(width int) []string {
	var said, lie []string
	if short := m.shortOf(); short != "" {
		said = append(said, short)
	}
	if leaving := m.leaverLine(); leaving != "" {
		said = append(said, leaving)
	}
	n := m.result.Rejects()
	if n > 0 && m.isWritten(rejected) == "" {
		said = append(said, many(n, "row is", "rows are")+" in error or held back: "+m.failing()+". ] goes there, w writes them to a file to be mended.")
	}
	for _, what := range [...]string{rejected, allRows, original, ours} {
		if name := m.isWritten(what); name != "" {
			lie = append(lie, name+" ("+what+")")
		}
	}
	if len(lie) > 0 {
		said = append(said, "In the inbox: "+strings.Join(lie, ", ")+".")
	}
	var lines []string
	for _, s := range said {
		lines = append(lines, wrap(" ", s, width)...)
	}
	return lines
}

// shortOf says of every status how many of its rows were saved, where that is some of them and not all.
func (m *summary) shortOf() string {
	saved := map[importer.Status]int{}
	for i := range m.result.Rows {
		if row := &m.result.Rows[i]; row.Saved {
			saved[row.Status]++
		}
	}
	var parts []string
	for _, s := range importer.Statuses {
		if n, of := saved[s], m.tally.counts[s]; n > 0 && n < of {
			_, word, _ := m.env.Theme.Status(string(s))
			parts = append(parts, lineKey(n)+" of "+lineKey(of)+" "+word+" saved")
		}
	}
	if parts == nil {
		return ""
	}
	return screen.Sentence(strings.Join(parts, ", "))
}

// unwritable says why a sort of file cannot be written.
func (m *summary) unwritable(what string) string {
	switch {
	case m.result == nil && (what != original || m.came == ""):
		return m.unread()
	case m.writing != 0:
		return "a file is being written"
	case m.env.Inbox == "":
		return "there is no folder to write into"
	case what == ours && m.compared == nil:
		return "our values can be written right after the save alone: hold the list against the records again"
	case what == rejected && m.result.Rejects() == 0:
		return "no row is in error or held back"
	case what != allRows && m.isWritten(what) != "":
		return m.isWritten(what) + " in the inbox is " + what + " already"
	}
	return ""
}

// fileActions are the keys that write files.
func (m *summary) fileActions() []action {
	const into = " to a new file of the inbox"
	list := []action{
		{screen.Key{Press: []string{"w"}, Do: "rejects", Help: "Write the rows in error or held back" + into + ", with the reason of each, to be mended and imported.", Disabled: m.unwritable(rejected)}, m.writeRejects},
		{screen.Key{Press: []string{"W", "shift+w"}, Show: "W", Do: "summary", Help: "Write all rows" + into + ", each with what became of it.", Disabled: m.unwritable(allRows)}, m.writeAll},
	}
	if m.result != nil && m.result.BothWays() {
		list = append(list, action{
			screen.Key{Press: []string{"v"}, Do: "ours", Help: "Write our values" + into + " for the vendor to take over: of the rows that were left, and of the records that the list has not.", Disabled: m.unwritable(ours)}, m.writeOurs,
		})
	}
	if m.job.edit { // nobody knows the sheet behind it
		return list
	}
	return append(list, action{
		screen.Key{Press: []string{"O", "shift+o"}, Show: "O", Do: "original", Help: "Write the file as it came" + into + ".", Disabled: m.unwritable(original)}, m.writeOriginal,
	})
}
