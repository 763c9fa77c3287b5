package act

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/text"
	"homeroom/tui/form"
	"homeroom/tui/screen"
)

// opening is a form that is read: the record, and what was typed into its form before.
type opening struct {
	look    look
	draft   store.Draft
	drafted bool
	saved   string // that what was typed before is on record already, in a sentence
}

// openedMsg answers Init.
type openedMsg struct {
	editor *editor
	id     int
	opening
	err error
}

// finder finds the draft that a form goes on with.
type finder func(context.Context, *store.Store) (d store.Draft, ok bool, err error)

// Init reads the record and what was typed into its form before.
func (e *editor) Init() tea.Cmd {
	m, env, kind, key, find := openedMsg{editor: e, id: e.next()}, e.env, e.kind, e.key, e.finder()
	return func() tea.Msg {
		m.opening, m.err = open(env, kind, key, find)
		return m
	}
}

func (e *editor) finder() finder {
	operator, kind, key, id := e.env.Operator, e.kind, e.key, e.resumes
	switch {
	case e.afresh:
		return func(context.Context, *store.Store) (store.Draft, bool, error) { return store.Draft{}, false, nil }
	case kind == "": // what form it is of is told by the draft
		return func(ctx context.Context, s *store.Store) (store.Draft, bool, error) {
			d, ok, err := s.DraftByID(ctx, id)
			if err == nil && (!ok || d.Operator != operator) {
				err = &store.Error{Code: store.CodeNotFound, Message: "this form is not kept any more", Remedy: "it was saved or thrown away in another console: look at the record"}
			}
			return d, ok, err
		}
	}
	return func(ctx context.Context, s *store.Store) (store.Draft, bool, error) {
		return newest(ctx, s, operator, kind, key)
	}
}

// newest is the newest draft of a form; also one that was begun while the person had another User ID.
func newest(ctx context.Context, s *store.Store, operator string, kind store.Kind, key string) (store.Draft, bool, error) {
	d, ok, err := s.Draft(ctx, operator, kind, key)
	if ok || err != nil || kind != store.KindUser || key == "" {
		return d, ok, err
	}
	all, err := s.Drafts(ctx, operator)
	if err != nil {
		return d, false, err
	}
	for _, d := range all {
		if d.Record != kind || d.Key == "" {
			continue
		}
		b, err := s.Biography(ctx, d.Key)
		if ignoreGone(err) != nil {
			return d, false, err
		}
		if err == nil && !b.Gone && store.UserKey(b.Key) == key {
			return d, true, nil
		}
	}
	return store.Draft{}, false, nil
}

// open reads a form. A draft of a new record that is on record just as it was typed was saved, and is thrown away: the
// line or the machine went between the save and that.
func open(env screen.Env, kind store.Kind, key string, find finder) (o opening, err error) {
	ctx, s := env.Context, env.Store
	if o.draft, o.drafted, err = find(ctx, s); err != nil {
		return o, err
	}
	if o.drafted {
		kind, key = o.draft.Record, o.draft.Key
	}
	if o.look, err = see(ctx, s, kind, key, o.draft.Version); err != nil || !o.drafted || key != "" {
		return o, err
	}
	made, err := o.made(env)
	if err != nil || made == "" {
		return o, err
	}
	words := "What you typed here before was saved: the " + string(kind) + " " + text.Visible(made) + " is on record."
	return opening{look: o.look, saved: words}, s.DropDraft(ctx, o.draft)
}

// made is the record that the draft of a new one was saved as, "" when there is none that says the same.
func (o *opening) made(env screen.Env) (string, error) {
	f := form.NewForm(env.Theme, func(store.Field, string) []store.Finding { return nil }, o.items(o.draft.Record, ""))
	for _, v := range o.draft.Values {
		f.Put(v.Field, v.Text)
	}
	kind, values := o.draft.Record, typed(f)
	key := keyIn(values)
	if key == "" {
		return "", nil
	}
	r, err := env.Store.Records(env.Context, edit.Wanted(kind, []string{key}, values))
	if err != nil {
		return "", err
	}
	if p := edit.Set(r, kind, key, values); p.Failed() || len(p.Changes) > 0 {
		return "", nil
	}
	return key, nil
}

// items are the fields of the form. A field that was typed into before begins as the record was then.
func (o *opening) items(kind store.Kind, key string) []form.Item {
	then := map[store.Field]string{}
	for _, v := range o.draft.Values {
		then[v.Field] = v.Then
	}
	fields := edit.Fields(kind, key == "")
	items := make([]form.Item, len(fields))
	for n, f := range fields {
		items[n] = form.Item{Field: f, Record: o.look.get(f), Choices: o.look.known.choices(f), Several: edit.Several(f)}
		if before, ok := then[f]; ok {
			items[n].Record = before
		}
	}
	return items
}

// listed are the records on file of which a field names one, or several.
type listed struct {
	sites     []store.Site
	groups    []store.Group
	locations []store.Location
}

// choices are the only values of a field, nil for free text; a site, a group and a location are of those on record.
func (k *listed) choices(f store.Field) (names []string) {
	switch f {
	case store.FieldDeparting: // not departing is empty on record
		return []string{"yes"}
	case store.FieldSite:
		for _, s := range k.sites {
			names = append(names, s.Code)
		}
	case store.FieldGroups:
		for _, g := range k.groups {
			names = append(names, g.Name)
		}
	case store.FieldLocations:
		for _, l := range k.locations {
			names = append(names, l.Code)
		}
	default:
		return edit.Choices(f)
	}
	return names
}
