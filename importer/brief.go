package importer

import (
	"fmt"

	"homeroom/importer/template"
	"homeroom/store"
)

// departing is what a Revoke does, in figures.
type departing struct{ devices, people, removed int }

func departingBy(changes []store.Change) departing {
	var d departing
	people := map[string]bool{}
	for _, c := range changes {
		switch {
		case c.Record == store.KindDevice:
			d.devices++
			for _, f := range c.Fields {
				if f.Field == store.FieldUsername {
					people[store.UserKey(f.Old)] = true
				}
			}
		case c.Record == store.KindUser && c.Delete:
			d.removed++
		}
	}
	d.people = len(people)
	return d
}

// takenBack says what saving a Revoke does.
func (p *programme) takenBack(changes []store.Change) string {
	d := departingBy(changes)
	said := fmt.Sprintf("%s back from %s at %s; their apps are revoked; ",
		counted(d.devices, "device is taken", "devices are taken"), counted(d.people, "person", "people"), p.Site.Code)
	switch {
	case d.removed == 0:
		return said + "nobody is removed from the records."
	case d.people == 1:
		return said + "this person is removed from the records."
	case d.removed == d.people:
		return said + "all of these people are removed from the records."
	case d.removed == 1:
		return said + "1 of these people is removed from the records."
	}
	return said + figures(d.removed) + " of these people are removed from the records."
}

// Brief is Sentence for a small screen, the worst first.
func (p *Plan) Brief() string { return p.work.brief() }

func (p *programme) brief() string {
	if p.Mode == template.ModeRevoke && p.Accepted() > 0 {
		d := departingBy(p.Changes())
		return fmt.Sprintf("%s removed, %s taken back at %s, apps revoked.",
			counted(d.removed, "person", "people"), counted(d.devices, "device", "devices"), p.Site.Code)
	}
	return fmt.Sprintf("%s at site %s will be saved.", counted(p.Accepted(), "row", "rows"), p.Site.Code)
}
