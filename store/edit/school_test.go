package edit_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
)

const oak, fern = "OAK", "FERN"

func sites() []store.Site {
	return []store.Site{
		{Code: fern, Name: "Fern School", Solution: store.SolutionAlternate, Version: 2},
		{Code: oak, Name: "Oak Hill School", Solution: store.SolutionPrimary, Version: 1},
	}
}

// The devices of the tests. Their asset tags tell the kind.
var (
	mini    = store.Device{Serial: "OAKMINI00001", AssetTag: "5000001", Model: "iPad mini", Platform: store.PlatformIOS, Site: oak, Version: 11}
	mini2   = store.Device{Serial: "OAKMINI00002", AssetTag: "5000002", Model: "iPad mini", Platform: store.PlatformIOS, Site: oak, Version: 12}
	air     = store.Device{Serial: "OAKAIR000001", AssetTag: "2000001", Model: "MacBook Air 11", Platform: store.PlatformMacOS, Site: oak, Version: 13}
	fernAir = store.Device{Serial: "FERNAIR00001", AssetTag: "3000001", Model: "MacBook Air 13", Platform: store.PlatformMacOS, Site: fern, Version: 14}

	ana = store.User{UserID: "ana", FullName: "Ana Mendes", Email: "ana@oak.example", Phone: "2030", Position: "student", Site: oak, Version: 21}
	teo = store.User{UserID: "Teo.L", FullName: "Teo Lindqvist", Position: "teacher", Site: oak, Invitation: store.InvitationAccepted, Version: 22}
	bea = store.User{UserID: "bea", FullName: "Bea Okafor", Position: "staff", Site: fern, ManagedAppleAccount: "bea@fern.example", Version: 23}
)

// held is the device in the hands of the person, as their user record says.
func held(d store.Device, u store.User) store.Device {
	d.Username, d.FullName, d.Email, d.Phone, d.Position = u.UserID, u.FullName, u.Email, u.Phone, u.Position
	return d
}

// with is a record with one field changed.
func with[T any, R interface {
	*T
	Set(store.Field, string)
}](record T, f store.Field, v string) T {
	R(&record).Set(f, v)
	return record
}

// on is the picture of a district with these devices and users.
func on(records ...any) *store.Records {
	var devices []store.Device
	var users []store.User
	for _, r := range records {
		switch r := r.(type) {
		case store.Device:
			devices = append(devices, r)
		case store.User:
			users = append(users, r)
		}
	}
	return store.NewRecords(sites(), devices, users, "")
}

// text is a value as typed into a field.
func text(f store.Field, typed string) edit.Value { return edit.Value{Field: f, Text: typed} }

// cleared is a field that is emptied.
func cleared(f store.Field) edit.Value { return edit.Value{Field: f, Clear: true} }

// lines tells what a plan changes, a line for each field: `device X room "1" -> "2"`.
func lines(p edit.Plan) []string {
	var list []string
	for _, c := range p.Changes {
		name := fmt.Sprintf("%s %s", c.Record, c.Key)
		switch {
		case c.Delete:
			list = append(list, "delete "+name)
			continue
		case c.Create():
			name = "new " + name
		}
		for _, f := range c.Fields {
			list = append(list, fmt.Sprintf("%s %s %q -> %q", name, f.Field, f.Old, f.New))
		}
	}
	return list
}

// said tells what the rules say of a plan: `warning R-10 username`. A rule of ours, which has no number, is D.
func said(p edit.Plan) []string {
	var list []string
	for _, f := range p.Findings {
		list = append(list, strings.TrimSpace(fmt.Sprintf("%s %s %s", f.Severity, cmp.Or(f.Rule, "D"), f.Field)))
	}
	return list
}

// words are everything that the findings of a plan say.
func words(p edit.Plan) string {
	var b strings.Builder
	for _, f := range p.Findings {
		fmt.Fprintf(&b, "%s; %s\n", f.Message, f.Remedy)
	}
	return b.String()
}

// changes checks what a plan changes, whatever the order.
func changes(t *testing.T, p edit.Plan, want ...string) {
	t.Helper()
	got := lines(p)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("it does not change\n\t%s", w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("it also changes\n\t%s", g)
		}
	}
	if t.Failed() {
		t.Logf("findings:\n%s", words(p))
	}
}

// says checks what the rules say of a plan, in their order.
func says(t *testing.T, p edit.Plan, want ...string) {
	t.Helper()
	if got := said(p); !slices.Equal(got, want) {
		t.Errorf("the rules say %q, want %q:\n%s", got, want, words(p))
	}
}

// tells checks that the findings contain these words, in this order.
func tells(t *testing.T, p edit.Plan, parts ...string) {
	t.Helper()
	rest := words(p)
	for _, part := range parts {
		_, after, found := strings.Cut(rest, part)
		if !found {
			t.Fatalf("the findings do not tell %q (here):\n%s", part, words(p))
		}
		rest = after
	}
}

// silent checks that the findings say nothing of these words.
func silent(t *testing.T, p edit.Plan, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(words(p), part) {
			t.Errorf("the findings tell %q:\n%s", part, words(p))
		}
	}
}

// refused checks that a plan may not be saved, has nothing to save, and for which reasons.
func refused(t *testing.T, p edit.Plan, want ...string) {
	t.Helper()
	says(t, p, want...)
	if !p.Failed() || p.Changes != nil {
		t.Errorf("failed: %v, with %d changes", p.Failed(), len(p.Changes))
	}
}

// lower folds the key of a user's line, as changes do.
func lower(line string) string {
	words := strings.SplitN(line, " ", 3)
	return words[0] + " " + store.UserKey(words[1]) + " " + words[2]
}
