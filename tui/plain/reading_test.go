package plain_test

import (
	"strings"
	"testing"
)

// macFile is in Mac Roman; its only letter beyond ASCII could as well be one of Windows-1252. Its rows begin in line 4.
const macFile = "Oak Street;;;;\n\nSerial Number;Asset Tag;User ID;Full Name;Position\nKC00000001;8000001;avery.lane;Zo\x91 Lane;student\n"

func TestImport_ReadsTheFileAsTheFlagsSay(t *testing.T) {
	d, _ := oak(t)
	file := d.file("mac.csv", macFile)
	flags := []string{file, "--mode", "assign", "--encoding", "macroman", "--delimiter", ";", "--header-line", "3"}
	out := d.run(t.Context(), 0, append([]string{"preview"}, flags...)...)
	inOrder(t, out, "Read as", "encoding Mac Roman, delimiter semicolon, header line 3", "line 4", "Zoë Lane")
	d.run(t.Context(), 0, append([]string{"import", "--yes"}, flags...)...)
	if users := d.run(t.Context(), 0, "users", "avery.lane"); !strings.Contains(users, "Zoë Lane") {
		t.Errorf("saved is %s", users)
	}
}

func TestPreview_WrongReadingSaysWhyInWords(t *testing.T) {
	d, assign := oak(t)
	for _, c := range []struct{ flag, value, words string }{
		{"--encoding", "Klingon", "there is no encoding “Klingon”"},
		{"--encoding", "UTF-16 LE", "the text is not UTF-16 LE but UTF-8"},
		{"--delimiter", "letters", "there is no delimiter “letters”"},
		{"--header-line", "0", "counts from 1"},
		{"--header-line", "99", "there is no row in line 99"},
	} {
		for _, command := range []string{"preview", "import"} {
			d.run(t.Context(), 2, command, assign, "--mode", "assign", c.flag, c.value, map[string]string{"preview": "--all", "import": "--yes"}[command])
			if !strings.Contains(d.said.String(), c.words) {
				t.Errorf("%s %s %s said %q", command, c.flag, c.value, d.said.String())
			}
		}
	}
	if n := d.users(); n != 0 {
		t.Errorf("%d users were saved", n)
	}
}
