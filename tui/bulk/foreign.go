package bulk

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// A colleague's review is shown as one's own, and nothing in it can be changed: t takes it over with a word.

// theirs reports whether the review is a colleague's.
func (r *review) theirs() bool { return r.kept.Operator != r.env.Operator }

// foreign is why nothing can be changed; empty in a review of one's own.
func (r *review) foreign() string {
	if !r.theirs() {
		return ""
	}
	return "this review is by " + text.Visible(r.kept.Operator) + " and can only be looked at: t takes it over"
}

// foreignLine says below the rows whose review it is.
func (r *review) foreignLine() string {
	return "By " + text.Visible(r.kept.Operator) + ", to look at: nothing can be changed here. t takes it over."
}

// offer names a part of the pane, and the key that changes it where anything can be changed.
func (r *review) offer(what, key string) string {
	if r.theirs() {
		return what
	}
	return what + ": " + key
}

// withheld disables what would change a colleague's review.
func (r *review) withheld(actions []action) []action {
	why := r.foreign()
	if why == "" {
		return actions
	}
	for i := range actions {
		actions[i].Disabled, actions[i].Quiet = why, true
	}
	return append(actions, action{
		screen.Key{Press: []string{"t"}, Do: "take over", Help: "Take this review over, with every decision in it, after a word why."}, r.askTakeOver,
	})
}

// askTakeOver asks for the word with which the review is taken over.
func (r *review) askTakeOver() (screen.Screen, tea.Cmd) {
	who := r.kept.Operator
	ask := dialog.NewLine(r.env.Theme, "Take over", "This review of "+r.plan.Name+" is by "+who+". It becomes yours, with every decision and mend in it; "+
		who+" is told who took it over, when, and your word.", "Your word: ", "take over")
	ask.SetHint("why you take it over")
	r.ask, r.yes = ask, func() (screen.Screen, tea.Cmd) { return r.takeItOver(ask.Value()) }
	return r, nil
}

// takeItOver makes the review one's own and opens it as that.
func (r *review) takeItOver(word string) (screen.Screen, tea.Cmd) {
	s, id, stood := r.session, r.kept.ID, r.stand()
	return begin(s, r.from, "Taking the review over …", func(w work) tea.Cmd {
		again := resume(w, id)
		return func() tea.Msg {
			if _, err := s.env.Store.TakeOver(s.env.Context, id, s.env.Operator, word); err != nil {
				return reviewMsg{reply: w.reply, err: err}
			}
			answer := again()
			if m, ok := answer.(reviewMsg); ok {
				m.stood = stood
				return m
			}
			return answer
		}
	})
}

// stance is where somebody was in a review: on a line, behind a filter.
type stance struct {
	line string
	sift sift
}

func (r *review) stand() *stance { return &stance{r.table.Key(), r.sift} }

// standAgain goes there again: the same review is another's now, and shown anew.
func (r *review) standAgain(at *stance) {
	if at == nil {
		return
	}
	if at.sift.marked == "" { // no row is marked any more
		r.sift = at.sift
		r.search.SetValue(at.sift.kept)
		r.sieve()
	}
	r.table.GotoKey(at.line)
}

// lostTo is what became of a review that was somebody's and is another's now; nil while it is theirs.
func lostTo(s *session, r store.Review, owner string) *fate {
	if r.State != store.ReviewOpen || r.Operator == owner {
		return nil
	}
	said := text.Visible(r.Operator) + " has this review now."
	for _, e := range r.Log {
		if e.What == store.ReviewTakenOver {
			said = text.Visible(e.Operator) + " took this review over at " + s.moment(e.At) + ": “" + text.Visible(e.Word) + "”."
		}
	}
	return &fate{review: r.ID, owner: text.Visible(r.Operator), say: said}
}
