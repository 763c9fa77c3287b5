package plain_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func (d *desk) at(name string) string { return filepath.Join(d.dir, name) }

// The file is the vendor's, its owner's alone, and remembered: what changed since then is the next one.
func TestExport_IsWrittenRememberedAndFollowedByWhatChanged(t *testing.T) {
	d, _ := oak(t)
	inOrder(t, d.run(t.Context(), 0, "export", "mut-mobile-devices", "-o", d.at("a.csv")), "rows are written to ", "export 1")
	if got := d.secret(d.at("a.csv")); !strings.HasPrefix(got, "Mobile Device Serial,Display Name,Enforce Name,Asset Tag,") || !strings.Contains(got, "KC00000001") {
		t.Errorf("%s", got)
	}
	inOrder(t, d.run(t.Context(), 0, "export", "mut-mobile-devices", "-o", d.at("b.csv"), "--changes"), "nothing is written: there is no change since export 1")
	if _, err := os.Stat(d.at("b.csv")); err == nil {
		t.Error("an empty file was left")
	}
	d.run(t.Context(), 0, "edit", "device", "KC00000001", "room=12", "--yes")
	d.run(t.Context(), 0, "export", "mut-mobile-devices", "-o", d.at("b.csv"), "--changes")
	if got := d.secret(d.at("b.csv")); !strings.HasSuffix(got, "\nKC00000001,,,,,,,,,,,12,,,,,,,,,,\n") {
		t.Errorf("%s", got)
	}
	d.run(t.Context(), 2, "export", "mut-mobile-devices", "-o", d.at("c.csv"), "--changes", "--site", "OAK") // another selection
	inOrder(t, d.said.String(), "nothing was exported to mut-mobile-devices yet", "export the whole first")
	d.run(t.Context(), 2, "export", "mut-mobile-devices", "-o", d.at("a.csv")) // never over a file that is there
	inOrder(t, d.said.String(), "is there already")
}

func TestExport_TheRecordsCanBeNamedInAFileOrAsTheyCome(t *testing.T) {
	d, _ := oak(t)
	keys := d.file("keys.txt", "\ufeffkc00000001\r\n\r\nKC00000002\nNOSUCH000001\n")
	var told struct {
		Rows, Export int64
		Query        string
		Left         []struct{ Key, Why string }
		SHA256       string
	}
	d.read(&told, 1, "export", "mut-mobile-devices", "--keys", keys, "-o", d.at("a.xlsx"), "--json")
	if told.Rows != 2 || told.Export != 1 || len(told.Left) != 1 || told.Left[0].Key != "NOSUCH000001" || len(told.SHA256) != 64 {
		t.Errorf("%+v", told)
	}
	d.program.In = strings.NewReader("KC00000003\n")
	inOrder(t, d.run(t.Context(), 0, "export", "mut-mobile-devices", "--keys", "-", "-o", d.at("b.csv")), "1 row is written")
	for _, args := range [][]string{
		{"--keys", keys, "room:7"}, {"--keys", d.file("none.txt", "\n")}, {"--keys", d.at("nosuch.txt")}, {"--site", "NOWHERE"},
	} {
		d.run(t.Context(), 2, append([]string{"export", "mut-mobile-devices", "-o", d.at("c.csv")}, args...)...)
	}
	if _, err := os.Stat(d.at("c.csv")); err == nil {
		t.Error("a file was left by an export that was refused")
	}
}

func TestExport_AQueryIsOfWhatTheLayoutListsAndHierarchiesAreWhole(t *testing.T) {
	d := handed(t)
	inOrder(t, d.run(t.Context(), 1, "export", "mosyle-hierarchy", "avery.lane", "-o", d.at("m.xlsx")), "1 row is written", "the classes name only those who were asked for")
	d.run(t.Context(), 2, "export", "mosyle-hierarchy", "-o", d.at("n.xlsx"), "--changes")
	inOrder(t, d.said.String(), "holds a whole hierarchy", "not what changed")
	d.run(t.Context(), 2, "export", "mosyle-hierarchy", "-o", d.at("n.csv"))
	inOrder(t, d.said.String(), ".xlsx")
}

func TestExport_StoppedLeavesNothing(t *testing.T) {
	d, _ := oak(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if code := d.exit(ctx, "export", "mut-mobile-devices", "-o", d.at("a.csv")); code == 0 {
		t.Error("it went on")
	}
	if _, err := os.Stat(d.at("a.csv")); err == nil {
		t.Error("a file was left")
	}
}

func TestExports_AreTakenAgainByteForByteAndThrownAway(t *testing.T) {
	d, _ := oak(t)
	d.run(t.Context(), 0, "export", "mut-mobile-devices", "-o", d.at("a.xlsx"))
	d.run(t.Context(), 0, "edit", "device", "KC00000001", "room=12", "--yes")
	d.run(t.Context(), 0, "exports", "file", "1", "-o", d.at("again.xlsx"))
	if d.secret(d.at("a.xlsx")) != d.secret(d.at("again.xlsx")) {
		t.Error("it is not the same file")
	}
	inOrder(t, d.run(t.Context(), 0, "exports"), "1  ", "dana  mut-mobile-devices", "1 export")
	d.program.In = strings.NewReader("\n")
	d.run(t.Context(), 1, "exports", "throw-away", "1")
	d.program.In = strings.NewReader("y\n")
	inOrder(t, d.run(t.Context(), 0, "exports", "throw-away", "1"), "Thrown away: export 1 to mut-mobile-devices")
	inOrder(t, d.run(t.Context(), 0, "exports"), "thrown away by dana")
	var list []struct {
		Thrower, SHA256, Thrown string
		Rows                    int
	}
	if d.read(&list, 0, "exports", "--json"); len(list) != 1 || list[0].Thrower != "dana" || list[0].Thrown == "" || list[0].Rows == 0 || list[0].SHA256 == "" {
		t.Errorf("%+v", list)
	}
	for _, args := range [][]string{{"exports", "file", "1", "-o", d.at("more.xlsx")}, {"exports", "throw-away", "1", "--yes"}, {"exports", "throw-away", "9", "--yes"}} {
		if code := d.exit(t.Context(), args...); code == 0 {
			t.Errorf("%v was done", args)
		}
	}
	d.run(t.Context(), 1, "export", "mut-mobile-devices", "-o", d.at("b.xlsx"), "--changes")
	inOrder(t, d.said.String(), "export 1, the last with this selection, was thrown away", "export the whole")
	d.run(t.Context(), 0, "verify")
}

func TestTemplate_ListsDescribesAndDocuments(t *testing.T) {
	d := newDesk(t)
	for line := range strings.Lines(d.run(t.Context(), 0, "template")) {
		if len([]rune(strings.TrimSuffix(line, "\n"))) > 80 {
			t.Errorf("wider than a terminal: %s", line)
		}
	}
	inOrder(t, d.run(t.Context(), 0, "template", "mut-users", "--describe"), "mut-users", "For: Jamf (MUT 6): users", "Empties a field: CLEAR!, exactly so", "Columns:",
		"Current Username: User ID; the column must be there", "New Username: new User ID", "LDAP Server ID: understood, and no record carries it")
	inOrder(t, d.run(t.Context(), 0, "template", "mosyle-hierarchy", "--describe"), "Columns of Users:", "Columns of Classes:")
	if d.run(t.Context(), 0, "template", "--docs"); !strings.HasPrefix(d.out.String(), "# Vendors' files\n") {
		t.Error(d.out.String())
	}
	for _, args := range [][]string{{"--describe"}, {"mlti", "--docs"}, {"mlti", "--describe", "--docs"}, {"-o", d.at("x.csv")}} {
		d.run(t.Context(), 2, append([]string{"template"}, args...)...)
	}
}
