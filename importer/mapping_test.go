package importer_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// studyFile is a list that no layout knows: two columns have the same name, one has none.
const studyFile = "Login,Pupil,Contact,Contact,\n" +
	"ana.bell,Ana Bell,ana.bell@oak.example,555-0101,x\n" +
	"zoe-ek,Zoe Ek,zoe.ek@oak.example,555-0102,y\n"

func studyHand() template.Hand {
	return template.Hand{
		{Column: "Login", Field: "Current Username"},
		{Column: "pupil", Field: store.FieldFullName},
		{Column: "column C", Field: "Email Address"},
		{Column: "column D"},
	}
}

func TestMapping_AnUnknownFileIsReadAsSaidByHand(t *testing.T) {
	st := storetest.Open(t)
	storetest.MustUser(t, st, store.User{UserID: "ana.bell", FullName: "Anna Bell"})
	q := importer.Request{Name: "study.csv", Data: []byte(studyFile), Operator: "kim"}
	if _, err := importer.Preview(t.Context(), st, q); err == nil || !strings.Contains(err.Error(), "--map") {
		t.Fatalf("an unknown file gives %v, without a word of --map", err)
	}
	q.Template, q.Mapping = "mut-users", studyHand()
	p, err := importer.Preview(t.Context(), st, q)
	if err != nil {
		t.Fatal(err)
	}
	row := p.Row(2)
	if row.Status != importer.StatusChange || len(row.Changes) != 1 || len(row.Changes[0].Fields) != 2 {
		t.Errorf("line 2 is %s with %+v", row.Status, row.Changes)
	}
	if want := []string{"Contact", "column E"}; !slices.Equal(p.UnknownColumns, want) {
		t.Errorf("not read are %q, not %q", p.UnknownColumns, want)
	}
	const whole = `[["Login","user_id"],["Pupil","full_name"],["column C","email"],["column D",""],["column E",""]]`
	if p.Hand() != whole {
		t.Errorf("kept is %s", p.Hand())
	}
}

func TestMapping_IsFoundAgainByTheHeadersOfAFile(t *testing.T) {
	st := storetest.Open(t)
	p := studied(t, st)
	if err := p.KeepMapping(t.Context(), st, "Study list", false); err != nil {
		t.Fatal(err)
	}
	again, err := importer.Preview(t.Context(), st, importer.Request{Name: "later.csv", Data: []byte(studyFile), Operator: "lee"})
	if err != nil || again.Template.Name != "mut-users" || again.Hand() != p.Hand() {
		t.Fatalf("a file with the same headers is read as %+v, %v", again.Template, err)
	}
	if k := again.MappedBy(); k == nil || k.Words() != "mapping Study list, kept by kim" {
		t.Errorf("it does not tell by which mapping: %+v", k)
	}
	if g := again.Guesses()[0]; g.Points() != 100 || g.Reason != "mapping Study list, kept by kim" {
		t.Errorf("the first guess is %s", g.Words())
	}
	other := strings.Replace(studyFile, "Pupil", "Pupils", 1)
	if _, err := importer.Preview(t.Context(), st, importer.Request{Name: "other.csv", Data: []byte(other)}); err == nil {
		t.Error("a file with another header is read by it, too")
	}
	if err := p.KeepMapping(t.Context(), st, "study LIST", false); store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("a second mapping of the name gives %v", err)
	}
}

func TestMapping_TwoOfTheSameHeadersAreAskedAbout(t *testing.T) {
	st := storetest.Open(t)
	p := studied(t, st)
	q := p.Request
	q.Mapping = template.Hand{{Column: "Login", Field: store.FieldUserID}, {Column: "Pupil"}, {Column: "column C", Field: store.FieldEmail}}
	bare, err := importer.Preview(t.Context(), st, q)
	if err = errors.Join(err, p.KeepMapping(t.Context(), st, "Names", false), bare.KeepMapping(t.Context(), st, "Bare", false)); err != nil {
		t.Fatal(err)
	}
	_, err = importer.Preview(t.Context(), st, importer.Request{Name: "later.csv", Data: []byte(studyFile)})
	var either *importer.Either
	if !errors.As(err, &either) || len(either.Among) != 2 || !strings.Contains(err.Error(), `--mapping "Bare"`) {
		t.Errorf("two mappings of the same headers give %v", err)
	}
}

// The rows to mend have the file's own headers, and come back by the same mapping without a question, also where it has
// no name.
func TestMapping_R88_RejectsOfAMappedFileAreReadByTheSameMapping(t *testing.T) {
	st := storetest.Open(t)
	storetest.MustUser(t, st, store.User{UserID: "ana.bell", FullName: "Anna Bell"})
	p := studied(t, st)
	done, err := p.Save(t.Context(), st, "kim", 0, nil)
	if err != nil || done.Saved != 1 {
		t.Fatalf("saved %+v, %v", done, err)
	}
	result, err := importer.ReadResult(t.Context(), st, done.Act)
	if err != nil {
		t.Fatal(err)
	}
	var fromPlan, fromStore bytes.Buffer
	_, err = p.WriteRejects(&fromPlan, "csv")
	if _, err2 := result.WriteRejects(&fromStore, "csv"); errors.Join(err, err2) != nil || fromPlan.String() != fromStore.String() {
		t.Fatalf("the plan writes\n%sthe kept import writes\n%s%v %v", &fromPlan, &fromStore, err, err2)
	}
	file := fromPlan.String()
	if !strings.HasPrefix(file, "Login,Pupil,Contact,Contact,,Reason\nzoe-ek,Zoe Ek,zoe.ek@oak.example,555-0102,y,") {
		t.Fatalf("the rejects are\n%s", file)
	}
	storetest.MustUser(t, st, store.User{UserID: "zoe.ek", FullName: "Zoe"})
	mended := strings.Replace(file, "zoe-ek", "zoe.ek", 1)
	again, err := importer.Preview(t.Context(), st, importer.Request{Name: "rejects.csv", Data: []byte(mended), Operator: "lee"})
	if err != nil || again.Template.Name != "mut-users" || again.Row(2).Status != importer.StatusChange {
		t.Fatalf("the mended file is read as %+v, %v", again, err)
	}
	if k := again.MappedBy(); k == nil || k.Words() != "as kim said of these columns before" {
		t.Errorf("it does not tell by what: %+v", k)
	}
	none := again.Request
	none.Template, none.Mapping = "", template.Hand{}
	if _, err := importer.Preview(t.Context(), st, none); err == nil {
		t.Error("a mapping is taken although none is asked for")
	}
}

func TestMapping_WhatDoesNotFitIsRefusedInWords(t *testing.T) {
	st := storetest.Open(t)
	for said, words := range map[string]string{
		"Nobody=full_name":          "the file has no column “Nobody”",
		"Pupil=shoe size":           "no field “shoe size”",
		"contact=full_name":         "columns C and D are both called “contact” (write column C or column D", // it stands twice
		"column C=User ID":          "",
		"Login=Email Address":       "are both said to be Email Address",
		"column D=Current Username": "are both said to be Current Username",
	} {
		h, err := template.TypedHand([]string{said, "Login=Current Username"})
		if said == "Login=Email Address" {
			h, err = template.TypedHand([]string{said, "Pupil=Email Address"})
		}
		if err != nil {
			t.Fatal(err)
		}
		_, err = importer.Preview(t.Context(), st, importer.Request{Name: "s.csv", Data: []byte(studyFile), Template: "mut-users", Mapping: h})
		if words != "" && (store.CodeOf(err) != store.CodeInvalid || !strings.Contains(err.Error(), words)) {
			t.Errorf("%s gives %v", said, err)
		}
	}
	if _, err := template.TypedHand([]string{"Login"}); store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("a pair without = gives %v", err)
	}
	_, err := importer.Preview(t.Context(), st, importer.Request{Name: "s.csv", Data: []byte(studyFile), Template: "mosyle-hierarchy", Mapping: studyHand()})
	if err == nil {
		t.Error("a file of several tables takes a mapping")
	}
}

// studied previews the file as it was said by hand.
func studied(t *testing.T, st *store.Store) *importer.Plan {
	t.Helper()
	p, err := importer.Preview(t.Context(), st, importer.Request{
		Name: "study.csv", Data: []byte(studyFile), Template: "mut-users", Mapping: studyHand(), Operator: "kim",
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}
