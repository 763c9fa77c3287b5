package importer

import (
	"fmt"

	"homeroom/store"
)

// chooseSite settles the site of people who are new: the one asked for, the only one on record, or the one that all known
// locations of the file belong to; where it has none that is known, all known people in it. CodeInvalid where that cannot
// be told, CodeNotFound for a site that is not on record.
func (f *hierarchy) chooseSite() error {
	code := f.Request.Site
	if sites := f.records.Sites(); code == "" && len(sites) == 1 {
		code = sites[0].Code
	}
	if code == "" {
		code = f.siteTold()
	}
	site, found := f.records.SiteByCode(code)
	switch {
	case found:
		f.use(site)
		return nil
	case code != "":
		return &store.Error{Code: store.CodeNotFound, Message: fmt.Sprintf("site %s is not on record", code), Remedy: "give another --site; " + f.siteCodes()}
	}
	return invalidSite("it cannot be told which site the people belong to", "give --site CODE; "+f.siteCodes())
}

// siteTold is the site that the file tells; empty where it tells none, or several.
func (f *hierarchy) siteTold() string {
	sites := map[string]string{}
	for _, l := range f.records.Locations() {
		sites[l.Key()] = l.Site
	}
	places := f.parts[f.places].key
	told := f.sitesOf(func(i int32) string {
		if f.part(i) != f.places {
			return ""
		}
		return sites[lowerOf(f.said(i, places))]
	})
	if len(told) == 0 {
		told = f.sitesOf(func(i int32) string {
			if u := f.records.User(f.Rows[i].UserID); u != nil {
				return u.Site
			}
			return ""
		})
	}
	if len(told) != 1 {
		return ""
	}
	return told[0]
}

// sitesOf lists the sites that the rows tell, up to the second: from there on it is not one.
func (f *hierarchy) sitesOf(of func(i int32) string) (list []string) {
	for i := range f.Rows {
		site := of(int32(i))
		if site == "" || len(list) == 1 && list[0] == site {
			continue
		}
		if list = append(list, site); len(list) == 2 {
			break
		}
	}
	return list
}
