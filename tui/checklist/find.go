package checklist

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/form"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// choice is one thing to choose from.
type choice struct {
	key   string
	name  string // what people call it
	cells []string
	words string   // what is searched, lower case
	names []string // what it is called by exactly
	why   string   // why it cannot be chosen; empty when it can
	rank  int      // the lower, the further up
}

// need is what has to be known before a checklist can begin: a question, and what there is to choose from.
type need struct {
	question string
	columns  []table.Column
	read     func(ctx context.Context, env screen.Env) ([]choice, error)
	typed    string                    // what Enter on a text that names nothing does; empty where only what is listed will do
	refuses  func(typed string) string // why such a text will not do; empty when it will
	take     func(b *begin, key string)
}

// find is a need with what is typed to find it.
type find struct {
	need
	field *form.Field
	table *table.Table
	all   []choice
}

func newFind(env screen.Env, n need) *find {
	f := &find{need: n, field: form.New(env.Theme, "Find: "), table: table.New(env.Theme, n.columns)}
	f.table.SetEmpty("Reading the records …")
	return f
}

// put takes what there is to choose from.
func (f *find) put(all []choice) {
	f.all = all
	rows := table.Rows{Keys: make([]string, len(all)), Cells: make([][]string, len(all))}
	for i := range all {
		rows.Keys[i], rows.Cells[i] = all[i].key, all[i].cells
	}
	f.table.SetEmpty("There is none to choose from.")
	f.table.Filter(nil)
	f.table.SetSource(rows)
	f.sift()
}

// update takes a key or a paste.
func (f *find) update(msg tea.Msg) {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "up", "down", "pgup", "pgdown":
			f.table.Update(key)
			return
		}
	}
	if f.field.Update(msg) {
		f.sift()
		f.point()
	}
}

// sift shows what has all the words.
func (f *find) sift() {
	words := strings.Fields(strings.ToLower(f.field.Value()))
	f.table.Filter(func(i int) bool { return hasAll(f.all[i].words, words) })
}

// hasAll reports whether a text has all of the words, which are lower case.
func hasAll(text string, words []string) bool {
	text = strings.ToLower(text)
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}

// point puts the cursor on what is meant exactly, or on the first.
func (f *find) point() {
	typed := strings.TrimSpace(f.field.Value())
	for i := range f.all {
		for _, name := range f.all[i].names {
			if name != "" && strings.EqualFold(name, typed) && f.table.GotoKey(f.all[i].key) {
				return
			}
		}
	}
	f.table.Update(screen.Press("home"))
}

// chosen is what is under the cursor; without a row, what was typed where that will do.
func (f *find) chosen() string {
	if key := f.table.Key(); key != "" || f.typed == "" {
		return key
	}
	return strings.TrimSpace(f.field.Value())
}

// against is why what is under the cursor, or what was typed, cannot be chosen; empty when it can.
func (f *find) against() string {
	if i, ok := f.table.Index(); ok {
		return f.all[i].why
	}
	if typed := f.chosen(); typed != "" && f.refuses != nil {
		return f.refuses(typed)
	}
	return ""
}

// name is what people call a choice; what was typed is its own name.
func (f *find) name(key string) string {
	for i := range f.all {
		if f.all[i].key == key {
			return f.all[i].name
		}
	}
	return key
}

func (f *find) view(env screen.Env, width, height int) []string {
	th := env.Theme
	lines := append(styled(th.Title, screen.Wrap(f.question, width)), f.field.View(width))
	if height > short {
		lines = append(lines, "")
	}
	rows := max(1, height-len(lines)-1)
	lines = append(lines, screen.Body(f.table.View(width, rows), width, rows)...)
	info := th.Dim.Render(screen.Clip(f.table.Info(), width))
	if f.table.Key() == "" && f.chosen() != "" {
		info = th.Dim.Render(screen.Clip("⏎ "+f.typed, width))
		if why := f.against(); why != "" {
			info = th.Warn.Render(screen.Clip("! "+screen.Sentence(why), width))
		}
	}
	return append(lines, info)
}
