package importer_test

import (
	"testing"

	"homeroom/importer"
	"homeroom/store"
)

// readWithoutSite previews a hierarchy of which nobody says whose it is.
func (s *school) readWithoutSite(users, locations string) (*importer.Plan, error) {
	s.t.Helper()
	return s.try(importer.Request{Name: "hierarchy.xlsx", Data: hierarchy(s.t, users, locations, "", "")})
}

// twoSites are a school where OAK has a location on record under its name, and a person of every site is known.
func twoSites(t *testing.T) *school {
	s := newSchool(t)
	s.person(store.User{UserID: "ana", FullName: "Ana Quill", Site: oak})
	s.person(store.User{UserID: "eve", FullName: "Eve Gray", Site: fern})
	s.save(s.request(importer.Request{Name: "h.xlsx", Data: hierarchy(t, "teo|Teo Lind|||Teacher|Main|", "Main", "", ""), Site: oak}))
	return s
}

func TestHierarchy_R02_TheSiteIsTheOneOfItsKnownLocations(t *testing.T) {
	s := twoSites(t)
	list, err := s.st.Locations(t.Context())
	must(t, err)
	if len(list) != 1 || list[0].Site != oak {
		t.Fatalf("on record are %+v", list)
	}
	p, err := s.readWithoutSite("eve|Eve Gray|||student|Main|\nrho|Rho Vale|||student|Main|", "Main\nAnnex")
	if err != nil || p.Site.Code != oak {
		t.Fatalf("the site is %q, %v", p.Site.Code, err)
	}
}

func TestHierarchy_R02_WithoutAKnownLocationItIsTheOneOfTheKnownPeople(t *testing.T) {
	s := twoSites(t)
	p, err := s.readWithoutSite("EVE|Eve Gray|||student|Annex|\nrho|Rho Vale|||student|Annex|", "Annex")
	if err != nil || p.Site.Code != fern {
		t.Fatalf("the site is %q, %v", p.Site.Code, err)
	}
	for what, users := range map[string]string{
		"two sites": "eve|Eve Gray|||student|Annex|\nana|Ana Quill|||student|Annex|", "nobody known": "rho|Rho Vale|||student|Annex|",
	} {
		if _, err := s.readWithoutSite(users, "Annex"); store.CodeOf(err) != store.CodeInvalid {
			t.Errorf("%s: %v", what, err)
		}
	}
}
