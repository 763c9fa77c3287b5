package tui

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/tui/history"
	"homeroom/tui/screen"
)

// look finds what a command names among the records: what to open, or what to do with it. Its error says in a sentence
// what is wrong with the name.
type look func(ctx context.Context, s *store.Store, name string) (tea.Msg, error)

// foundMsg answers a look.
type foundMsg struct {
	id    int
	found tea.Msg
	err   error
}

// looked opens what a command names, once it is known to be there: a name that is none leaves the operator where
// they are.
func looked(find look) func(*Model, string) tea.Cmd {
	return func(m *Model, name string) tea.Cmd {
		m.looks++
		id, ctx, s := m.looks, m.env.Context, m.env.Store
		return func() tea.Msg {
			found, err := find(ctx, s, name)
			return foundMsg{id, found, err}
		}
	}
}

// found opens it. An answer that a later command overtook leads nowhere any more.
func (m *Model) found(msg foundMsg) tea.Cmd {
	switch {
	case msg.id != m.looks:
		return nil
	case msg.err != nil:
		return screen.Fail(msg.err)
	}
	if to, ok := msg.found.(screen.OpenMsg); ok {
		return m.open(to.Name, to.Arg)
	}
	return m.asked(msg.found)
}

// named reads the records that bear a name of any kind: serial number, asset tag or User ID.
func named(ctx context.Context, s *store.Store, name string) (*store.Device, *store.User, error) {
	r, err := s.Records(ctx, store.Wanted{
		Serials: []string{store.CleanSerial(name)}, AssetTags: []string{name}, UserIDs: []string{name},
	})
	if err != nil {
		return nil, nil, err
	}
	d := r.Device(store.CleanSerial(name))
	if d == nil {
		d = r.DeviceByTag(name)
	}
	return d, r.User(name), nil
}

// findDevice finds a device on record, or one that was.
func findDevice(ctx context.Context, s *store.Store, name string) (tea.Msg, error) {
	d, u, err := named(ctx, s, name)
	switch {
	case err != nil:
		return nil, err
	case d != nil:
		return screen.OpenMsg{Name: "device", Arg: d.Serial}, nil
	case u != nil:
		return nil, unknown(u.UserID+" is a user", ":user "+u.UserID+" opens the record")
	}
	if was(ctx, s, store.KindDevice, store.CleanSerial(name), name) {
		return screen.OpenMsg{Name: "device", Arg: store.CleanSerial(name)}, nil
	}
	return nil, unknown("no device has the serial number or asset tag "+name, "Devices (2) lists them, and / finds them")
}

// findUser finds a user on record, or one that was.
func findUser(ctx context.Context, s *store.Store, name string) (tea.Msg, error) {
	d, u, err := named(ctx, s, name)
	switch {
	case err != nil:
		return nil, err
	case u != nil:
		return screen.OpenMsg{Name: "user", Arg: u.UserID}, nil
	case d != nil:
		return nil, unknown(name+" is a device", ":device "+name+" opens the record")
	}
	if was(ctx, s, store.KindUser, store.UserKey(name), name) {
		return screen.OpenMsg{Name: "user", Arg: name}, nil
	}
	return nil, unknown("no user has the User ID "+name, "Users (3) lists them, and / finds them")
}

// was reports whether a record that is gone has a history.
func was(ctx context.Context, s *store.Store, kind store.Kind, key, name string) bool {
	entries, err := s.History(ctx, name)
	for i := range entries {
		if entries[i].Record == kind && entries[i].Key == key {
			return err == nil
		}
	}
	return false
}

// findAct finds an import or save by its number.
func findAct(ctx context.Context, s *store.Store, number string) (tea.Msg, error) {
	id, err := strconv.ParseInt(number, 10, 64)
	if err == nil {
		_, _, err = s.Act(ctx, id)
	}
	if err != nil && (id == 0 || store.CodeOf(err) == store.CodeNotFound) {
		err = unknown(fmt.Sprintf("there is no import or save %s", number), "History (6) lists them")
	}
	return screen.OpenMsg{Name: "act", Arg: number}, err
}

// findImport finds a saved import by its number: any save that has rows behind it.
func findImport(ctx context.Context, s *store.Store, number string) (tea.Msg, error) {
	found, err := findAct(ctx, s, number)
	if err != nil {
		return nil, err
	}
	id, _ := strconv.ParseInt(number, 10, 64) // it was found by it
	if act, _, err := s.Act(ctx, id); err != nil || act.Import == nil {
		return found, err // there are no rows: its changes are all there is
	}
	return screen.OpenMsg{Name: "import", Arg: number}, nil
}

// findPast finds an import or save by its number, or the biography of a name. A number that no save has may be an
// asset tag.
func findPast(ctx context.Context, s *store.Store, name string) (tea.Msg, error) {
	to, err := findAct(ctx, s, name)
	if err == nil {
		return to, nil
	}
	if life, none := findBiography(ctx, s, name); none == nil {
		return life, nil
	} else if _, number := strconv.ParseInt(name, 10, 64); number != nil {
		return nil, none
	}
	return nil, err
}

// findBiography finds who or what a biography can be told of, on record or gone.
func findBiography(ctx context.Context, s *store.Store, name string) (tea.Msg, error) {
	found, err := s.Find(ctx, name)
	if err != nil {
		return nil, err
	}
	if len(found) == 1 {
		return screen.OpenMsg{Name: "biography", Arg: found[0].Key}, nil
	}
	b, err := s.Biography(ctx, name)
	return screen.OpenMsg{Name: "biography", Arg: b.Key}, err
}

// findEdit finds the one record to edit.
func findEdit(ctx context.Context, s *store.Store, name string) (tea.Msg, error) {
	found, err := s.Find(ctx, name)
	switch {
	case err != nil:
		return nil, err
	case len(found) == 1:
		return screen.ActMsg{Act: screen.ActEdit, Record: found[0].Record, Keys: []string{found[0].Key}}, nil
	case len(found) > 1:
		return nil, unknown(fmt.Sprintf("%s names %d records", name, len(found)), "open the one that is meant with :scan "+name+" and press e there")
	}
	return nil, unknown("nothing on record is called "+name, ":scan "+name+" shows what comes near")
}

// findChecklist finds a checklist by its number, or what begins one: a procedure, and whom or what it is about.
func findChecklist(ctx context.Context, s *store.Store, name string) (tea.Msg, error) {
	if _, err := strconv.ParseInt(name, 10, 64); err == nil {
		_, _, err = s.Checklist(ctx, name)
		return screen.OpenMsg{Name: "checklist", Arg: name}, err
	}
	wish, about, _ := strings.Cut(name, " ")
	p, err := procedure.ByName(wish)
	if about = strings.TrimSpace(about); err == nil && about != "" {
		about, err = findAbout(ctx, s, p, about)
	}
	return screen.OpenMsg{Name: "start", Arg: strings.TrimSpace(wish + " " + about)}, err
}

// findAbout finds what a procedure is about: a site by its code; or a person or a device, of which the word user or
// device may stand before the name.
func findAbout(ctx context.Context, s *store.Store, p *procedure.Procedure, name string) (string, error) {
	if p.About == procedure.AboutSite {
		return findSite(ctx, s, p, name)
	}
	kind, own, said := strings.Cut(name, " ")
	if kind != string(store.KindUser) && kind != string(store.KindDevice) {
		said = false
	}
	if said {
		name = strings.TrimSpace(own)
	}
	r, err := s.Records(ctx, store.Wanted{
		Serials: []string{store.CleanSerial(name)}, AssetTags: []string{name}, UserIDs: []string{name},
	})
	if err != nil {
		return "", err
	}
	d := r.Device(store.CleanSerial(name))
	if d == nil {
		d = r.DeviceByTag(name)
	}
	switch person := r.User(name) != nil || len(r.HeldBy(name)) > 0; {
	case d != nil && (!said || kind == string(store.KindDevice)):
		return "device " + d.Serial, nil
	case person && (!said || kind == string(store.KindUser)):
		return "user " + name, nil
	}
	return "", unknown("nobody and no device on record is called "+name, ":checklist "+p.Name+" asks, and finds as you type")
}

// findSite finds the site of a procedure by its code.
func findSite(ctx context.Context, s *store.Store, p *procedure.Procedure, name string) (string, error) {
	code := strings.TrimSpace(strings.TrimPrefix(name, string(store.KindSite)+" "))
	sites, err := s.Sites(ctx)
	if err != nil {
		return "", err
	}
	var codes []string
	for _, site := range sites {
		if strings.EqualFold(site.Code, code) {
			return "site " + site.Code, nil
		}
		codes = append(codes, site.Code)
	}
	return "", unknown(p.Title+" is about a site, and no site has the code "+code, "sites: "+strings.Join(codes, ", "))
}

// findUndo finds what can be taken back by its number.
func findUndo(ctx context.Context, s *store.Store, name string) (tea.Msg, error) {
	r, err := history.Request(name)
	if err == nil {
		_, err = s.PlanUndo(ctx, "", r)
	}
	return screen.OpenMsg{Name: "undo", Arg: name}, err
}

func unknown(what, next string) error {
	return &store.Error{Code: store.CodeNotFound, Message: what, Remedy: next}
}
