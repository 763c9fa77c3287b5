package bulk_test

import (
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/bulk"
	"homeroom/tui/screen"
)

// reviewOf is the review of a file of n rows, played without a terminal; commands are left aside, as they run beside the
// keys.
type reviewOf struct{ screen screen.Screen }

func newReviewOf(b *testing.B, n int) *reviewOf {
	b.Helper()
	r := &reviewOf{bulk.Open(large(b, n), "large.csv")}
	r.run(r.screen.Init())
	_, cmd := r.press("enter")
	r.run(cmd)
	return r
}

func (r *reviewOf) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil, screen.StatusMsg:
	case tea.BatchMsg:
		for _, c := range msg {
			r.run(c)
		}
	default:
		next, cmd := r.screen.Update(msg)
		r.screen = next
		r.run(cmd)
	}
}

// press is what a key costs before the next: it is handled and the screen is drawn.
func (r *reviewOf) press(keys ...string) (n int, cmd tea.Cmd) {
	for _, key := range keys {
		next, c := r.screen.Update(screen.Press(key))
		r.screen, cmd = next, c
		r.screen.View(80, 21)
		r.screen.Keys()
	}
	return len(keys), cmd
}

// Every key of a review must be answered within a frame, which is 16 ms.
func BenchmarkReviewKey(b *testing.B) {
	for name, n := range map[string]int{"5,000 rows": 5000, "100,000 rows": 100_000} {
		r := newReviewOf(b, n)
		for _, keys := range [][]string{
			{"j", "k"},
			{"G", "g"},
			{"y", "k"},
			{"n", "k"},
			{"l", "k"},
			{"]", "["},
			{"f", "f"},
			{"/", "p", "e", "r", "s", "4", "esc"},
			{"/", "status:error,add rule:R-17", "x", "esc"},
			{"space", "k", "space", "k"},
			{"*", "*"},
			{"e", "j", "k", "esc"},
			{"e", "enter", "x", "y", "esc", "esc"},
			{"e", "enter", "x", "enter", "m", "esc"},
			{"l", "k", "a"},
			{"*", "n", "y"},
		} {
			b.Run(name+"/"+strings.Join(keys, " "), func(b *testing.B) {
				r.press("g", "j")
				count := 0
				for b.Loop() {
					pressed, _ := r.press(keys...)
					count += pressed
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(count)/1e6, "ms/key")
			})
		}
	}
}

// What a change of a record costs that has nothing to do with the rows of the file.
func BenchmarkReviewRecheck(b *testing.B) {
	env := large(b, 100_000)
	r := &reviewOf{bulk.Open(env, "large.csv")}
	r.run(r.screen.Init())
	_, cmd := r.press("enter")
	r.run(cmd)
	storetest.MustDevice(b, env.Store, store.Device{Serial: "DMPOTHER0001", Model: "iPad Air", Platform: store.PlatformIOS, Site: "OAK", Username: "DMPOTHER0001"})
	room := 0
	for b.Loop() {
		b.StopTimer()
		room++
		storetest.Edit(b, env.Store, "zoe", "DMPOTHER0001", map[store.Field]string{store.FieldRoom: strconv.Itoa(room)})
		latest, err := env.Store.Latest(env.Context)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		next, cmd := r.screen.Update(screen.ChangedMsg{Latest: latest})
		r.screen = next
		r.run(cmd)
	}
}
