package page_test

import (
	"strings"
	"testing"

	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// person is a user record as its page shows it.
func person(email, account, site string) []page.Group {
	return []page.Group{
		{Title: "Person", Facts: []page.Fact{{"User ID", "anouk.ivermere"}, {"Full Name", "Anouk Ivermere"}, {"Email", email}, {"Phone", ""}, {"Managed Apple Account", account}, {"Domain", "DISTRICT"}}},
		{Title: "School", Facts: []page.Fact{{"Site", site}, {"Position", "teacher"}, {"Invitation", "accepted"}, {"Departing", "no"}, {"Changed", "2026-08-26 14:30"}}},
	}
}

func TestGroups_EmailsAndMomentsStayWhole(t *testing.T) {
	th := theme.New(true, false)
	email, account := "anouk.ivermere@larkspur.example", "anouk.ivermere@appleid.larkspur.example"
	for width := 43; width < 250; width++ {
		got := strings.Join(texts(page.Groups(th, width, person(email, account, "LARK, Larkspur Middle School")...)), "\n")
		for _, whole := range []string{email, account, "2026-08-26 14:30"} {
			if !strings.Contains(got, whole) {
				t.Fatalf("%d cells: %q is broken:\n%s", width, whole, got)
			}
		}
		for _, l := range strings.Split(got, "\n") {
			if screen.Width(l) > width {
				t.Fatalf("%d cells: %q is wider", width, l)
			}
		}
	}
}

func TestGroups_At80CellsAValueStaysOnItsLineWhereItFits(t *testing.T) {
	th := theme.New(true, false)
	got := strings.Join(texts(page.Groups(th, 78, person("bo@fern.example", "bo@appleid.fern.example", "FERN, Fernhollow School")...)), "\n")
	for _, want := range []string{"Site        FERN, Fernhollow School", "Changed     2026-08-26 14:30", "Managed Apple  bo@appleid.fern.example"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not on its line:\n%s", want, got)
		}
	}
	got = strings.Join(texts(page.Groups(th, 78, person("anouk.ivermere@larkspur.example", "anouk.ivermere@appleid.larkspur.example", "LARK, Larkspur Middle School")...)), "\n")
	want := `
Person                                          School
User ID        anouk.ivermere                   Site        LARK, Larkspur
Full Name      Anouk Ivermere                               Middle School
Email          anouk.ivermere@larkspur.example  Position    teacher
Phone          (empty)                          Invitation  accepted
Managed Apple Account                           Departing   no
  anouk.ivermere@appleid.larkspur.example       Changed     2026-08-26 14:30
Domain         DISTRICT`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Side by side there is no room for such a word, and one below the other there is.
func TestGroups_StandBelowEachOtherRatherThanCutAnIdentifier(t *testing.T) {
	long := strings.Repeat("long.", 12) + "@oak.example" // 72
	lines := texts(page.Groups(theme.New(true, false), 78, person("a@b.example", long, "OAK")...))
	got := strings.Join(lines, "\n")
	if !strings.Contains(got, long) || strings.Contains(got, "…") || strings.Contains(lines[1], "School") {
		t.Errorf("got\n%s", got)
	}
	got = strings.Join(texts(page.Groups(theme.New(true, false), 40, person("a@b.example", long, "OAK")...)), "\n")
	if !strings.Contains(got, "  "+long[:37]+"…\n") {
		t.Errorf("what has no room at all is cut with a sign:\n%s", got)
	}
}
