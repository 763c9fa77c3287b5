package plain_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sticker is a list of machines that no template knows; line 3 has no serial number of theirs.
const sticker = "Number,Sticker,Kind,Bought\nKC00000077,3000077,MacBook Air,2024\nbad!,3000078,MacBook Air,2024\n"

// mapped says of that list which column is which.
func mapped(more ...string) []string {
	return append([]string{
		"--template", "mlti", "--mode", "inventory", "--site", "OAK", "--map", "Number=Serial Number", "--map", "Sticker=asset_tag",
		"--map", "Kind=Device Type",
	}, more...)
}

func TestImport_AnUnknownFileIsMappedByFlagsAndKnownAgain(t *testing.T) {
	d, _ := oak(t)
	file, rejects := d.file("list.csv", sticker), filepath.Join(d.dir, "mend.csv")
	d.run(t.Context(), 2, "preview", file)
	if said := d.said.String(); !strings.Contains(said, `--template NAME --map "HEADER=FIELD"`) {
		t.Errorf("an unknown file is refused with %q", said)
	}
	out := d.run(t.Context(), 1, append([]string{"preview", file, "--json"}, mapped()...)...)
	var seen struct {
		Mapping []struct{ Header, Field string }
		Counts  map[string]int
	}
	if err := json.Unmarshal([]byte(out), &seen); err != nil || len(seen.Mapping) != 4 || seen.Mapping[1].Field != "asset_tag" || seen.Counts["add"] != 1 {
		t.Fatalf("it reads %+v, %v", seen, err)
	}
	d.run(t.Context(), 1, append([]string{"import", file, "--yes", "--rejects", rejects, "--keep-mapping", "Sticker list"}, mapped()...)...)
	if said := d.said.String(); !strings.Contains(said, "Kept as mapping “Sticker list”") {
		t.Errorf("it said %q", said)
	}
	data, err := os.ReadFile(rejects)
	if err != nil || !strings.HasPrefix(string(data), "Number,Sticker,Kind,Bought,Reason (inventory)\nBAD!,3000078,MacBook Air,2024,") {
		t.Fatalf("the rejects are %q, %v", data, err)
	}
	mended := d.file("mended.csv", strings.Replace(string(data), "BAD!", "KC00000078", 1))
	out = d.run(t.Context(), 0, "import", mended, "--yes", "--site", "OAK")
	if !strings.Contains(out, "mapping Sticker list, kept by dana") || !strings.Contains(out, "Number → Serial Number") {
		t.Errorf("the mended file is read as\n%s", out)
	}
	if out = d.run(t.Context(), 0, "devices", "KC00000078"); !strings.Contains(out, "3000078") {
		t.Errorf("the mended row is not on record: %s", out)
	}
	d.run(t.Context(), 2, "preview", mended, "--mapping", "none", "--site", "OAK")
	d.run(t.Context(), 0, "preview", mended, "--mapping", "sticker LIST", "--site", "OAK")
}

func TestMappings_AreListedShownRenamedAndDeleted(t *testing.T) {
	d, _ := oak(t)
	file := d.file("list.csv", sticker)
	d.run(t.Context(), 1, append([]string{"import", file, "--yes", "--keep-mapping", "Stickers"}, mapped()...)...)
	d.run(t.Context(), 2, append([]string{"import", file, "--yes", "--keep-mapping", "STICKERS", "--map", "Bought=Room"}, mapped()...)...)
	if said := d.said.String(); !strings.Contains(said, "another mapping “Stickers” already, kept by dana") {
		t.Errorf("it said %q", said)
	}
	if out := d.run(t.Context(), 0, "mappings", "list"); !strings.Contains(out, "Stickers") || !strings.Contains(out, "1 mapping") {
		t.Errorf("listed are %s", out)
	}
	if out := d.run(t.Context(), 0, "mappings", "show", "stickers"); !strings.Contains(out, "Sticker → Asset Tag") || !strings.Contains(out, "Bought → not read") {
		t.Errorf("shown is %s", out)
	}
	var one struct {
		Columns []struct{ Header, Field string }
	}
	if err := json.Unmarshal([]byte(d.run(t.Context(), 0, "mappings", "show", "stickers", "--json")), &one); err != nil || len(one.Columns) != 4 {
		t.Errorf("the JSON holds %+v, %v", one, err)
	}
	d.run(t.Context(), 0, "mappings", "rename", "stickers", "Labels")
	d.run(t.Context(), 2, "mappings", "delete", "stickers")
	d.run(t.Context(), 0, "mappings", "delete", "labels")
	if out := d.run(t.Context(), 0, "mappings", "list", "--json"); strings.TrimSpace(out) != "[]" {
		t.Errorf("left are %s", out)
	}
}

// tied is as much a list of users as of requests for enrolment.
const tied = "Full Name,Username,Domain,Email Address,Managed Apple ID,Platform,Ownership,Enroll Using iOS User Enrollment\n" +
	"Carl Dean,carl.dean,OAK,carl@oak.example,,iOS,Employee Owned,Yes\n" +
	"Dora Fry,dora.fry,OAK,dora@oak.example,,iOS,Employee Owned,No\n" +
	"Eve Gray,eve.gray,ELM,eve@elm.example,,iOS,Employee Owned,perhaps\n"

func TestImport_ATieIsAskedWithNumbers(t *testing.T) {
	d, _ := oak(t)
	file := d.file("tie.csv", tied)
	d.run(t.Context(), 2, "import", file, "--yes")
	if said := d.said.String(); !strings.Contains(said, "may be of several templates") || !strings.Contains(said, "--template ") {
		t.Errorf("without anybody to ask it said %q", said)
	}
	d.program.In = strings.NewReader("7\n")
	d.run(t.Context(), 1, "import", file)
	d.program.In = strings.NewReader("1\nn\n")
	d.run(t.Context(), 1, "import", file)
	if said := d.said.String(); !strings.Contains(said, "1. IBM MaaS360: ") || !strings.Contains(said, "Which one is meant? [1-2]") {
		t.Errorf("it asked %q", said)
	}
	var seen struct {
		Guesses []struct {
			Template, Reason string
			Score            float64
			Tied             bool
		}
	}
	if err := json.Unmarshal([]byte(d.run(t.Context(), 0, "inspect", file, "--json")), &seen); err != nil || len(seen.Guesses) < 9 || !seen.Guesses[1].Tied || seen.Guesses[2].Tied || seen.Guesses[0].Reason == "" {
		t.Errorf("inspect tells %+v, %v", seen, err)
	}
}

func TestPreview_ANearlyRightHeaderNamesWhatToSay(t *testing.T) {
	d, _ := oak(t)
	file := d.file("near.csv", "Asset Tag,Serial Number,User ID,Emial Adress\n3000001,KC00000001,ana.bell,ana@oak.example\n")
	out := d.run(t.Context(), 1, "preview", file, "--json", "--mode", "assign")
	if !strings.Contains(out, `--map \"Emial Adress=Email Address\"`) {
		t.Errorf("the remedy is not told: %s", out)
	}
}

func TestPreview_AFileOfNoTemplateNamesTheNearestAndWhatToSay(t *testing.T) {
	d, _ := oak(t)
	near := d.file("near.csv", "Curent Username,Ful Name,Email Adress\nana.bell,Ana Bell,ana@oak.example\n")
	d.run(t.Context(), 2, "preview", near)
	if said := d.said.String(); !strings.Contains(said, "nearly those of the template mut-users") ||
		!strings.Contains(said, `--template mut-users --map "Curent Username=Current Username" --map "Ful Name=Full Name"`) || strings.Contains(said, "mlti") {
		t.Errorf("it is refused with %q", said)
	}
	if out := d.run(t.Context(), 0, "inspect", near); !strings.Contains(out, "none; nearest is mut-users, score ") {
		t.Errorf("inspected it is\n%s", out)
	}
	far := d.file("far.csv", "Login,Pupil\nana.bell,Ana Bell\n")
	d.run(t.Context(), 2, "preview", far)
	if said := d.said.String(); !strings.Contains(said, "no template has these columns") || strings.Contains(said, "template mlti") {
		t.Errorf("it is refused with %q", said)
	}
	if out := d.run(t.Context(), 0, "inspect", far, "--map", "Login=Current Username"); !strings.Contains(out, "mut-users, score ") {
		t.Errorf("with --map it is\n%s", out)
	}
}
