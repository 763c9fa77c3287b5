package checklist

import (
	"context"
	"sync"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/screen"
)

// keeper keeps what is typed into a step in the store, so that a lost line loses nothing. Commands run side by side: a
// lock lets the newest be written last.
type keeper struct {
	env    screen.Env
	number string

	taken int        // the newest of what was typed; Update alone counts it
	mu    sync.Mutex // guards wrote and kept, and is held while something is written
	wrote int
	kept  store.Draft // as it was found or written last
}

// keptMsg answers keep.
type keptMsg struct {
	keeper *keeper
	err    error
}

// keep takes what is typed now and writes it, even if the line is lost meanwhile; a step into which nothing is typed
// keeps nothing. What is older than what was written is left.
func (k *keeper) keep(values []store.DraftValue) tea.Cmd {
	k.taken++
	id := k.taken
	return k.env.Keep(func() tea.Msg {
		k.mu.Lock()
		defer k.mu.Unlock()
		if id < k.wrote {
			return keptMsg{k, nil}
		}
		k.wrote = id
		return keptMsg{k, k.write(values)}
	})
}

// write writes over what this screen found or wrote before; the caller holds mu.
func (k *keeper) write(values []store.DraftValue) (err error) {
	st, ctx := k.env.Store, context.WithoutCancel(k.env.Context)
	if len(values) == 0 {
		if err = st.DropDraft(ctx, k.kept); err == nil {
			k.kept = store.Draft{}
		}
		return err
	}
	k.kept, err = st.KeepDraft(ctx, store.Draft{
		ID: k.kept.ID, Written: k.kept.Written, Operator: k.env.Operator, Record: store.KindChecklist, Key: k.number, Values: values,
	})
	return err
}

// found takes the draft that is there already as this screen's own.
func (k *keeper) found(d store.Draft) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.kept = d
}

// keep keeps what is typed for the step that is shown.
func (w *walk) keep() tea.Cmd {
	var values []store.DraftValue
	if w.values != nil {
		for _, t := range w.values.Typed() {
			values = append(values, store.DraftValue{Field: t.Field, Then: t.Then, Text: t.Text})
		}
	}
	if w.with != "" {
		values = append(values, store.DraftValue{Field: store.FieldNote, Text: w.with})
	}
	if len(values) > 0 {
		values = append(values, store.DraftValue{Field: store.FieldStep, Text: w.step})
	}
	return w.keeper.keep(values)
}

func (w *walk) kept(m keptMsg) tea.Cmd {
	if m.keeper != w.keeper || m.err == nil {
		return nil
	}
	w.notice = "What you typed is not kept: " + screen.Words(m.err)
	return nil
}

// resume puts back what was typed for the step before the line was lost.
func (w *walk) resume(d store.Draft) {
	values := map[store.Field]string{}
	for _, v := range d.Values {
		values[v.Field] = v.Text
	}
	if w.step == "" || values[store.FieldStep] != w.step {
		return
	}
	w.keeper.found(d)
	w.with = values[store.FieldNote]
	for _, a := range w.shown.Asks {
		if typed, ok := values[a.Field]; ok {
			w.values.Put(a.Field, typed)
		}
	}
	w.preview()
	w.notice = "Found again: what you typed here before."
}
