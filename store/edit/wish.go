package edit

import (
	"fmt"
	"slices"
	"strings"

	"homeroom/store"
)

// wish is what the fields of a record are to become, cleaned; empty is emptied. What is not in it stays.
type wish map[store.Field]string

// fielder is a record whose fields can be written by name.
type fielder interface{ Set(f store.Field, v string) }

// required are the fields that are never empty.
var required = map[store.Kind][]store.Field{
	store.KindDevice: {store.FieldSerial, store.FieldSite},
	store.KindUser:   {store.FieldUserID},
}

// wishes reads the values: a blank one is none, and one that its rule refuses is noted and left out.
func (s *step) wishes(kind store.Kind, values []Value) wish {
	w := wish{}
	for _, v := range values {
		if v.Clear {
			s.empty(w, kind, v.Field)
			continue
		}
		if v.Exact {
			s.exact(w, kind, v)
			continue
		}
		if clean, ok := s.checked(kind, v.Field, v.Text); ok && clean != "" {
			w[v.Field] = clean
		}
	}
	for _, f := range [...]store.Field{store.FieldGroups, store.FieldLocations} {
		if list := w[f]; list != "" {
			if clean, ok := s.known(f, list); ok {
				w[f] = clean
			} else {
				delete(w, f)
			}
		}
	}
	if code := w[store.FieldSite]; code != "" && !s.siteKnown(code) {
		delete(w, store.FieldSite)
	}
	return w
}

// checked looks at one value alone and notes what its rule says. It reports whether the value can be used.
func (s *step) checked(kind store.Kind, f store.Field, text string) (clean string, ok bool) {
	clean, found := Check(kind, f, text)
	for _, n := range found {
		s.findings = append(s.findings, note(f, n.Rule, n.Severity, n.Message, n.Remedy))
	}
	return clean, !store.Failed(found)
}

func (s *step) empty(w wish, kind store.Kind, f store.Field) {
	switch {
	case !slices.Contains(offered[kind], f):
		found := unoffered(kind, f)
		s.err(f, found.Rule, found.Message, found.Remedy)
	case slices.Contains(required[kind], f):
		s.err(f, decided, fmt.Sprintf("a %s always has a %s", kind, f.Label()), "write a new one, or leave it as it is")
	default:
		w[f] = ""
	}
}

func (s *step) siteKnown(code string) bool {
	_, ok := s.now.SiteByCode(code)
	if !ok {
		s.err(store.FieldSite, decided, fmt.Sprintf("site %s is not on record", code), s.siteCodes())
	}
	return ok
}

func (s *step) siteCodes() string { return SitesOnRecord(s.now.Sites()) }

// SitesOnRecord names the sites that may be chosen, for a remedy.
func SitesOnRecord(sites []store.Site) string {
	if len(sites) == 0 {
		return "no site is on record yet"
	}
	codes := make([]string, len(sites))
	for i := range sites {
		codes[i] = sites[i].Code
	}
	return "on record: " + strings.Join(codes, ", ")
}

// onlySite fills in the site of a new record where there is but one (D).
func (s *step) onlySite(w wish) {
	if sites := s.now.Sites(); w[store.FieldSite] == "" && len(sites) == 1 {
		w[store.FieldSite] = sites[0].Code
	}
}

// apply writes those of the fields that are wished for.
func (w wish) apply(r fielder, fields ...store.Field) {
	for _, f := range fields {
		if v, ok := w[f]; ok {
			r.Set(f, v)
		}
	}
}
