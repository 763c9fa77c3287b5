package bulk

import (
	"runtime"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/tui/screen"
)

// siftHelp tells the words of / with examples.
const siftHelp = "Show only some rows, as you type: words in any cell; status:held_back, rule:R-10, column:\"User ID\", decided:no, " +
	"mended:yes, turned:yes, marked:yes, line:5-90, line:\"Users 5-90\", part:Users, only:here; a,b for either, ! for not, quotes around spaces. Esc shows all again."

// sift is what of the review is shown: rows of one status, rows that what was typed lets through, or both.
type sift struct {
	only     importer.Status
	side     importer.Side // of a list that is held against the records
	text     string        // as typed, where it is understood
	kept     string        // the text that was kept with Enter last
	words    importer.Sift
	marked   string // "yes" or "no" where the marks are asked for
	proposed bool   // only rows that a mend is proposed for, or that are mended
	wrong    string // what of the text is not understood
}

func (s *sift) on() bool {
	return s.only != "" || s.side != "" || s.text != "" || s.proposed || s.wrong != ""
}

// read understands what is typed; while it does not, what was kept last is in force.
func (s *sift) read(text string) {
	rest, marked := markedOf(text)
	words, err := importer.ParseSift(rest, "marked:yes", "marked:no")
	if err != nil {
		if text != s.kept {
			s.read(s.kept)
		}
		s.wrong = screen.Words(err)
		return
	}
	s.text, s.words, s.marked, s.wrong = strings.TrimSpace(text), words, marked, ""
}

// markedOf takes the word that asks for marks out of a text: the plan knows of none.
func markedOf(text string) (rest, marked string) {
	asks := map[string]string{"marked:yes": "yes", "!marked:no": "yes", "marked:no": "no", "!marked:yes": "no"}
	var kept []string
	for _, w := range strings.Split(text, " ") {
		if asked, ok := asks[strings.ToLower(w)]; ok {
			marked = asked
			continue
		}
		kept = append(kept, w)
	}
	return strings.Join(kept, " "), marked
}

func (r *review) filterWord() string {
	if r.sift.only != "" || r.sift.side != "" {
		return "all rows"
	}
	return "filter"
}

// filter shows only the status of the row under the cursor, or all again.
func (r *review) filter() (screen.Screen, tea.Cmd) {
	switch {
	case r.sift.only != "" || r.sift.side != "":
		r.sift.only, r.sift.side = "", ""
	case r.row().Status != importer.StatusError && r.plan.Side(r.row()) != "":
		r.sift.side = r.plan.Side(r.row())
	default:
		r.sift.only = r.row().Status
	}
	r.sieve()
	return r, nil
}

func (r *review) startSearch() (screen.Screen, tea.Cmd) {
	r.typing, r.detail = true, false
	return r, nil
}

// typed gives a key to the search. What is not understood cannot be kept.
func (r *review) typed(msg tea.KeyPressMsg) {
	switch msg.String() {
	case "enter":
		if r.typing = r.sift.wrong != ""; !r.typing {
			r.sift.kept = r.sift.text
		}
	case "esc":
		r.typing, r.sift.kept = false, ""
		r.search.SetValue("")
		r.look("")
	case "up", "down", "pgup", "pgdown":
		r.table.Update(msg)
	default:
		if r.search.Update(msg) {
			r.look(r.search.Value())
		}
	}
}

func (r *review) look(text string) {
	before := r.sift.text
	if r.sift.read(text); r.sift.text != before {
		r.sieve()
	}
}

// sieve shows the rows that the filter lets through; the cursor stays on its line where it can.
func (r *review) sieve() {
	if r.sift.only == "" && r.sift.side == "" && r.sift.text == "" && !r.sift.proposed {
		r.table.Filter(nil)
		return
	}
	passes := r.passing()
	r.table.Filter(func(i int) bool { return i < len(passes) && passes[i] })
}

// leastPart is the number of rows for which another processor is worth waking.
const leastPart = 5_000

// passing asks every row once, on all processors where there are many, as somebody is typing.
func (r *review) passing() []bool {
	n := len(r.plan.Rows)
	passes := make([]bool, n)
	part := max(leastPart, (n+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for from := 0; from < n; from += part {
		wait.Go(func() {
			for i := from; i < min(n, from+part); i++ {
				passes[i] = r.keeps(i)
			}
		})
	}
	wait.Wait()
	return passes
}

// keeps reports whether the filter lets a row through.
func (r *review) keeps(i int) bool {
	row := &r.plan.Rows[i]
	switch {
	case r.cells != nil && row.Line == r.cells.line: // it stays in sight while it is mended
		return true
	case r.sift.only != "" && row.Status != r.sift.only, r.sift.side != "" && r.plan.Side(row) != r.sift.side, r.sift.proposed && !mendable(row),
		r.sift.marked != "" && r.table.HasMark(i) != (r.sift.marked == "yes"):
		return false
	}
	return r.sift.text == "" || r.sift.words.Keeps(r.plan, i)
}

// siftLines say which rows are shown and how many are marked, while these are not all and none.
func (r *review) siftLines(width int) []string {
	th := r.env.Theme
	var lines []string
	if r.typing {
		lines = append(lines, r.searchLine(width))
		if r.sift.wrong != "" {
			for _, l := range screen.Wrap(r.sift.wrong, width-3) {
				lines = append(lines, th.Bad.Render(screen.Clip(" ! "+l, width)))
			}
		}
		return lines[:min(len(lines), 3)]
	}
	if words := r.shownWords(); words != "" {
		lines = append(lines, th.Accent.Render(screen.Clip(" Shown: only "+words+" · "+r.table.Info()+" · Esc: all", width)))
	} else if n := r.table.Marks(); n > 0 {
		what := "y n l N ask about all of them"
		if width < wide {
			what = "y n l N"
		}
		lines = append(lines, th.Accent.Render(screen.Clip(" "+figures(n)+" marked · "+what+" · Esc: none", width)))
	}
	return lines
}

// searchLine is what is typed, and how many rows that lets through where there is room for it.
func (r *review) searchLine(width int) string {
	info := r.table.Info()
	room := width - screen.Width(info) - 2
	if room < leastSearch || r.sift.wrong != "" { // a number would look like an answer
		return r.search.View(width)
	}
	return screen.Fill(r.search.View(room), room) + "  " + r.env.Theme.Dim.Render(info)
}

const leastSearch = 16 // cells of a search that are always in sight

// shownWords are what the rows in sight have in common; empty while all rows are shown.
func (r *review) shownWords() string {
	var parts []string
	if r.sift.only != "" {
		sign, word, _ := r.env.Theme.Status(string(r.sift.only))
		parts = append(parts, sign+" "+word)
	}
	if r.sift.side != "" {
		parts = append(parts, sideWords[r.sift.side])
	}
	if r.sift.proposed {
		parts = append(parts, "mends")
	}
	if r.sift.text != "" {
		parts = append(parts, "“"+or(r.sift.text, "")+"”")
	}
	return strings.Join(parts, ", ")
}
