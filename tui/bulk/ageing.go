package bulk

import (
	"errors"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// agedMsg answers setAgeing: after how many days reviews age out now, and how many went at once.
type agedMsg struct {
	to   *session
	days int
	gone int
	err  error
}

func (m agedMsg) say() tea.Cmd {
	said := "Reviews age out after " + many(m.days, "day", "days") + " without a touch."
	if m.days == 0 {
		said = "Reviews never age out."
	}
	if m.gone > 0 {
		said += " " + many(m.gone, "review", "reviews") + " aged out at once."
	}
	return told(m.err, said)
}

// mostDays is how long a review can be kept at most, short of for ever.
const mostDays = 3650

// askAgeing asks after how many days reviews age out, and says while it is typed what would go at once.
func (p *picker) askAgeing() (screen.Screen, tea.Cmd) {
	said := "An open review that nobody touches ages out, now after " + many(p.days, "day", "days") +
		": its decisions, mends and copy of the file go, the records stay. This holds for everybody; 0 is never."
	if p.days == 0 {
		said = "Open reviews never age out now. With a number of days, one that nobody touches for so long goes with its " +
			"decisions, mends and copy of the file; the records stay. This holds for everybody."
	}
	ask := dialog.NewLine(p.env.Theme, "Ageing out", said, "After days: ", "set")
	ask.Check(func(typed string) error { _, err := daysOf(typed); return err })
	ask.Tell(p.goesAt)
	p.ask, p.yes = ask, func() (screen.Screen, tea.Cmd) {
		days, _ := daysOf(ask.Value()) // it was checked
		return p.sureOfAgeing(days)
	}
	return p, nil
}

func daysOf(typed string) (int, error) {
	days, err := strconv.Atoi(typed)
	if err != nil || days < 0 || days > mostDays {
		return 0, errors.New("type a number of days from 0 to " + strconv.Itoa(mostDays))
	}
	return days, nil
}

// goesAt says what would go at once if reviews aged out after what is typed.
func (p *picker) goesAt(typed string) string {
	days, err := daysOf(typed)
	switch {
	case typed == "":
		return ""
	case err != nil:
		return screen.Sentence(err.Error())
	case days == 0:
		return "Reviews never age out then."
	}
	old := p.olderThan(days)
	if len(old) == 0 {
		return "No review would go at once."
	}
	return many(len(old), "review goes", "reviews go") + " at once: " + namesOf(old) + "."
}

// olderThan are the open reviews that nobody touched for so many days.
func (p *picker) olderThan(days int) (old []store.Review) {
	for i := range p.shown.list {
		if r := p.shown.list[i].review; r != nil && days > 0 && r.Touched.Add(time.Duration(days)*24*time.Hour).Before(p.now) {
			old = append(old, *r)
		}
	}
	return old
}

// namesOf names reviews by their files and operators: the first few, and how many more there are.
func namesOf(list []store.Review) string {
	const few = 3
	var names []string
	for i := range list {
		if i == few {
			names = append(names, many(len(list)-few, "more", "more"))
			break
		}
		names = append(names, list[i].FileName+" by "+list[i].Operator)
	}
	return strings.Join(names, ", ")
}

// sureOfAgeing asks once more where something goes at once.
func (p *picker) sureOfAgeing(days int) (screen.Screen, tea.Cmd) {
	old := p.olderThan(days)
	if len(old) == 0 {
		return p, p.setAgeing(days)
	}
	p.ask = dialog.NewConfirm(p.env.Theme, "Ageing out", many(len(old), "review goes", "reviews go")+" at once, decisions and all: "+namesOf(old)+
		".\nNothing brings that back.", "enter", "let "+many(len(old), "review", "reviews")+" go")
	p.yes = func() (screen.Screen, tea.Cmd) { return p, p.setAgeing(days) }
	return p, nil
}

// setAgeing sets it, and lets go at once what is older.
func (p *picker) setAgeing(days int) tea.Cmd {
	s := p.session
	return func() tea.Msg {
		m := agedMsg{to: s, days: days}
		if m.err = s.env.Store.SetAgeing(s.env.Context, s.env.Operator, days); m.err == nil {
			m.gone, m.err = s.env.Store.AgeOut(s.env.Context)
		}
		return m
	}
}
