package act

import (
	"context"
	"sync"

	"homeroom/store"
)

// keeper keeps what is typed into a form in the store, in the order in which it was typed. Commands run side by side:
// without one queue, the letters of a word could be written the wrong way round. It writes over what this form wrote
// and over nothing else: the same form may be open in another console of the same operator.
type keeper struct {
	ctx   context.Context
	store *store.Store

	mu    sync.Mutex // guards next
	next  *store.Draft
	write sync.Mutex  // held while something is written; guards kept and ended
	kept  store.Draft // as it was found or written last
	ended bool
}

// newKeeper keeps on from a draft that was found; from the zero one for a form that begins without. What was typed is
// written even if the session ends meanwhile.
func newKeeper(ctx context.Context, s *store.Store, found store.Draft) *keeper {
	return &keeper{ctx: context.WithoutCancel(ctx), store: s, kept: found}
}

// keptMsg answers keep.
type keptMsg struct {
	editor *editor
	keeper *keeper
	err    error
}

// hold takes what the form holds now; flush writes it.
func (k *keeper) hold(d store.Draft) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.next = &d
}

// flush writes what is newest. What could not be written is tried again the next time.
func (k *keeper) flush() error {
	k.write.Lock()
	defer k.write.Unlock()
	d := k.take()
	if d == nil || k.ended {
		return nil
	}
	err := k.put(*d)
	if err != nil {
		k.putBack(d)
	}
	return err
}

// put writes a draft. One that holds nothing is none. One whose record has another name now moves along with it.
func (k *keeper) put(d store.Draft) error {
	before := k.kept
	if len(d.Values) == 0 {
		err := k.store.DropDraft(k.ctx, before)
		if err == nil {
			k.kept = store.Draft{}
		}
		return err
	}
	if d.Key == before.Key {
		d.ID, d.Written = before.ID, before.Written
	}
	kept, err := k.store.KeepDraft(k.ctx, d)
	if err != nil {
		return err
	}
	k.kept = kept
	if d.Key == before.Key {
		return nil
	}
	return k.store.DropDraft(k.ctx, before)
}

// end throws the draft away once it is saved: nothing is kept after it.
func (k *keeper) end() error {
	k.write.Lock()
	defer k.write.Unlock()
	k.ended = true
	return k.store.DropDraft(k.ctx, k.kept)
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
