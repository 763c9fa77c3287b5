package browse_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/device"
	"homeroom/tui/screen"
	"homeroom/tui/user"
)

// large is a list of 100,000 records on a terminal of 80×24.
func large(b *testing.B, open func(screen.Env, string) screen.Screen) *desk {
	b.Helper()
	env := school(b)
	many(b, env, 100_000)
	d := newDesk(env, open(env, ""))
	d.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	run(d, d.Init())
	return d
}

func press(d *desk, key string) {
	_, cmd := d.Update(screen.Press(key))
	run(d, cmd)
	d.View()
}

// A letter typed into the filter: the query is read, the rows are sifted, the screen is drawn.
func BenchmarkFilterKey(b *testing.B) {
	for name, open := range map[string]func(screen.Env, string) screen.Screen{"devices": device.Filtered, "users": user.Filtered} {
		d := large(b, open)
		for what, query := range map[string]string{
			"word": "rookwoo", "word that is rare": "4711", "fields": "position:student room:Room_1", "dates": "changed:<7d e", "kind": "held:yes !kind:tv",
		} {
			if name == "users" {
				query = map[string]string{"fields": "position:student site:OA", "kind": "held:yes !devices:2"}[what]
				if query == "" {
					continue
				}
			}
			b.Run(name+"/"+what, func(b *testing.B) {
				press(d, "/")
				press(d, query)
				for b.Loop() {
					press(d, "a")
					press(d, "backspace")
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(2*b.N)/1e6, "ms/key")
				press(d, "esc")
			})
		}
		press(d, "s")
		press(d, "n")
		b.Run(name+"/sorted by name", func(b *testing.B) {
			press(d, "/")
			press(d, "rookwoo")
			for b.Loop() {
				press(d, "d")
				press(d, "backspace")
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(2*b.N)/1e6, "ms/key")
			press(d, "esc")
		})
	}
}

// The same with a mark on every other row, in the order of the rows and in another, and the key that marks all rows.
func BenchmarkMarks(b *testing.B) {
	for name, open := range map[string]func(screen.Env, string) screen.Screen{"devices": device.Filtered, "users": user.Filtered} {
		d := large(b, open)
		press(d, "/")
		press(d, "student !room:Room_1 !4")
		press(d, "enter")
		press(d, "*")
		press(d, "esc")
		for _, order := range []string{"", "n"} {
			if order != "" {
				press(d, "s")
				press(d, order)
			}
			b.Run(name+"/filter key/"+order, func(b *testing.B) {
				press(d, "/")
				press(d, "rookwoo")
				for b.Loop() {
					press(d, "d")
					press(d, "backspace")
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(2*b.N)/1e6, "ms/key")
				press(d, "esc")
			})
			b.Run(name+"/the first filter key/"+order, func(b *testing.B) {
				press(d, "/")
				for b.Loop() {
					press(d, "o")
					press(d, "backspace")
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(2*b.N)/1e6, "ms/key")
				press(d, "esc")
			})
			b.Run(name+"/all/"+order, func(b *testing.B) {
				for b.Loop() {
					press(d, "*")
				}
			})
			press(d, "/")
			press(d, "student !4")
			press(d, "enter")
			press(d, "*")
			press(d, "esc")
		}
	}
}

// A key that asks for another order, and the order worked out beside it.
func BenchmarkSort(b *testing.B) {
	d := large(b, device.Filtered)
	for what, key := range map[string]string{"tag": "a", "name": "n", "room": "r", "changed": "c"} {
		b.Run(what, func(b *testing.B) {
			press(d, "s")
			press(d, key)
			for b.Loop() {
				press(d, "S")
			}
		})
	}
}

func BenchmarkCursor(b *testing.B) {
	d := large(b, device.Filtered)
	for b.Loop() {
		press(d, "j")
		press(d, "k")
	}
}
