package importer

import (
	"homeroom/store"
	"homeroom/store/edit"
)

// owner finds who has a User ID, of whom the plan's site may know no more than R-02 allows.
func (p *Plan) owner(userID string) edit.Owner { return edit.OwnerOf(p.records, userID, p.Site.Code) }

// isHeld reports whether somebody holds a device: not when Username is empty or a placeholder.
func (p *Plan) isHeld(d *store.Device) bool { return edit.IsHeld(p.records, d) }

func (p *Plan) deviceName(d *store.Device) string {
	return edit.DeviceName(p.records, p.Site.Code, d)
}

// foreign reports whether a record with this site is another site's than the plan's. To a plan that ranges over
// several sites none is.
func (p *Plan) foreign(site string) bool {
	return p.Site.Code != "" && edit.Foreign(site, p.Site.Code)
}

// siteName is what may be told of another site: its code and name.
func (p *Plan) siteName(code string) string { return edit.SiteName(p.records, code) }
