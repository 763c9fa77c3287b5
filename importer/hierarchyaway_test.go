package importer_test

import (
	"testing"

	"homeroom/importer"
	"homeroom/store"
)

func TestASM_R17_AClassOfAnotherSiteIsLeftToThatSite(t *testing.T) {
	for what, code := range map[string]string{"a location on record": "F1", "the code of the site": "fern"} {
		t.Run(what, func(t *testing.T) {
			s := newSchool(t)
			s.save(s.request(importer.Request{Name: "h.xlsx", Data: hierarchy(t, "", "F1", "", ""), Site: fern}))
			files := small()
			files["students.csv"] += "S3,1003,Eli,,Moss,7,,eli,4,L1\n"
			files["courses.csv"] += "C2,EN,English," + code + "\n"
			files["classes.csv"] += "M8,8a,C2,T1,T2,," + code + "\n"
			files["rosters.csv"] += "R2,M8,S3\nR3,M8,S1\n"
			files["locations.csv"] += code + ",Taken\n"
			p := s.asm(files)
			tells(t, p, "students.csv ana add+, students.csv 1002 left_out, students.csv eli left_out, staff.csv teo add+, staff.csv una left_out, "+
				"courses.csv same, courses.csv left_out, classes.csv change+, classes.csv left_out, rosters.csv change+, rosters.csv left_out, rosters.csv left_out, "+
				"locations.csv change+, locations.csv change+, locations.csv left_out")
			contains(t, note(t, p.Rows[len(p.Rows)-1].Notes, "R-17", info).Message, code, "belongs to site "+fern)
			s.save(p)
			if u := s.userNow("teo"); u.Locations != "L1" || s.userNow("eli") != nil {
				t.Errorf("saved is %+v", u)
			}
			list, err := s.st.Locations(t.Context())
			must(t, err)
			for _, l := range list {
				if (l.Site == fern) != (l.Code == "F1") || l.Name == "Taken" {
					t.Errorf("on record is %+v", l)
				}
			}
		})
	}
}

func TestASM_R17_SomebodyAtALocationOfAnotherSiteIsRefused(t *testing.T) {
	s := newSchool(t)
	files := small()
	files["students.csv"] += "S3,1003,Eli,,Moss,7,,eli,4," + fern + "\n"
	p, err := s.try(importer.Request{Name: "roster.zip", Data: asm(t, files), Site: oak, Options: map[string]string{"without-location": "yes"}})
	must(t, err)
	if p.Rows[2].Status != failed {
		t.Fatalf("the row is %s", p.Rows[2].Status)
	}
	contains(t, note(t, p.Rows[2].Notes, "R-17", store.SeverityError).Message, "belongs to site "+fern)
}

func TestMosyle_R17_ALocationOfAnotherSiteIsNotTaken(t *testing.T) {
	s := newSchool(t)
	s.save(s.request(importer.Request{Name: "f.xlsx", Data: hierarchy(t, "", "F1", "", ""), Site: fern}))
	s.person(store.User{UserID: "ana", FullName: "Ana Quill", Site: oak, Locations: "F1"})
	p := s.request(importer.Request{Name: "h.xlsx", Site: oak, Data: hierarchy(t,
		"ana|Ana Quill|||||\nbo|Bo Tan||||F1|\ncy|Cy Moss||||"+fern+"|\nida|Ida Low||||L1|", "L1\nF1\n"+fern, "", "K1|Maths||F1||ida\nK2|Maths||L1||ida")})
	tells(t, p, "Users ana same, Users bo error, Users cy error, Users ida add+, Locations change+, Locations left_out, Locations left_out, Classes left_out, Classes change+")
	contains(t, note(t, p.Rows[1].Notes, "R-17", store.SeverityError).Message, "F1", "belongs to site "+fern)
	again := s.request(importer.Request{Name: "h.xlsx", Site: oak, Data: hierarchy(t, "ana|Ana Quill||||F1|", "F1", "", "")})
	tells(t, again, "Users ana same, Locations left_out")
}

func TestASM_R84_AnEmptyCellTakesNobodyOffAClass(t *testing.T) {
	s := newSchool(t)
	files := small()
	s.save(s.asm(files))
	files["classes.csv"] = "M7,7a,C1,,,,L1\n"
	files["staff.csv"] = "T1,2001,Teo,,Lind,,teo,L1\n"
	p := s.asm(files)
	if at := p.Rows[4]; at.Status != same || p.Counts()[change]+p.Counts()[add]+p.Counts()[failed] != 0 {
		t.Errorf("the class is %s: %+v; %v", at.Status, at.Does(), p.Counts())
	}
	files["classes.csv"] = "M7,7a,C1,,T2,,L1\n"
	files["staff.csv"] = small()["staff.csv"]
	s.save(s.asm(files))
	for id, want := range map[string]int{"teo": 0, "una": 1} {
		places, err := s.st.ClassesOf(t.Context(), id)
		must(t, err)
		if len(places) != want {
			t.Errorf("%s is in %+v", id, places)
		}
	}
}
