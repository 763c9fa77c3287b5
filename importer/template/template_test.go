package template_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

func read(t *testing.T, text string) *sheet.Table {
	t.Helper()
	tab, err := sheet.Read("test.csv", []byte(text), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func mapped(t *testing.T, text string) *template.Mapping {
	t.Helper()
	m, err := template.MLTI().Map(read(t, text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

const inOrder = "Asset Tag,Serial Number,Device Type,User ID,Full Name,Email Address,Phone Number,Position,Room,Delete"

func TestMap_HeadersInAnyOrderCaseAndSpacing(t *testing.T) {
	for _, header := range []string{
		inOrder,
		"DELETE,room,Position,phone_number,E-Mail.Address,FULLNAME,user-id,device type,SERIAL  NUMBER,Asset.Tag",
		"Tag,Serial No.,Model,User ID,Name,E-mail,Phone,Position,Room,Delete",
		" Asset Tag ,Serial,Device Type,UserID,Full Name,Email,Phone Number,Position,Room,Delete",
	} {
		m := mapped(t, header+"\n1,OAKNEW000001,3,4,5,6,7,8,9,10\n")
		for _, c := range template.MLTI().Columns {
			if _, ok := m.Of(c.Field); !ok {
				t.Errorf("%s: no column for %s", header, c.Header)
			}
		}
		if len(m.Unknown)+len(m.Missing)+len(m.ByPlace)+len(m.Near) != 0 {
			t.Errorf("%s: %+v", header, m)
		}
	}
}

func TestMap_ItsOwnNameGoesBeforeAnAlias(t *testing.T) {
	m := mapped(t, "Serial,Name,Full Name,User ID\nOAKNEW000001,a,b,c\nOAKNEW000002,a,b,c\n")
	if at, _ := m.Of(store.FieldFullName); at != 2 {
		t.Errorf("Full Name is column %d", at)
	}
	if !reflect.DeepEqual(m.Unknown, []string{"Name"}) || len(m.Near) != 1 || m.Near[0].Like != "Full Name" {
		t.Errorf("mapping is %+v", m)
	}
	if m.Header(store.FieldFullName) != "Full Name" || m.Header(store.FieldSerial) != "Serial" || m.Header(store.FieldRoom) != "" {
		t.Error("headers are not those of the file")
	}
}

func TestMap_R83_NearHeadersAreAskedAbout(t *testing.T) {
	m := mapped(t, "Serial Number,User ID,Asset Tags,Postion,Rom,Doom,Deleted by,Zip,Delte\nOAKNEW000001,,,,,,,,\nOAKNEW000002,a,b,c,d,e,f,g,h\n")
	near := map[string]string{}
	for _, n := range m.Near {
		near[n.Header] = n.Like
	}
	want := map[string]string{"Asset Tags": "Asset Tag", "Postion": "Position", "Rom": "Room", "Doom": "Room", "Delte": "Delete"}
	if !reflect.DeepEqual(near, want) {
		t.Errorf("near are %v", near)
	}
	if len(m.Unknown) != 7 {
		t.Errorf("unknown are %v", m.Unknown)
	}
}

func TestMap_BlankHeadersAreListedOnlyWithValues(t *testing.T) {
	m := mapped(t, "Serial Number,User ID,,Room,\nOAKNEW000001,ana,,7,x\nOAKNEW000002,bo,,8,\n")
	if !reflect.DeepEqual(m.Unknown, []string{"column E"}) {
		t.Errorf("unknown are %v", m.Unknown)
	}
}

func TestMap_PlacesAreOnlyTakenWhenTheValuesLookThePart(t *testing.T) {
	for text, want := range map[string][]string{
		"Asset Tag,Nr,User ID\n1,OAKNEW000001,a\n2,oaknew000002,b\n3,?,c\n4,,d\n":                                      {"Serial Number"},
		"Asset Tag,Serial,c,d,e,f,g,h,i,Weg\n1,OAKNEW000001,,,,,,,,oaknew000001\n2,OAKNEW000002,,,,,,,,\n":             {"Delete"},
		"Asset Tag,Serial,c,d,e,f,g,h,i,Weg\n1,OAKNEW000001,,,,,,,,OAKNEW000002\n2,OAKNEW000002,,,,,,,,OAKNEW000002\n": nil,
		"Asset Tag,Serial,c,d,e,f,g,h,i,Weg\n1,OAKNEW000001,,,,,,,x,\n2,OAKNEW000002,,,,,,,,\n":                        nil,
		"Delete,Asset Tag,Serial,d,e,f,g,h,i,Weg\n,1,OAKNEW000001,,,,,,,OAKNEW000001\n":                                nil,
	} {
		if m := mapped(t, text); !reflect.DeepEqual(m.ByPlace, want) {
			t.Errorf("%q takes %v by place", text, m.ByPlace)
		}
	}
	if _, err := template.MLTI().Map(read(t, "Asset Tag,Nr,User ID\n1,?,a\n2,oaknew000002,b\n")); err == nil {
		t.Error("half of the values decide")
	}
	if _, err := template.MLTI().Map(read(t, "Asset Tag,Room,User ID\n1,OAKNEW000001,a\n")); err == nil {
		t.Error("a header that is ours was taken for another")
	}
}

func TestMap_ValuesAreTrimmedAndUncelled(t *testing.T) {
	tab := read(t, "Serial Number,Full Name\n OAKNEW000001\u00a0,'=Quill\n")
	m, err := template.MLTI().Map(tab)
	if err != nil {
		t.Fatal(err)
	}
	rec := &tab.Records[0]
	if m.Value(rec, store.FieldSerial) != "OAKNEW000001" || m.Value(rec, store.FieldFullName) != "=Quill" || m.Value(rec, store.FieldRoom) != "" {
		t.Errorf("values are %q and %q", m.Value(rec, store.FieldSerial), m.Value(rec, store.FieldFullName))
	}
}

func TestMap_RefusalsSayWhereAndWhatToDo(t *testing.T) {
	_, err := template.MLTI().Map(read(t, "Title above\n\nAsset Tag,User ID,Room\n1,ana,7\n2,bo,8\n"))
	var p *sheet.Problem
	if !errors.As(err, &p) || p.Line != 3 || p.Code != "no_serial_column" || p.Column != "Serial Number" ||
		!strings.Contains(p.Message, "no Serial Number column") || !strings.Contains(p.Remedy, "homeroom template mlti") {
		t.Errorf("problem is %+v", p)
	}
}

func TestMap_RefusesWhatIsNotTheLayout(t *testing.T) {
	for text, code := range map[string]string{
		"Serial Number,Colour\nOAKNEW000001,red\nOAKNEW000002,red\n":                      "other_template",
		"Serial Number,User ID,user id\nOAKNEW000001,ana,x\nOAKNEW000002,bo,y\n":          "column_twice",
		"Asset Tag,Serial Numbr,User ID\n1,no serial at all,ana\n2,no serial either,bo\n": "no_serial_column",
	} {
		_, err := template.MLTI().Map(read(t, text))
		var p *sheet.Problem
		if !errors.As(err, &p) || p.Code != code || p.Message == "" || p.Remedy == "" {
			t.Errorf("%q gives %+v", text, err)
		}
	}
}

func TestAllows_NamesTheModes(t *testing.T) {
	if err := template.MLTI().Allows("sideways"); store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("the error is %v", err)
	}
	if err := template.MLTI().Allows(template.ModeAssign); err != nil {
		t.Error(err)
	}
}

func TestGuess_ScoresWhatIsUnderstood(t *testing.T) {
	score := func(text string) float64 {
		guesses := template.Guess(read(t, text))
		if len(guesses) == 0 {
			return 0
		}
		if guesses[0].Template.Name != "mlti" || guesses[0].Reason == "" {
			t.Errorf("guess is %+v", guesses[0])
		}
		return guesses[0].Score
	}
	whole := score(inOrder + "\n1,OAKNEW000001,3,4,5,6,7,8,9,10\n")
	leavers := score("Asset Tag,Serial Number,Delete\n1,OAKNEW000001,OAKNEW000001\n")
	other := score("Serial Number,User ID,Colour,Size,Shape\nOAKNEW000001,ana,x,y,z\n")
	if whole != 1 || !(leavers < whole) || !(other < leavers) || other == 0 {
		t.Errorf("scores are %v, %v, %v", whole, leavers, other)
	}
	if score("Colour,Size\nred,3\n") != 0 {
		t.Error("a foreign file is guessed")
	}
}

func TestWrite_ImportOfAnExportGivesTheSameValues(t *testing.T) {
	rows := [][]string{
		{"0012345", "OAKNEW000001", `MacBook Air 13"`, "ana", "=HYPERLINK(1)", "a@oak.example", "+1 207", "student", "1E5", ""},
		{"", "OAKNEW000002", "", "@bo", "-x", "", "2018-05-01", "", "7,5;8", "OAKNEW000002"},
		{"'1", "OAKNEW000003", "'=x", "", "Zoë\nQuill", "", "", "", "", ""},
	}
	for _, format := range []string{"csv", "xlsx"} {
		var b bytes.Buffer
		if err := template.MLTI().Write(&b, format, rows); err != nil {
			t.Fatal(err)
		}
		tab, err := sheet.Read("x."+format, b.Bytes(), sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		m, err := template.MLTI().Map(tab)
		if err != nil || len(m.Missing)+len(m.Unknown) > 0 {
			t.Fatalf("%v, %+v", err, m)
		}
		for i := range rows {
			for j, c := range template.MLTI().Columns {
				if got := m.Value(&tab.Records[i], c.Field); got != rows[i][j] {
					t.Errorf("%s row %d: %s is %q, was %q", format, i, c.Header, got, rows[i][j])
				}
			}
			for _, kind := range tab.Records[i].Kinds() {
				if kind != sheet.Text {
					t.Errorf("%s row %d has a cell that is no text", format, i)
				}
			}
		}
	}
}

func TestWrite_NoCellRunsInASpreadsheet(t *testing.T) {
	var b bytes.Buffer
	if err := template.MLTI().Write(&b, "csv", [][]string{{"=1", "+1", "-1", "@1", "\t=1", "a", "", "", "", ""}}); err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, cell := range lines[1] {
		if first := strings.TrimSpace(cell); first != "" && strings.Contains("=+-@", first[:1]) {
			t.Errorf("%q would run", cell)
		}
	}
}

func TestWrite_ABlankTemplate(t *testing.T) {
	var b bytes.Buffer
	if err := template.MLTI().Write(&b, "csv", nil); err != nil || b.String() != inOrder+"\n" {
		t.Errorf("%q, %v", b.String(), err)
	}
	b.Reset()
	if err := template.MLTI().Write(&b, "xlsx", nil); err != nil {
		t.Fatal(err)
	}
	if xml := part(t, b.Bytes(), "xl/worksheets/sheet1.xml"); !strings.Contains(xml, `<dimension ref="A1:J1"`) {
		t.Errorf("the dimension is wrong in %s", xml)
	}
	b.Reset()
	if err := template.MLTI().Write(&b, "xlsx", make([][]string, 5)); err != nil {
		t.Fatal(err)
	}
	if xml := part(t, b.Bytes(), "xl/worksheets/sheet1.xml"); !strings.Contains(xml, `<dimension ref="A1:J6"`) {
		t.Errorf("the dimension is wrong in %s", xml)
	}
}

func part(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWrite_SaysWhatItCannotDo(t *testing.T) {
	err := template.MLTI().Write(io.Discard, "pdf", nil)
	if store.CodeOf(err) != store.CodeInvalid || !strings.Contains(err.Error(), ".csv or .xlsx") {
		t.Errorf("the error is %v", err)
	}
	for _, format := range []string{"csv", "xlsx"} {
		if err := template.MLTI().Write(full{}, format, nil); err == nil {
			t.Errorf("%s: a full disk goes unseen", format)
		}
	}
	if err := template.MLTI().Write(io.Discard, "xlsx", make([][]string, 1_048_576)); err == nil {
		t.Error("more rows than a sheet holds go unseen")
	}
}

func TestByName_FindsInAnyLetterCase(t *testing.T) {
	if got, err := template.ByName("MLTI"); err != nil || got.Name != "mlti" {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := template.ByName("mosaic"); store.CodeOf(err) != store.CodeInvalid || !strings.Contains(err.Error(), "mlti") {
		t.Errorf("the error is %v", err)
	}
}

func TestMLTI_R84_SaysForEveryModeWhatABlankMeans(t *testing.T) {
	m := template.MLTI()
	for _, mode := range m.Modes {
		if m.Blank[mode] == "" {
			t.Errorf("nothing for %s", mode)
		}
	}
	for _, c := range m.Columns {
		if got, ok := m.Column(c.Field); !ok || got.Header != c.Header {
			t.Errorf("column %s is not found", c.Header)
		}
	}
	if _, ok := m.Column(store.FieldGrade); ok {
		t.Error("a column that the layout has not is found")
	}
}

func TestMap_R88_TheReasonColumnIsUnderstoodWithItsMode(t *testing.T) {
	for header, want := range map[string]template.Mode{
		"Reason": "", "REASON": "", "Reason (assign)": template.ModeAssign, "reason (Revoke)": template.ModeRevoke,
	} {
		m := mapped(t, "Serial Number,User ID,"+header+"\nOAKNEW000001,ana,R-17\n")
		if m.Rejected != want || len(m.Unknown)+len(m.Near) != 0 {
			t.Errorf("%s: %q, not understood: %v", header, m.Rejected, m.Unknown)
		}
	}
	for _, header := range []string{"Reason (sideways)", "Reasons given", "Season"} {
		if m := mapped(t, "Serial Number,User ID,"+header+"\nOAKNEW000001,ana,x\n"); len(m.Unknown) != 1 {
			t.Errorf("%s is taken for the reason", header)
		}
	}
	if got := template.ReasonHeader(""); got != "Reason" {
		t.Errorf("without a mode the header is %q", got)
	}
}
