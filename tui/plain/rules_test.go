package plain_test

import (
	"slices"
	"strings"
	"testing"

	"homeroom/store"
)

// note is what a rule says, as both JSONs have it.
type note struct{ Rule, Severity, Message, Remedy string }

// school is a desk with OAK, whose devices are handed out, and ELM beside it, where lou.fenn has one.
func school(t *testing.T) *desk {
	t.Helper()
	d := handed(t)
	d.run(t.Context(), 0, "import", d.file("elm.csv", "Serial Number,Asset Tag\nEE00000001,3000021\nEE00000002,012345\n"), "--site", "ELM", "--solution", "alternate", "--yes")
	d.run(t.Context(), 0, "import", d.file("lou.csv", "Serial Number,Asset Tag,User ID,Full Name,Position\nEE00000001,3000021,lou.fenn,Lou Fenn,student\n"), "--mode", "assign", "--yes")
	d.run(t.Context(), 0, "edit", "user", "lou.fenn", "account=lou@elm.example", "--yes")
	return d
}

// imported are the notes that a preview has on a file of one row.
func (d *desk) imported(file string, flags ...string) []note {
	d.t.Helper()
	var p struct{ Items []struct{ Notes []note } }
	d.readAny(&p, append([]string{"preview", d.file("row.csv", file), "--json"}, flags...)...)
	if len(p.Items) == 0 {
		d.t.Fatalf("no row was previewed: %s", d.out.String())
	}
	return p.Items[0].Notes
}

// typed are the notes on the same value, given to an everyday act.
func (d *desk) typed(args ...string) []note {
	d.t.Helper()
	var p struct{ Notes []note }
	d.readAny(&p, append(args, "--json", "--yes")...)
	return p.Notes
}

// a value is refused by an everyday act in the same words as by an import.
func TestActs_R01ToR08_RefuseInTheWordsOfAnImport(t *testing.T) {
	const assign, inventory = "Serial Number,Asset Tag,User ID,Full Name,Position\n", "Serial Number,Asset Tag,Phone Number,User ID\n"
	for _, c := range []struct {
		rule, file string
		flags      []string
		act        []string
	}{
		{"R-01", assign + "KC00000004,8000004,has-hyphen,Dana Fox,student\n", []string{"--mode", "assign"}, []string{"new", "user", "id=has-hyphen", "site=OAK"}},
		{"R-01", assign + "KC00000004,8000004,has-hyphen,Dana Fox,student\n", []string{"--mode", "assign"}, []string{"edit", "device", "8000004", "username=has-hyphen"}},
		{"R-02", assign + "KC00000004,8000004,lou.fenn,Lou Fenn,student\n", []string{"--mode", "assign"}, []string{"assign", "8000004", "lou.fenn"}},
		{"R-03", inventory + "KC_1,8000077,,\n", []string{"--mode", "inventory", "--site", "OAK"}, []string{"new", "device", "serial=KC_1", "site=OAK"}},
		{"R-03", inventory + "KC0000077,8000077,,\n", []string{"--mode", "inventory", "--site", "OAK"}, []string{"new", "device", "serial=KC0000077", "site=OAK"}},
		{"R-06", assign + "KC00000004,8000004,dana.fox,Dana Fox,pupil\n", []string{"--mode", "assign"}, []string{"edit", "user", "avery.lane", "position=pupil"}},
		{"R-08", inventory + "KC00000001,8000001,18-Jun,avery.lane\n", []string{"--mode", "inventory", "--site", "OAK"}, []string{"edit", "user", "avery.lane", "phone=18-Jun"}},
		{"R-08", assign + "KC00000004,8000004,1.23E+11,Dana Fox,student\n", []string{"--mode", "assign"}, []string{"new", "user", "id=1.23E+11", "site=OAK"}},
		{"R-08", inventory + "6.0E+06,8000077,,\n", []string{"--mode", "inventory", "--site", "OAK"}, []string{"new", "device", "serial=6.0E+06", "site=OAK"}},
		{"R-08", inventory + "KC00000077,8000077.0,,\n", []string{"--mode", "inventory", "--site", "OAK"}, []string{"new", "device", "serial=KC00000077", "tag=8000077.0", "site=OAK"}},
		{"R-08", inventory + "KC00000077,'8000077,,\n", []string{"--mode", "inventory", "--site", "OAK"}, []string{"new", "device", "serial=KC00000077", "tag='8000077", "site=OAK"}},
		{"R-08", inventory + "KC00000077,12345,,\n", []string{"--mode", "inventory", "--site", "ELM"}, []string{"new", "device", "serial=KC00000077", "tag=12345", "site=ELM"}},
	} {
		d := school(t)
		want := withRule(d.imported(c.file, c.flags...), c.rule)
		got := withRule(d.typed(c.act...), c.rule)
		if len(want) == 0 {
			t.Errorf("%s: the import does not say it about %q", c.rule, c.file)
			continue
		}
		if !slices.Contains(got, want[0]) {
			t.Errorf("%s %v says %+v, the import %+v", c.rule, c.act, got, want[0])
		}
	}
}

func withRule(notes []note, rule string) []note {
	return slices.DeleteFunc(notes, func(n note) bool { return n.Rule != rule })
}

// no layout so far has a column for the account, so the words are held against the rule itself. The account is
// one person's, and of another site's person nothing is told.
func TestEdit_R05_TheAccountIsRefusedInTheWordsOfTheRule(t *testing.T) {
	d := school(t)
	for _, account := range []string{"avery@@oak.example", "avery lane@oak.example", ".avery@oak.example", "avery@oak"} {
		_, want := store.ParseManagedAppleAccount(account)
		if got := withRule(d.typed("edit", "user", "avery.lane", "account="+account), "R-05"); len(got) == 0 || got[0] != (note{"R-05", "error", want[0].Message, want[0].Remedy}) {
			t.Errorf("%s: %+v, want %+v", account, got, want)
		}
	}
	got := withRule(d.typed("edit", "user", "avery.lane", "account=LOU@elm.example"), "R-05")
	if len(got) != 1 || !strings.Contains(got[0].Message, "site ELM") || strings.Contains(strings.ToLower(d.out.String()), "fenn") {
		t.Errorf("the account of somebody at ELM: %s", d.out.String())
	}
}

// the tag tells the kind by hand as in a file, and a class year is text.
func TestActs_R04R07_TheTagTellsTheKindAndAPhoneIsText(t *testing.T) {
	d := school(t)
	d.run(t.Context(), 0, "new", "device", "serial=KC00000077", "tag=9000077", "site=OAK", "--yes")
	d.run(t.Context(), 0, "import", d.file("tag.csv", "Serial Number,Asset Tag\nKC00000078,9000078\n"), "--mode", "inventory", "--site", "OAK", "--yes")
	var devices []struct{ Serial, Platform string }
	d.read(&devices, 0, "devices", "tag:90000", "--json")
	if len(devices) != 2 || devices[0].Platform != "iOS" || devices[1].Platform != devices[0].Platform {
		t.Errorf("the platforms are %+v", devices)
	}
	d.run(t.Context(), 0, "edit", "user", "avery.lane", "phone=2031", "--yes")
	var users []struct{ Phone string }
	if d.read(&users, 0, "users", "avery.lane", "--json"); users[0].Phone != "2031" {
		t.Errorf("the phone is %q", users[0].Phone)
	}
}
