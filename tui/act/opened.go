package act

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/text"
	"homeroom/tui/form"
	"homeroom/tui/screen"
	"homeroom/tui/trail"
)

// opened makes the form, with what was typed into it before.
func (e *editor) opened(m openedMsg) tea.Cmd {
	if m.editor != e || e.form != nil {
		return nil
	}
	e.busy = ""
	switch {
	case m.err != nil:
		e.failed = screen.Words(m.err)
		return nil
	case e.key != "" && m.look.version == 0 && !m.drafted:
		e.failed = screen.Sentence("the " + string(e.kind) + " " + text.Visible(e.key) + " is not on record any more")
		return nil
	}
	e.version, e.since = m.look.version, m.look.version
	e.form = form.NewForm(e.env.Theme, e.check, e.items(m))
	if !m.drafted {
		e.fill(nil)
		return e.catchUp()
	}
	return tea.Batch(e.resume(m), e.catchUp())
}

// check is what the rules say of one value of this kind of record.
func (e *editor) check(f store.Field, value string) []store.Finding {
	_, found := edit.Check(e.kind, f, value)
	return found
}

// items are the fields of the form. A field that was typed into before begins as the record was then.
func (e *editor) items(m openedMsg) []form.Item {
	then := map[store.Field]string{}
	for _, v := range m.draft.Values {
		then[v.Field] = v.Then
	}
	fields := edit.Fields(e.kind, e.key == "")
	items := make([]form.Item, len(fields))
	for n, f := range fields {
		items[n] = form.Item{Field: f, Record: m.look.get(f), Choices: choices(f, m.look.sites)}
		if before, ok := then[f]; ok {
			items[n].Record = before
		}
	}
	return items
}

// choices are the only values of a field, nil for free text; a site is one of those on record.
func choices(f store.Field, sites []store.Site) []string {
	switch f {
	case store.FieldSite:
	case store.FieldDeparting: // not departing is empty on record
		return []string{"yes"}
	default:
		return edit.Choices(f)
	}
	var codes []string
	for _, s := range sites {
		codes = append(codes, s.Code)
	}
	return codes
}

// fill puts what is known of a new record into its fields, but for those that were typed into.
func (e *editor) fill(typed map[store.Field]bool) {
	for f, value := range e.prefill {
		if !typed[f] {
			e.form.Put(f, value)
		}
	}
}

// resume puts what was typed back, and lets the rest follow what the record says now.
func (e *editor) resume(m openedMsg) tea.Cmd {
	typed := map[store.Field]bool{}
	for _, v := range m.draft.Values {
		typed[v.Field] = true
		e.form.Put(v.Field, v.Text)
	}
	e.fill(typed)
	e.since = m.draft.Version
	cmd := e.merge(m.look)
	if len(e.form.Typed()) == 0 {
		return tea.Batch(cmd, e.keep())
	}
	e.found = fmt.Sprintf("Found again: what you typed on %s; ctrl+r starts afresh.", trail.Moment(m.draft.Touched, e.env.Now().Location()))
	e.form.Focus(e.form.Typed()[0].Field)
	return cmd
}

// follow takes the record as it stands now. What was typed stays, and is kept against the new state.
func (e *editor) follow(l look) tea.Cmd {
	if e.key == "" || l.version == e.version && l.version != 0 {
		return nil
	}
	return e.merge(l)
}

// merge lets untouched fields follow the record, and shows the others that moved as clashes.
func (e *editor) merge(l look) tea.Cmd {
	if e.key == "" {
		return nil
	}
	now := e.env.Now()
	if l.version == 0 {
		e.gone = fmt.Sprintf("%s was deleted %s. What you typed is kept, but there is no record to save it to.", e.name(), by(l.gone, now))
		return nil
	}
	e.gone, e.version = "", l.version
	followed := e.form.Follow(l.get, func(f store.Field) string { return by(l.writers[f], now) })
	var parts []string
	for _, f := range followed {
		parts = append(parts, fmt.Sprintf("%s is now %s, changed %s", f.Label(), quoted(l.get(f)), by(l.writers[f], now)))
	}
	if len(parts) > 0 {
		e.news = strings.Join(parts, "; ") + "."
	}
	if len(e.form.Typed()) == 0 {
		e.since = e.version
		return nil
	}
	return e.keep()
}

func quoted(value string) string {
	if value == "" {
		return "empty"
	}
	return "“" + text.Visible(value) + "”"
}

// name is the record as a sentence begins with it.
func (e *editor) name() string {
	name := string(e.kind)
	return strings.ToUpper(name[:1]) + name[1:] + " " + text.Visible(e.key)
}

// draft is what the form holds now. While two people's changes of a field stand against each other it stays at the
// version before them, so that they are found again with it.
func (e *editor) draft() store.Draft {
	if e.form.Clashes() == 0 {
		e.since = e.version
	}
	d := store.Draft{Operator: e.env.Operator, Record: e.kind, Key: e.key, Version: e.since}
	for _, t := range e.form.Typed() {
		d.Values = append(d.Values, store.DraftValue{Field: t.Field, Then: t.Then, Text: t.Text})
	}
	return d
}

func (e *editor) keep() tea.Cmd { return e.keeper.keep(e.draft()) }
