package importer

import (
	"fmt"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// chooseSite finds the site that the file is about: the one asked for, the only one on record, or the one that
// all of the file's known devices belong to. A site that is not on record is created by an inventory that says
// which solution it has. What cannot be told is CodeInvalid and lists the codes.
func (p *Plan) chooseSite() error {
	switch p.Solution {
	case "", store.SolutionPrimary, store.SolutionAlternate:
	default:
		return invalidSite(quoted(string(p.Solution))+" is not a solution", "give --solution primary or --solution alternate")
	}
	code := p.Request.Site
	if code == "" {
		code = p.impliedSite(p.siteOfDevice)
	}
	if code == "" {
		return invalidSite("it cannot be told which site the file is about", siteAsked+"; "+p.siteCodes())
	}
	site, found := p.records.SiteByCode(code)
	switch {
	case !found:
		return p.beginSite(code)
	case p.Solution != "" && p.Solution != site.Solution:
		return invalidSite(fmt.Sprintf("site %s is on record with the solution %s, not %s", code, site.Solution, p.Solution),
			"leave --solution out, or name another site")
	}
	p.use(site)
	return nil
}

func (p *Plan) use(site store.Site) {
	p.Site = site
	p.records.Choose(site.Code)
}

// beginSite plans a new site (the console's page: --site with --solution on an inventory).
func (p *Plan) beginSite(code string) error {
	if p.Mode != template.ModeInventory || p.Solution == "" {
		return &store.Error{
			Code:    store.CodeNotFound,
			Message: fmt.Sprintf("site %s is not on record", code),
			Remedy: fmt.Sprintf("begin it with its inventory: --site %s --mode inventory --solution primary (or alternate); %s",
				code, p.siteCodes()),
		}
	}
	p.NewSite = true
	p.use(store.Site{Code: code, Name: code, Solution: p.Solution})
	return nil
}

// impliedSite is the only site on record, or the one of all records that the rows are about; empty if there is none.
func (p *Plan) impliedSite(of func(*Row) string) string {
	if sites := p.records.Sites(); len(sites) == 1 {
		return sites[0].Code
	}
	code := ""
	for i := range p.Rows {
		site := of(&p.Rows[i])
		if site == "" {
			continue
		}
		if code != "" && code != site {
			return ""
		}
		code = site
	}
	return code
}

// siteOfDevice is the site of a row's device; empty where that is not known.
func (p *Plan) siteOfDevice(row *Row) string {
	if d := p.records.Device(row.Serial); d != nil {
		return d.Site
	}
	return ""
}

func (p *Plan) siteCodes() string { return edit.SitesOnRecord(p.records.Sites()) }

func invalidSite(message, remedy string) error {
	return &store.Error{Code: store.CodeInvalid, Message: message, Remedy: remedy}
}
