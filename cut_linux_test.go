package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"homeroom/store"
)

// cutRows are the rows of the file that is reviewed: lines 2 and on.
const cutRows = 10

// stand is how the rows of a review stand: what was decided, with a reason or not, and whether a cell is mended.
type stand struct {
	sign   [cutRows]rune
	why    [cutRows]bool
	mended [cutRows]bool
}

// newStand is how they stand at the beginning: all accepted.
func newStand() (s stand) {
	for i := range s.sign {
		s.sign[i] = '✓'
	}
	return s
}

// inSight is what the list of rows tells of it.
func (s stand) inSight() stand {
	s.why = [cutRows]bool{}
	return s
}

func (s stand) accepted() (n int) {
	for _, sign := range s.sign {
		if sign == '✓' {
			n++
		}
	}
	return n
}

func (s stand) String() string {
	var b strings.Builder
	for i := range s.sign {
		fmt.Fprintf(&b, " %d%c", i+2, s.sign[i])
		if s.why[i] {
			b.WriteByte('w')
		}
		if s.mended[i] {
			b.WriteByte('m')
		}
	}
	return b.String()
}

// sitting is somebody at a review whose line is cut at some moment.
type sitting struct {
	l      *wire
	r      *rand.Rand
	cursor int
	now    stand
	stands []stand // how the rows stand at the beginning, and after each key that decides
	sure   int     // stands[sure] was on the screen
	asked  bool    // the key that saves was pressed
}

// do puts keys through, and notes how the rows stand then.
func (s *sitting) do(keys string, decide func(*stand)) {
	if decide != nil {
		decide(&s.now)
		s.stands = append(s.stands, s.now)
	}
	s.l.send(keys)
}

// decide presses a key that decides on the row under the cursor.
func (s *sitting) decide(keys string, sign rune, why bool) {
	row := s.cursor
	s.cursor = min(s.cursor+1, cutRows-1)
	s.do(keys, func(st *stand) { st.sign[row], st.why[row] = sign, why })
}

// gesture draws what is done next. It reports whether the line still stands.
func (s *sitting) gesture() bool {
	switch s.r.IntN(12) {
	case 0, 1, 2:
		s.decide("n", '·', false)
	case 3, 4:
		s.decide("l", '*', false)
	case 5, 6:
		s.decide("y", '✓', false)
	case 7:
		s.cursor = max(0, s.cursor-1)
		s.do("k", nil)
	case 8:
		s.cursor = 0
		s.do("g", nil)
	case 9:
		s.do("*l", nil) // all rows, after a question
		s.do("y", func(st *stand) {
			for i := range st.sign {
				st.sign[i], st.why[i] = '*', false
			}
		})
	case 10:
		s.do("N", nil)
		if s.l.comes("Reason: ") {
			s.decide("spare\r", '·', true)
		}
	case 11:
		return s.mend()
	}
	return s.r.IntN(2) == 0 || s.arrives()
}

// mend gives the row under the cursor another name.
func (s *sitting) mend() bool {
	row := s.cursor
	s.do("e", nil)
	if !s.l.comes("cell 1 of 5") {
		return false
	}
	s.do("jjj\r", nil)
	s.do("X\r", func(st *stand) { st.mended[row] = true })
	if !s.arrives() {
		return false
	}
	s.do("\x1b", nil) // on its own, or it would be part of the key after it
	return s.l.comes("y accept")
}

// arrives waits until the rows on the screen stand as the keys have made them.
func (s *sitting) arrives() bool {
	if !s.l.untilCut(func() bool { got, ok := standOn(s.l.screen()); return ok && got == s.now.inSight() }) {
		return false
	}
	s.sure = len(s.stands) - 1
	return true
}

var rowOnScreen = regexp.MustCompile(`(?m)^[› ][* ] +(\d+)  \+ add(\*?) +(✓|·|\*) `)

// standOn reads how the rows stand on a screen; not ok where they are not all in sight.
func standOn(screen string) (s stand, ok bool) {
	found := rowOnScreen.FindAllStringSubmatch(screen, -1)
	for _, f := range found {
		line, err := strconv.Atoi(f[1])
		if err != nil || line < 2 || line >= cutRows+2 {
			return s, false
		}
		s.sign[line-2], s.mended[line-2] = []rune(f[3])[0], f[2] != ""
	}
	return s, len(found) == cutRows
}

// sit opens the file, decides on its rows and saves, until the line is cut.
func (s *sitting) sit(gestures, cutAfter int) {
	if !s.l.comes("Needs attention") {
		return
	}
	s.do(":", nil)
	if !s.l.comes("›") {
		return
	}
	s.do("import again.csv\r", nil)
	if !s.l.comes("› Template") {
		return
	}
	s.do("\r", nil)
	if !s.arrives() {
		return
	}
	for i := range gestures {
		if i == cutAfter {
			s.l.cutIn(s.r.IntN(900))
		}
		if !s.gesture() {
			return
		}
	}
	if s.arrives() && s.now.accepted() > 0 {
		s.save(cutAfter - gestures)
	}
}

// save saves the accepted rows.
func (s *sitting) save(cutAfter int) {
	if cutAfter == 0 {
		s.l.cutIn(s.r.IntN(900))
	}
	s.do("s", nil)
	if !s.l.comes("will be saved") {
		return
	}
	if cutAfter == 1 {
		s.l.cutIn(s.r.IntN(2500))
	}
	s.asked = true
	s.do("y", nil)
	s.l.comes("Saved " + rowsWord(s.now.accepted()))
}

func rowsWord(n int) string {
	if n == 1 {
		return "1 row"
	}
	return fmt.Sprint(n, " rows")
}

// TestReview_R80_LineCutAtRandomMoments_NothingDecidedIsLost cuts the line of a review anywhere on the way from opening
// the file to its save. When the line is there again the console shows what had been decided, and tells truly what became
// of a save.
func TestReview_R80_LineCutAtRandomMoments_NothingDecidedIsLost(t *testing.T) {
	r := seeded(t)
	counted := map[string]int{}
	for n := range size(50, 8, 3) {
		p := newReviewed(t)
		way := waysToCut[(n+r.IntN(2))%len(waysToCut)]
		s := &sitting{r: r, now: newStand()}
		s.stands = []stand{s.now}
		s.l = p.dial()
		s.l.sever = func() { way.cut(s.l) }
		gestures := 4 + r.IntN(8)
		cutAfter := r.IntN(gestures + 4) // in a third of them at the save
		if n%5 == 4 {
			s.l.cutIn(r.IntN(6000)) // on the way to the review
		}
		s.sit(gestures, cutAfter)
		s.l.cutNow()
		s.l.ended(t)
		counted[s.check(p, way.good, fmt.Sprintf("cut %d, %s, %d keys that decide, %d of them seen", n, way.name, len(s.stands)-1, s.sure))]++
	}
	t.Log(counted)
}

// newReviewed is a place with a file of rows that can all be accepted.
func newReviewed(t *testing.T) *place {
	t.Helper()
	p := newClass(t, 4*cutRows)
	_, assign := class(cutRows)
	p.write("again.csv", assign)
	return p
}

// check compares what is on record with what was on the screen when the line was cut, and with what the console shows
// when it is opened again. It says how far the review had come.
func (s *sitting) check(p *place, good bool, what string) string {
	screen := s.l.screen()
	acknowledged := s.sure
	if shown, ok := standOn(screen); ok && good {
		for i := s.sure; i < len(s.stands); i++ {
			if s.stands[i].inSight() == shown {
				acknowledged = i
				break
			}
		}
	}
	if !good {
		acknowledged = 0 // what was on the screen may have been on its way to the disk
	}
	kept, state := keptOf(p)
	p.t.Log(what, state)
	if i := slices.Index(s.stands[acknowledged:], kept); i < 0 && state != "" {
		p.t.Errorf("%s: kept is\n%v\nwhich never stood there since what was on the screen\n%v\nlast\n%v\n%s", what, kept, s.stands[acknowledged], s.now, screen)
	}
	if state == "" && acknowledged > 0 {
		p.t.Errorf("%s: there is no review, but decisions were on the screen:\n%s", what, screen)
	}
	if told := strings.Contains(screen, " Saved "); state == store.ReviewSaved && (!s.asked || kept != s.now) || state != store.ReviewSaved && told {
		p.t.Errorf("%s: it is %s, and it was asked to save: %v, and told: %v\n%s", what, state, s.asked, told, screen)
	}
	p.found(kept, state, what)
	return state
}

// keptOf reads how the rows of the only review stand on record, and its state; empty where there is none yet.
func keptOf(p *place) (kept stand, state string) {
	p.t.Helper()
	kept = newStand()
	p.with(func(ctx context.Context, st *store.Store) error {
		r, ds, _, err := st.Review(ctx, 1)
		if store.CodeOf(err) == store.CodeNotFound {
			return nil
		}
		for _, d := range ds {
			kept.sign[d.Line-2] = map[store.Verdict]rune{store.VerdictAccept: '✓', store.VerdictLeaveOut: '·', store.VerdictLater: '*'}[d.Verdict]
			kept.why[d.Line-2] = d.Reason != ""
		}
		for _, m := range r.Mends {
			kept.mended[m.Line-2] = true
		}
		state = r.State
		return err
	})
	return kept, state
}

// found opens the console again and looks for the review, or for what was saved.
func (p *place) found(kept stand, state, what string) {
	p.t.Helper()
	l := p.dial()
	defer l.lose(false)
	l.wait("Needs attention")
	switch state {
	case store.ReviewSaved:
		l.wait(fmt.Sprintf("import 2  again.csv: %s saved", rowsWord(kept.accepted())))
		p.checkHeld(kept)
	case store.ReviewOpen:
		l.press("4")
		l.wait("continue")
		l.press("g\r")
		left := false
		l.until(what+":\n"+kept.String()+"\nagain on the screen", func() bool {
			screen := l.screen()
			if strings.Contains(screen, "Reason: ") && !left { // which was being typed
				left = true
				l.press("\x1b")
			}
			got, ok := standOn(screen)
			return ok && got == kept.inSight()
		})
		fallthrough
	default:
		if users, saves, err := p.wholeOrNot(); err != nil || users != 0 || saves != 1 {
			p.t.Errorf("%s: %d users after %d saves: %v", what, users, saves, err)
		}
	}
}

// checkHeld wants the devices of the accepted rows to be held, and no others.
func (p *place) checkHeld(kept stand) {
	p.t.Helper()
	p.run(0, "verify")
	p.with(func(ctx context.Context, st *store.Store) error {
		devices, err := st.Devices(ctx)
		for i := range devices {
			if want := i < cutRows && kept.sign[i] == '✓'; devices[i].Held() != want {
				p.t.Errorf("%s is held: %v, and its row was accepted: %v", devices[i].Serial, !want, want)
			}
		}
		return err
	})
}
