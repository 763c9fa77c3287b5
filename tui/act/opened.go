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
	if m.editor != e || m.id != e.asked() || e.form != nil {
		return nil
	}
	e.busy = ""
	if m.drafted {
		e.kind, e.key = m.draft.Record, m.draft.Key
	}
	switch {
	case m.err != nil:
		e.failed = screen.Words(m.err)
		return nil
	case e.key != "" && m.look.version == 0 && !m.drafted:
		e.failed = screen.Sentence("the " + string(e.kind) + " " + text.Visible(e.key) + " is not on record any more")
		return nil
	}
	e.version, e.since, e.found = m.look.version, m.look.version, m.saved
	e.keeper = newKeeper(e.env.Context, e.env.Store, m.draft)
	e.form = form.NewForm(e.env.Theme, e.check, m.items(e.kind, e.key))
	return tea.Batch(e.resume(m), e.catchUp(), e.madeUp())
}

// check is what the rules say of one value of this kind of record.
func (e *editor) check(f store.Field, value string) []store.Finding {
	_, found := edit.Check(e.kind, f, value)
	return found
}

// resume puts back what was typed, and lets the rest follow what the record says now.
func (e *editor) resume(m openedMsg) tea.Cmd {
	for f, value := range e.prefill {
		e.form.Put(f, value)
	}
	if !m.drafted {
		return e.merge(m.look)
	}
	for _, v := range m.draft.Values {
		e.form.Put(v.Field, v.Text)
	}
	e.since = m.draft.Version
	cmd := e.merge(m.look)
	if len(e.form.Typed()) == 0 {
		return tea.Batch(cmd, e.keep())
	}
	e.found = fmt.Sprintf("Found again: what you typed on %s; ctrl+r starts afresh.", trail.Moment(m.draft.Touched, e.env.Now().Location()))
	e.form.Focus(e.form.Typed()[0].Field)
	return cmd
}

// follow takes the record as it stands now. What was typed stays, and is kept against the new state. An older look
// than the form has is for nobody.
func (e *editor) follow(l look) tea.Cmd {
	if e.key == "" || l.version != 0 && l.version <= e.version {
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
	var parts []string
	if l.renamed != nil {
		parts = append(parts, fmt.Sprintf("%s is %s now (renamed %s)", text.Visible(e.key), text.Visible(l.user.UserID), by(*l.renamed, now)))
		e.key = l.user.Key()
	}
	for _, f := range e.form.Follow(l.get, func(f store.Field) string { return by(l.writers[f], now) }) {
		if f != store.FieldUserID || l.renamed == nil {
			parts = append(parts, fmt.Sprintf("%s is now %s, changed %s", f.Label(), quoted(l.get(f)), by(l.writers[f], now)))
		}
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
// version before them, so that they are found again with it. What was known of a new record and not typed is no draft.
func (e *editor) draft() store.Draft {
	if e.form.Clashes() == 0 {
		e.since = e.version
	}
	d := store.Draft{Operator: e.env.Operator, Record: e.kind, Key: e.key, Version: e.since}
	touched := false
	for _, t := range e.form.Typed() {
		d.Values = append(d.Values, store.DraftValue{Field: t.Field, Then: t.Then, Text: t.Text})
		touched = touched || e.prefill[t.Field] != t.Text
	}
	if !touched && len(d.Values) == known(e.prefill) {
		d.Values = nil
	}
	return d
}

// known counts what is known of a new record.
func known(prefill map[store.Field]string) int {
	n := 0
	for _, value := range prefill {
		if value != "" {
			n++
		}
	}
	return n
}

// keep writes what the form holds now, even if the line is lost meanwhile.
func (e *editor) keep() tea.Cmd {
	m := keptMsg{editor: e, keeper: e.keeper}
	m.keeper.hold(e.draft())
	return e.env.Keep(func() tea.Msg {
		m.err = m.keeper.flush()
		return m
	})
}
