package report_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/tui/report"
)

func words(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func TestAnew_TakesTheNextFreeNameAndWritesOverNothing(t *testing.T) {
	inbox := t.TempDir()
	for _, want := range []string{"rooms.csv", "rooms-2.csv", "rooms-3.csv"} {
		name, _, err := report.Anew(inbox, "rooms.csv", words(want))
		if err != nil || name != want {
			t.Fatalf("%q is written as %q (%v)", want, name, err)
		}
	}
	for _, name := range []string{"rooms.csv", "rooms-2.csv", "rooms-3.csv"} {
		data, err := os.ReadFile(filepath.Join(inbox, name))
		if err != nil || string(data) != name {
			t.Errorf("%s holds %q (%v)", name, data, err)
		}
		if info, err := os.Stat(filepath.Join(inbox, name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v (%v)", name, info, err)
		}
	}
}

// Names come out of records: they must not leave the folder, hide in it, or act on a terminal that lists it.
func TestAnew_ANameStaysInTheFolderInSightAndHarmless(t *testing.T) {
	for _, name := range []string{"../out.csv", `..\out.csv`, "/etc/out.csv", ".hidden.csv", "~$lock.xlsx", "a\x1b[2Jb\u202e.csv", "", "..", "/", "  "} {
		inbox := t.TempDir()
		got, _, err := report.Anew(inbox, name, words("x"))
		found, _ := os.ReadDir(inbox)
		if err != nil || len(found) != 1 || found[0].Name() != got || strings.HasPrefix(got, ".") || strings.ContainsAny(got, "\x1b\u202e/\\") {
			t.Errorf("%q is written as %q, in the folder is %v (%v)", name, got, found, err)
		}
	}
}

func TestAnew_LeavesNothingWhereWritingFails(t *testing.T) {
	inbox := t.TempDir()
	_, _, err := report.Anew(inbox, "rooms.csv", func(io.Writer) error { return errors.New("disk full") })
	if store.CodeOf(err) != store.CodeNotSaved {
		t.Errorf("the error is %v", err)
	}
	if found, _ := os.ReadDir(inbox); len(found) != 0 {
		t.Errorf("%v was left", found)
	}
	if _, _, err := report.Anew(filepath.Join(inbox, "nowhere"), "rooms.csv", words("x")); store.CodeOf(err) != store.CodeNotSaved {
		t.Errorf("without a folder the error is %v", err)
	}
}

func TestAnew_TheSameFileIsNotWrittenTwice(t *testing.T) {
	inbox := t.TempDir()
	for i, want := range []string{"a", "b", "a", "b"} {
		name, there, err := report.Anew(inbox, "rooms.csv", words(want))
		if err != nil || there != (i > 1) || name != map[string]string{"a": "rooms.csv", "b": "rooms-2.csv"}[want] {
			t.Errorf("%d: %s, %v, %v", i, name, there, err)
		}
	}
	if files, err := os.ReadDir(inbox); err != nil || len(files) != 2 {
		t.Errorf("there are %v, %v", files, err)
	}
}
