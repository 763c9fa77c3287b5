package importer

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// cells that a roster may hold in any column of a person: plain ones, and such as a rule has something to say about.
var oddCells = []string{
	"", "ana", "ANA", "bo", "cy", "1001", "01001", "Ana Quill", "Ana\u200b", "Anа", "=1+1", "#REF!", "###", "2018-05-01", "1.5E+07", "a-b",
	"ana@oak.example", "bo@oak.example", "x@", "OAKIPAD00001", "Ana  Quill", " Bo ", "L1", "l1", "L9", "7", "Ünal", "Ã¼nal", "a,b", "a/b",
}

func oddRoster(r *rand.Rand) []byte {
	pick := func(from ...string) string {
		if r.IntN(4) > 0 && len(from) > 0 {
			return from[r.IntN(len(from))]
		}
		return oddCells[r.IntN(len(oddCells))]
	}
	quote := func(cells ...string) string {
		for i, c := range cells {
			cells[i] = `"` + c + `"`
		}
		return strings.Join(cells, ",") + "\n"
	}
	files := map[string]string{
		"students.csv":  "person_id,person_number,first_name,middle_name,last_name,grade_level,email_address,sis_username,password_policy,location_id\n",
		"staff.csv":     "person_id,person_number,first_name,middle_name,last_name,email_address,sis_username,location_id\n",
		"courses.csv":   "course_id,course_number,course_name,location_id\n" + quote("C1", "MA", pick("Maths"), "L1"),
		"classes.csv":   "class_id,class_number,course_id,instructor_id,instructor_id_2,instructor_id_3,location_id\n",
		"rosters.csv":   "roster_id,class_id,student_id\n",
		"locations.csv": "location_id,location_name\n" + quote("L1", pick("Oak")) + quote("L2", "Annex"),
	}
	for i := range 4 {
		files["students.csv"] += quote(fmt.Sprint("S", i), pick("1001", "77"), pick("Ana", "Bo"), "", pick("Quill", "Tan"), pick("7"), pick("ana@oak.example", ""), pick("ana", "bo", "new"), "4", pick("L1", ""))
		files["classes.csv"] += quote(fmt.Sprint("M", i), "7a", pick("C1"), pick("T0", "T1", ""), "", "", pick("L1", "L2"))
	}
	for i := range 2 {
		files["staff.csv"] += quote(fmt.Sprint("T", i), "", pick("Teo"), "", pick("Lind"), "", pick("teo", "una", "ana"), pick("L1", ""))
	}
	for i := range 8 {
		files["rosters.csv"] += quote(fmt.Sprint("R", i), pick("M0", "M1", "M2", "M3"), pick("S0", "S1", "S2", "S3"))
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, _ := z.Create(name)
		_, _ = w.Write([]byte(text))
	}
	_ = z.Close()
	return b.Bytes()
}

// TestASM_WhatIsPlainToSeeIsWhatAPlanComesTo: a large roster is judged without planning every row; nothing may come out
// otherwise for it.
func TestASM_WhatIsPlainToSeeIsWhatAPlanComesTo(t *testing.T) {
	st := storetest.Open(t)
	storetest.MustSite(t, st, store.Site{Code: "OAK", Name: "Oak", Solution: store.SolutionPrimary})
	storetest.MustSite(t, st, store.Site{Code: "FERN", Name: "Fern", Solution: store.SolutionPrimary})
	storetest.MustDevice(t, st, store.Device{Serial: "OAKIPAD00001", Model: "iPad Air", Platform: store.PlatformIOS, Site: "OAK", Username: "cy"})
	storetest.MustUser(t, st, store.User{UserID: "ana", FullName: "Ana Quill", Email: "ana@oak.example", Type: "student", Grade: "7", Site: "OAK"})
	storetest.MustUser(t, st, store.User{UserID: "01001", FullName: "Bo Tan", Site: "OAK"})
	storetest.MustUser(t, st, store.User{UserID: "una", FullName: "Una Ray", Site: "FERN"})
	seed := uint64(rand.Int64())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	quick := 0
	for round := range 60 {
		data := oddRoster(r)
		o := template.Options{}
		if round%2 == 0 {
			o[template.OptionWithoutLocation] = template.Yes
		}
		p, err := Preview(context.Background(), st, Request{Name: "roster.zip", Data: data, Site: "OAK", Options: o})
		if err != nil {
			continue // a cell may unmake its file
		}
		f := p.work.(*hierarchy)
		for i := range p.Rows {
			rule := f.parts[f.part(int32(i))]
			if !f.open[i] || rule.quick == nil {
				continue
			}
			e := &exam{p: p}
			e.turn(i)
			is := rule.quick(f, e, int32(i))
			if is == "" {
				continue
			}
			quick++
			rule.quick = nil
			e.turn(i)
			if planned := f.comesTo(e, &rule, int32(i)); planned != is || len(e.notes) > 0 {
				t.Fatalf("round %d: line %s is %s at a look, and planned %s: %v", round, p.place(int32(i)), is, planned, e.notes)
			}
		}
		if round%3 == 0 && p.Accepted() > 0 {
			if saved, err := p.Save(context.Background(), st, "kim", 0, nil); err != nil || len(saved.Moved) > 0 {
				t.Fatalf("round %d: %v, moved are %+v, of %+v", round, err, saved.Moved, p.Changes())
			}
			again, err := Preview(context.Background(), st, Request{Name: "roster.zip", Data: data, Site: "OAK", Options: o})
			if err != nil {
				t.Fatal(err)
			}
			if n := again.Accepted(); n > 0 {
				for i := range again.Rows {
					if again.Rows[i].accepted() {
						t.Errorf("round %d: line %s is %s again: %+v", round, again.place(int32(i)), again.Rows[i].Status, again.Rows[i].Does())
					}
				}
				t.FailNow()
			}
		}
	}
	if quick == 0 {
		t.Error("no row was plain to see")
	}
}
