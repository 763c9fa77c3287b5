package bulk_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/bulk"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
	"homeroom/tui/tuitest"
)

// large is a school of n devices with a file in its inbox that gives each of them to somebody: 5 rows of a hundred name
// a device that is not on record, 2 are held back, 1 has a person twice.
func large(t testing.TB, n int) screen.Env {
	t.Helper()
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK", Name: "Oak Street School", Solution: store.SolutionAlternate})
	storetest.MustUser(t, s, store.User{UserID: "carl.dean", FullName: "Carl Dean", Position: "teacher", Site: "OAK"})
	holder := store.Device{AssetTag: "8000001", Serial: "DMPOAK000001", Model: "iPad Air", Platform: store.PlatformIOS, Site: "OAK", Username: "carl.dean", FullName: "Carl Dean", Position: "teacher"}
	changes := []store.Change{{Record: store.KindDevice, Key: holder.Serial, Fields: store.DeviceFields(holder)}}
	var file strings.Builder
	file.WriteString(header)
	for i := range n {
		d := store.Device{Serial: fmt.Sprintf("C02L%07dX", i), AssetTag: fmt.Sprint(3_000_000 + i), Model: "MacBook Air", Platform: store.PlatformMacOS, Site: "OAK"}
		d.Username = d.Serial
		changes = append(changes, store.Change{Record: store.KindDevice, Key: d.Serial, Fields: store.DeviceFields(d)})
		serial, id := d.Serial, fmt.Sprintf("person.%d", i)
		switch i % 100 {
		case 10, 30, 50, 70, 90:
			serial = fmt.Sprintf("C02M%07dX", i)
		case 40, 80:
			id = "carl.dean"
		case 60:
			id = fmt.Sprintf("person.%d", i-1)
		}
		fmt.Fprintf(&file, "%s,%s,MacBook Air,%s,Invented Person,%s@oak.example,2030,student,%d,\n", d.AssetTag, serial, id, id, i%90)
	}
	storetest.Apply(t, s, changes...)
	inbox := t.TempDir()
	if err := os.WriteFile(filepath.Join(inbox, "large.csv"), []byte(file.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return screen.Env{
		Context: context.Background(), Store: s, Theme: theme.New(true, true), Operator: "ada", Inbox: inbox,
		Now: func() time.Time { return storetest.Start }, Log: slog.New(slog.DiscardHandler),
	}
}

// wire is a review of 5,000 rows on a terminal, and what keys cost there.
type wire struct {
	*testing.T
	*tuitest.Term
	pane int // the column at which the pane of the row begins
}

func newWire(t *testing.T, env screen.Env, width, pane int) *wire {
	t.Helper()
	term := tuitest.Start(t, tui.New(env, bulk.Open(env, "large.csv")), width, 24)
	term.WaitFor("A blank")
	term.Press("enter")
	term.WaitFor("Save takes 4,")
	return &wire{t, term, pane}
}

// most presses keys until the cursor is on a row, and tells the bytes that it took: those of the list alone where a
// pane stands beside it, whose text comes to that, as the footer's does where other keys work on the row.
func (w *wire) most(what string, row, most int, keys ...string) {
	w.Helper()
	before, foot := w.text(w.pane), w.foot()
	w.Bytes()
	w.Press(keys...)
	w.WaitUntil("line "+fmt.Sprint(row), func(screen string) bool { return line(screen, "› ", fmt.Sprintf("  %d  ", row)) != "" })
	n, most := w.Bytes(), most+2*max(before, w.text(w.pane))
	if w.foot() != foot {
		most += 4 * len(foot)
	}
	w.Logf("%s: %d bytes of at most %d", what, n, most)
	if n > most {
		w.Errorf("%s costs %d bytes on the wire, at most %d wanted", what, n, most)
	}
}

func (w *wire) foot() string {
	lines := strings.Split(w.Screen(), "\n")
	return lines[len(lines)-1]
}

// text is how many bytes what stands right of a column takes as plain text.
func (w *wire) text(from int) (n int) {
	for _, l := range strings.Split(w.Screen(), "\n") {
		if cells := []rune(l); len(cells) > from {
			n += len(string(cells[from:]))
		}
	}
	return n
}

// The figures of quality.md, as counts of bytes, with the list alone and with the pane of the row beside it.
func TestReview_BytesOnTheWireStaySmall(t *testing.T) {
	env := large(t, 5000)
	for width, pane := range map[int]int{75: 75, 80: 49} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			w := newWire(t, env, width, pane)
			w.most("to the first row", 2, 4000, "g")
			at := 2
			for at < 16 {
				at++
				w.most("cursor down", at, 60, "j")
			}
			at++ // beyond what is in sight: where nothing can be scrolled it moves on by half a page
			edge := 260
			if pane < width {
				edge = w.text(0) * 13 / 10
			}
			for range 3 {
				w.most("scroll at the edge", at, edge, "j")
				at++
			}
			at--
			at--
			w.most("cursor up", at, 60, "k")
			for range 3 {
				at += 14
				// On a busy machine the row up is drawn by itself, and scrolls.
				w.most("page down, and a row up", at, 60+260+w.text(0)*13/10, "pgdown", "k")
			}
			at--
			w.Send(screen.ChangedMsg{}) // nothing new: nothing is sent
			w.most("nothing, and the cursor", at, 60, "k")
		})
	}
}
