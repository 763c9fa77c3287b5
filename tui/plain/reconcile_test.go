package plain_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

const maasHeader = "Full Name,Username,Domain,Email Address,Managed Apple ID\n"

// maas is the list of a school where Avery has another domain there, Casey and Drew are not there, and Ellis is only there.
const maas = maasHeader + "Avery Lane,avery.lane,NEW,,\nBlake Moss,blake.moss,OLD,,\nEllis Fern,ellis.fern,OLD,,\n"

// listed is a desk with four people of one site on record, and that list.
func listed(t *testing.T) (*desk, string) {
	t.Helper()
	d := newDesk(t)
	st := d.store()
	storetest.MustSite(t, st, store.Site{Code: "OAK", Name: "Oak Hill School", Solution: store.SolutionPrimary})
	for _, name := range []string{"Avery Lane", "Blake Moss", "Casey Reed", "Drew Pond"} {
		storetest.MustUser(t, st, store.User{
			UserID: strings.ToLower(strings.ReplaceAll(name, " ", ".")), FullName: name, Domain: "OLD", Position: "student", Site: "OAK",
		})
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return d, d.file("maas.csv", maas)
}

// departing are the people who are marked, by User ID.
func (d *desk) departing() string {
	d.t.Helper()
	st := d.store()
	defer st.Close()
	users, err := st.Users(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	var ids []string
	for _, u := range users {
		if u.Departing {
			ids = append(ids, u.UserID)
		}
	}
	return strings.Join(ids, " ")
}

func TestPreview_Reconcile_TellsEachSideUnderItsHeading(t *testing.T) {
	d, file := listed(t)
	for _, plain := range []string{"--no-color", "--plain"} {
		out := d.run(t.Context(), 0, "preview", file, "--mode", "reconcile", plain)
		inOrder(t, out, "never taken", "Only there: 1 row", "ellis.fern", "Different: 1 row", "avery.lane", "Only here: 2 rows", "casey.reed", "drew.pond",
			"5 rows: 1 add, 1 change", "; 3 rows of the file, 2 only here")
		if strings.Contains(out, "blake.moss") || strings.Contains(out, "100000000") {
			t.Errorf("it tells of who is the same, or a line that the file has not:\n%s", out)
		}
	}
	d.run(t.Context(), 2, "preview", file, "--include-left")
	if !strings.Contains(d.said.String(), "--mode reconcile") {
		t.Errorf("it said %q", d.said.String())
	}
}

func TestPreview_Reconcile_JSONTellsTheSides(t *testing.T) {
	d, file := listed(t)
	var plan struct {
		Mode     string
		Rows     int
		FileRows int `json:"file_rows"`
		OnlyHere int `json:"only_here"`
		Left     int
		Counts   map[string]int
		Items    []struct {
			Line, PartLine int64
			Status, Part   string
			UserID         string `json:"user_id"`
		}
	}
	if err := json.Unmarshal([]byte(d.run(t.Context(), 0, "preview", file, "--mode", "reconcile", "--json")), &plan); err != nil {
		t.Fatal(err)
	}
	last := plan.Items[len(plan.Items)-1]
	if plan.Mode != "reconcile" || plan.Rows != 5 || plan.FileRows != 3 || plan.OnlyHere != 2 || plan.Left != 2 || plan.Counts["held_back"] != 2 ||
		last.Part != "only here" || last.Status != "held_back" || last.UserID != "drew.pond" {
		t.Errorf("it says %+v", plan)
	}
	if err := json.Unmarshal([]byte(d.run(t.Context(), 0, "preview", file, "--json")), &plan); err != nil || plan.Mode != "update" {
		t.Errorf("brought in its mode is %q: %v", plan.Mode, err)
	}
}

func TestImport_Reconcile_WhoeverIsNotInTheListHasLeftWhereTheirNumberIsSaid(t *testing.T) {
	d, file := listed(t)
	for _, flags := range [][]string{{"--yes"}, {"--yes", "--left", "3"}, {"--left", "2", "--yes", "--mode", "update"}} {
		d.run(t.Context(), 2, append([]string{"import", file, "--mode", "reconcile", "--include-left"}, flags...)...)
	}
	d.program.In = strings.NewReader("3\n")
	d.run(t.Context(), 1, "import", file, "--mode", "reconcile", "--include-left")
	inOrder(t, d.said.String(), "2 people are on record at site OAK and not in \"maas.csv\"", "Type the number 2 if they have left", "nothing was saved")
	if got := d.departing(); got != "" {
		t.Fatalf("departing are %s", got)
	}
	out := d.run(t.Context(), 0, "import", file, "--mode", "reconcile", "--include-left", "--left", "2", "--yes", "--ours", d.at("ours.csv"))
	inOrder(t, out, "Saved: 4 rows", "2 people are marked departing. Next, End of year: homeroom checklist start end-of-year --site OAK", "0 rows written to")
	if got := d.departing(); got != "casey.reed drew.pond" {
		t.Errorf("departing are %s", got)
	}
	d.run(t.Context(), 0, "checklist", "start", "end-of-year", "--site", "OAK")
	out = d.run(t.Context(), 0, "import", file, "--mode", "reconcile", "--yes")
	inOrder(t, out, "all rows are the same")
	d.run(t.Context(), 0, "undo", "1", "--yes")
}

func TestImport_Reconcile_AnAnswerToTheNumberIncludesThemAndWithoutItNobodyLeaves(t *testing.T) {
	d, file := listed(t)
	d.run(t.Context(), 0, "import", file, "--mode", "reconcile", "--yes", "--include-held")
	if got := d.departing(); got != "" {
		t.Fatalf("departing are %s", got)
	}
	d.program.In = strings.NewReader("2\ny\n")
	d.run(t.Context(), 0, "import", file, "--mode", "reconcile", "--include-left")
	if got := d.departing(); got != "casey.reed drew.pond" {
		t.Errorf("departing are %s; it said %s", got, d.said.String())
	}
}

func TestImport_Reconcile_PlainWalksWhoIsOnlyHereAndOursGoToTheVendor(t *testing.T) {
	d, file := listed(t)
	d.program.In = strings.NewReader("n\ny\ny\nn\ny\n")
	out := d.run(t.Context(), 0, "import", file, "--mode", "reconcile", "--plain", "--ours", d.at("ours.csv"))
	inOrder(t, out, "1 of 4. Line 2: change", "2 of 4. Line 4: add", "3 of 4. only here", "casey.reed", "4 of 4. only here", "drew.pond",
		"Saved: 2 rows", "1 person is marked departing. Next, End of year", "2 rows written to")
	if got := d.departing(); got != "casey.reed" {
		t.Errorf("departing are %s", got)
	}
	ours, err := os.ReadFile(d.at("ours.csv"))
	if err != nil || strings.ReplaceAll(string(ours), "\r", "") != maasHeader+"Avery Lane,avery.lane,OLD,,\nDrew Pond,drew.pond,OLD,,\n" {
		t.Errorf("ours are %q, %v", ours, err)
	}
}

func TestImport_Reconcile_PlainGoesOnWhereAMendNamesSomebodyWhoWasOnlyHere(t *testing.T) {
	d, _ := listed(t)
	file := d.file("mend.csv", maasHeader+"Casey Reed,casey.read,OLD,,\nAvery Lane,avery.lane,OLD,,\n")
	d.program.In = strings.NewReader("e\n2\ncasey.reed\nn\ny\nq\n")
	d.run(t.Context(), 1, "import", file, "--mode", "reconcile", "--plain")
	out := d.out.String()
	inOrder(t, out, "1 of 4. Line 2: add", "1 of 4. Line 2: same", "2 of 4. only here", "blake.moss", "4 of 4. only here", "drew.pond", "2 rows of the file, 2 only here; 1 mend")
	if _, after, _ := strings.Cut(out, "1 of 4. Line 2: same"); strings.Contains(after, "Casey Reed") {
		t.Errorf("somebody is only here whom the mended cell names:\n%s", out)
	}
	d.program.In = strings.NewReader("\ny\n")
	d.run(t.Context(), 0, "import", file, "--mode", "reconcile", "--plain")
	if got := d.departing(); got != "drew.pond" {
		t.Errorf("departing are %s", got)
	}
}
