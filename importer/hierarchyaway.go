package importer

import (
	"slices"

	"homeroom/store"
)

// elsewhere is the other site that has a location: it is on record there, or the location has that site's very code. Empty
// where it is nobody else's.
func (f *hierarchy) elsewhere(code string) string { return f.away[lowerOf(code)] }

// findAway finds the locations that are another site's, and those on record.
func (f *hierarchy) findAway(locations []store.Location) {
	f.recorded, f.away = map[string]bool{}, map[string]string{}
	for _, s := range f.records.Sites() {
		if f.foreign(s.Code) {
			f.away[lowerOf(s.Code)] = s.Code
		}
	}
	for i := range locations {
		key, site := locations[i].Key(), locations[i].Site
		if f.recorded[key] = true; f.foreign(site) {
			f.away[key] = site
		} else {
			delete(f.away, key) // it has the code of another site, and is ours all the same
		}
	}
}

// leaveAway leaves out the locations of other sites, and the classes there.
func (f *hierarchy) leaveAway() {
	for _, field := range f.sited {
		c := f.column(field)
		for i, behind := f.rows(f.columns[c].part); i < behind; i++ {
			code := f.said(i, field)
			if site := f.elsewhere(code); site != "" && f.open[i] {
				f.leaveOut(i, "R-17", "location "+quoted(code)+" belongs to site "+f.siteName(site), "leave it to that site, or bring it in there")
			}
		}
	}
}

// locate is a location that a row names.
func (f *hierarchy) locate(field store.Field, code string) reference {
	return reference{field: field, what: "location", name: code, part: f.places, there: f.isRecorded(code), away: f.elsewhere(code)}
}

// locatePerson is a location that a row names for somebody. Who is there already may stay there.
func (f *hierarchy) locatePerson(field store.Field, code string, u *store.User) reference {
	r := f.locate(field, code)
	if r.away != "" && u != nil && slices.ContainsFunc(store.Names(u.Locations), func(known string) bool { return sameFolded(known, code) }) {
		r.away = ""
	}
	return r
}
