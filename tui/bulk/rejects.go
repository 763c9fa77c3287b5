package bulk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/screen"
)

// rejectsMsg answers writeRejects.
type rejectsMsg struct {
	reply
	name string // of the file in the inbox
	rows int
	err  error
}

// writeRejects writes the rows in error or held back into a new file of the inbox, for its owner only, as it may
// hold names of minors.
func (m *summary) writeRejects() (screen.Screen, tea.Cmd) {
	m.writing = m.next()
	s, to, plan := m.session, reply{m.session, m.writing}, m.plan
	return m, func() tea.Msg {
		name, rows, err := rejectsInto(s.env.Inbox, plan)
		return rejectsMsg{to, name, rows, err}
	}
}

// rejectsInto writes nothing over another file: somebody may be mending that one.
func rejectsInto(inbox string, plan *importer.Plan) (name string, rows int, err error) {
	root, err := os.OpenRoot(inbox)
	if err != nil {
		return "", 0, unwritten(err)
	}
	defer func() { _ = root.Close() }()
	f, name, err := newRejects(root, rejectsOf(plan))
	if err != nil {
		return "", 0, unwritten(err)
	}
	rows, err = plan.WriteRejects(f, "csv")
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		_ = root.Remove(name)
		return "", 0, unwritten(err)
	}
	return name, rows, nil
}

// rejectsOf is the name of the file that the rows come from. An edit has a title for a name, so it gives that of its
// template.
func rejectsOf(plan *importer.Plan) string {
	if plan.Template.Own {
		return plan.Template.Name + ".csv"
	}
	return filepath.Base(plan.Name)
}

// newRejects makes the first of FILE-rejects.csv, FILE-rejects-2.csv, … that is not there yet.
func newRejects(root *os.Root, file string) (f *os.File, name string, err error) {
	stem := strings.TrimSuffix(file, filepath.Ext(file)) + "-rejects"
	for n := 1; ; n++ {
		name = stem + ".csv"
		if n > 1 {
			name = stem + "-" + strconv.Itoa(n) + ".csv"
		}
		f, err = root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if !errors.Is(err, fs.ErrExist) {
			return f, name, err
		}
	}
}

func unwritten(err error) error {
	if p := new(fs.PathError); errors.As(err, &p) {
		err = p.Err
	}
	return &store.Error{
		Code: store.CodeNotSaved, Message: "the rows to mend could not be written into the inbox",
		Remedy: "look at the folder and at the free space, then press w again", Err: err,
	}
}

// written takes note of the file.
func (m *summary) written(msg rejectsMsg) (screen.Screen, tea.Cmd) {
	m.writing = 0
	if msg.err != nil {
		return m, screen.Fail(msg.err)
	}
	m.wrote = msg.name
	return m, screen.Say("Wrote " + many(msg.rows, "row", "rows") + " to " + or(msg.name, "") + " in the inbox.")
}

// toMend says how many rows wait to be mended and where they are; empty when there are none.
func (m *summary) toMend() string {
	n := m.plan.Rejects()
	switch {
	case n == 0:
		return ""
	case m.wrote != "":
		return many(n, "row to mend is", "rows to mend are") + " in " + m.wrote + " in the inbox."
	}
	return many(n, "row is", "rows are") + " in error or held back: w writes them to a file to be mended."
}

func (m *summary) unwritable() string {
	switch {
	case m.plan.Rejects() == 0:
		return "no row is in error or held back"
	case m.writing != 0:
		return "the file is being written"
	case m.wrote != "":
		return "they are in " + m.wrote + " already"
	}
	return ""
}
