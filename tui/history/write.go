package history

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/report"
	"homeroom/tui/screen"
)

// pageMsg answers write.
type pageMsg struct {
	biography *biography
	name      string
	err       error
}

// write writes the biography out into a new file of the inbox.
func (b *biography) write(name string) tea.Cmd {
	if b.env.Inbox == "" {
		b.wrong = "There is no folder to write into."
		return nil
	}
	b.writing = true
	r := report.Biography(b.life, b.zone)
	r.Sign(b.env.Operator, b.now)
	inbox := b.env.Inbox
	return func() tea.Msg { return pageMsg{b, name, writeInto(inbox, name, r)} }
}

// wrote tells what became of it. What failed leaves the name to be changed.
func (b *biography) wrote(m pageMsg) tea.Cmd {
	if m.biography != b {
		return nil
	}
	b.writing = false
	if m.err != nil {
		b.wrong = screen.Words(m.err)
		return nil
	}
	b.asks = nil
	return screen.Say("Wrote " + text.Visible(m.name) + " in the inbox.")
}

// writeInto makes the file for its owner only, as it may hold names of minors, and writes over no other. The error
// says what to do: CodeInvalid for a name that cannot be used, CodeNotSaved where the folder does not take it.
func writeInto(inbox, name string, r report.Report) error {
	format := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
	switch {
	case name != filepath.Base(name) || strings.ContainsAny(name, `/\`):
		return unusable(name, "it names another folder", "write the name alone: the file goes into the inbox")
	case !slices.Contains(report.Formats(), format) || strings.HasPrefix(name, "."):
		return unusable(name, "its ending says no form that a page has", "let it end in ."+strings.Join(report.Formats(), ", ."))
	}
	root, err := os.OpenRoot(inbox)
	if err != nil {
		return unwritten(err)
	}
	defer func() { _ = root.Close() }()
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return unusable(name, "it is there already and nothing is written over it", "choose another name")
	}
	if err != nil {
		return unwritten(err)
	}
	err = report.Write(f, format, r)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		_ = root.Remove(name)
		return unwritten(err)
	}
	return nil
}

func unusable(name, why, remedy string) error {
	return &store.Error{Code: store.CodeInvalid, Message: "“" + text.Visible(name) + "” cannot be used: " + why, Remedy: remedy}
}

func unwritten(err error) error {
	if p := new(fs.PathError); errors.As(err, &p) {
		err = p.Err // without the folder: the person knows it as the inbox
	}
	return &store.Error{
		Code: store.CodeNotSaved, Message: "the page could not be written into the inbox",
		Remedy: "look at the folder and at the free space, then press Enter again", Err: err,
	}
}

func number(id string) int64 {
	n, _ := strconv.ParseInt(id, 10, 64) // made by the program: it is one
	return n
}
