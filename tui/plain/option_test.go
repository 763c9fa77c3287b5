package plain_test

import (
	"strings"
	"testing"
)

func TestOption_R72_IsListedOnceAndRefusedInWords(t *testing.T) {
	d, file := oak(t)
	help := d.run(t.Context(), 0, "preview", "--help")
	for _, name := range []string{"user-id (", "class-name (", "without-location (", "no-student-email ("} {
		if n := strings.Count(help, name); n != 1 {
			t.Errorf("%s stands %d times in the help:\n%s", name, n, help)
		}
	}
	for _, c := range []struct{ option, says string }{
		{"user-id", "NAME=VALUE"},
		{"user-id=email", "mlti"},
		{"shoe-size=40", "shoe-size"},
	} {
		d.run(t.Context(), 2, "preview", file, "--mode", "assign", "--option", c.option)
		if said := d.said.String(); !strings.Contains(said, c.says) {
			t.Errorf("--option %s is refused with %q", c.option, said)
		}
	}
}

func TestOption_R72_TurnsAroundWhatTheTemplateLeavesOpen(t *testing.T) {
	d, _ := oak(t)
	blank := d.at("m.xlsx")
	d.run(t.Context(), 0, "import", d.file("p.csv", "Full Name,Username,Domain,Email Address,Managed Apple ID\nAvery Lane,avery.lane,,avery.lane@oak.example,\n"),
		"--site", "OAK", "--template", "maas360-users", "--yes")
	d.run(t.Context(), 1, "export", "mosyle-hierarchy", "avery.lane", "-o", blank)
	for _, c := range []struct{ value, says string }{
		{"without-location=yes", "same"},
		{"without-location=no", "left out"},
	} {
		out := d.run(t.Context(), 0, "preview", blank, "--site", "OAK", "--option", c.value)
		name, value, _ := strings.Cut(c.value, "=")
		if !strings.Contains(out, name+" "+value) || !strings.Contains(out, c.says) {
			t.Errorf("with %s it says\n%s", c.value, out)
		}
	}
}
