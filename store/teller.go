package store

import "time"

// teller hands words about a save to whoever wants to know, beside the save: somebody who does not come to read them,
// because their terminal is stopped, keeps nobody from writing.
type teller struct {
	words chan Progress
	over  chan struct{} // nobody is told any more
	done  chan struct{} // nobody is being told
}

const (
	mostWords = 5 * (tellings + 2) // more than a save has
	patience  = 2 * time.Second    // for whoever is still being told when the save is over
)

// tellTo begins to tell; nil for nobody.
func tellTo(tell func(Progress)) *teller {
	if tell == nil {
		return nil
	}
	t := &teller{make(chan Progress, mostWords), make(chan struct{}), make(chan struct{})}
	go t.run(tell)
	return t
}

func (t *teller) run(tell func(Progress)) {
	defer close(t.done)
	for p := range t.words {
		select {
		case <-t.over:
			return
		default:
			tell(p)
		}
	}
}

// say leaves a word, and drops it where nobody came for those before it.
func (t *teller) say(p Progress) {
	if t == nil {
		return
	}
	select {
	case t.words <- p:
	default:
	}
}

// end lets what was said be told, and drops it where whoever is told does not come back.
func (t *teller) end() {
	if t == nil {
		return
	}
	close(t.words)
	select {
	case <-t.done:
	case <-time.After(patience):
		close(t.over)
	}
}
