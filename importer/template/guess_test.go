package template

import (
	"strings"
	"testing"

	"homeroom/importer/sheet"
)

func tableOf(t *testing.T, file string) *sheet.Table {
	t.Helper()
	tab, err := sheet.Read("a.csv", []byte(file), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func weighed(t *testing.T, file, name string) Candidate {
	t.Helper()
	for _, c := range Weigh(tableOf(t, file), nil, nil) {
		if c.Template.Name == name {
			return c
		}
	}
	t.Fatalf("%s is not weighed", name)
	return Candidate{}
}

func TestWeigh_EveryLayoutHasAScoreAndAReason(t *testing.T) {
	all := Weigh(tableOf(t, "Serial Number,Shoe Size\nC02OAK000001,38\n"), nil, nil)
	if len(all) < len(All()) {
		t.Fatalf("weighed are %d of %d layouts", len(all), len(All()))
	}
	for i, c := range all {
		if c.Reason == "" || i > 0 && c.Score > all[i-1].Score {
			t.Errorf("%s is weighed %s", c.Template.Name, c.Words())
		}
	}
}

func TestWeigh_TheReasonNamesWhatIsFoundMissingAndDoubtful(t *testing.T) {
	c := weighed(t, "Asset Tag,Serial,Device Type,User ID,Shoe Size\n3000001,C02OAK000001,Mac,ana,38\n3000002,nothing!,Mac,ben,39\n", "mlti")
	for _, words := range []string{"4 of 10 headers (Serial for Serial Number)", "missing: Full Name, Email Address", "1 not understood: Shoe Size", "1 of 2 values do not look like it: “nothing!” in Serial for Serial Number"} {
		if !strings.Contains(c.Reason, words) {
			t.Errorf("%q is not told in %q", words, c.Reason)
		}
	}
	whole := weighed(t, strings.Join(MUTUsers().header(), ",")+"\nana,,Ana,,,,,,\n", "mut-users")
	if whole.Words() != "100 of 100: 9 of 9 headers" {
		t.Errorf("a whole file is weighed %q", whole.Words())
	}
}

func TestNearest_TakesNearlyRightHeadersForWhatTheyNearlyAre(t *testing.T) {
	tab := tableOf(t, "Asset Tag,Serail Number,User ID\n3000001,C02OAK000001,ana\n")
	near := Nearest(tab)
	if near.Template == nil || near.Template.Name != "mlti" || !strings.HasPrefix(near.Words(), "86 of 100: nearly 3 of 10 headers; missing") {
		t.Fatalf("the nearest layout is %+v: %s", near.Template, near.Words())
	}
	list := near.Template.Nearly(tab)
	if len(list) != 1 || list[0].Header != "Serail Number" || list[0].Like != "Serial Number" || list[0].Say() != `--map "Serail Number=Serial Number"` {
		t.Errorf("asked about are %+v", list)
	}
	slips := Nearest(tableOf(t, "Curent Username,Ful Name,Email Adress\nana,Ana,ana@oak.example\n"))
	if slips.Template == nil || slips.Template.Name != "mut-users" {
		t.Errorf("a list of users with three slips is near to %+v", slips.Template)
	}
	if lacks := Nearest(tableOf(t, "Asset Tag,User ID\n1,ana\n")); lacks.Template == nil || lacks.Template.Name != "mlti" || lacks.Score != 0 {
		t.Errorf("a file without serial numbers is near to %+v", lacks)
	}
	if Nearest(tableOf(t, "Town,Street\nOak,Hill\n")).Template != nil {
		t.Error("a file with no header of ours is near to a layout")
	}
}

func TestHand_IsTheSameTextInAnyOrder(t *testing.T) {
	a := Hand{{"Login", "user_id"}, {"A \"quoted\" one", ""}}
	b := Hand{a[1], a[0]}
	if a.String() != b.String() {
		t.Errorf("%s and %s", a, b)
	}
	back, err := ParseHand(a.String())
	if err != nil || back.String() != a.String() {
		t.Errorf("it comes back as %s, %v", back, err)
	}
	if _, err := ParseHand("{"); err == nil {
		t.Error("what is no mapping is read")
	}
	if none, err := ParseHand(""); err != nil || none == nil || none.String() != "" {
		t.Errorf("none is %#v, %v", none, err)
	}
}
