package act

import (
	"context"
	"sync"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
)

// keeper keeps what is typed into a form in the store, in the order in which it was typed. Commands run side by side:
// without one queue, the letters of a word could be written the wrong way round.
type keeper struct {
	ctx   context.Context
	store *store.Store

	mu    sync.Mutex // guards next
	next  *store.Draft
	write sync.Mutex // held while something is written; guards ended
	ended bool
}

// keptMsg answers keep.
type keptMsg struct {
	keeper *keeper
	err    error
}

// keep takes what the form holds now and returns the command that writes it. A form that holds nothing new keeps no
// draft.
func (k *keeper) keep(d store.Draft) tea.Cmd {
	k.mu.Lock()
	k.next = &d
	k.mu.Unlock()
	return func() tea.Msg { return keptMsg{k, k.flush()} }
}

// flush writes what is newest. What could not be written is tried again the next time.
func (k *keeper) flush() error {
	k.write.Lock()
	defer k.write.Unlock()
	d := k.take()
	if d == nil || k.ended {
		return nil
	}
	var err error
	if len(d.Values) == 0 {
		err = k.store.DropDraft(k.ctx, d.Operator, d.Record, d.Key)
	} else {
		err = k.store.KeepDraft(k.ctx, *d)
	}
	if err != nil {
		k.putBack(d)
	}
	return err
}

// end throws the draft away once it is saved: nothing is kept after it.
func (k *keeper) end(d store.Draft) error {
	k.write.Lock()
	defer k.write.Unlock()
	k.ended = true
	return k.store.DropDraft(k.ctx, d.Operator, d.Record, d.Key)
}

func (k *keeper) take() *store.Draft {
	k.mu.Lock()
	defer k.mu.Unlock()
	d := k.next
	k.next = nil
	return d
}

func (k *keeper) putBack(d *store.Draft) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.next == nil {
		k.next = d
	}
}
