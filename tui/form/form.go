package form

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/theme"
)

// Value is what a field is to become: Text as typed, or empty when Clear. It is what store/edit plans with.
type Value struct {
	Field store.Field
	Text  string
	Clear bool
}

// Check says what the rules find in one value, as an import would say it.
type Check func(f store.Field, text string) []store.Finding

// Form is the fields of one record, one under the other. What was typed stands beside what the record says, and
// each problem below its field.
type Form struct {
	theme *theme.Theme
	items []*item
	check Check
	at    int // the field with the cursor
	top   int // the first line in sight
	page  int // fields that a page key goes over
}

// NewForm makes a form with the cursor in its first field.
func NewForm(th *theme.Theme, check Check, items []Item) *Form {
	f := &Form{theme: th, check: check, page: 1}
	for _, it := range items {
		f.items = append(f.items, newItem(th, it))
	}
	return f
}

// Update takes a key or a paste and reports whether a text changed. Keys that are none of the form's, such as Esc
// and ctrl+s, are left to the one who asked.
func (f *Form) Update(msg tea.Msg) bool {
	if len(f.items) == 0 {
		return false
	}
	i := f.items[f.at]
	before := i.text()
	if key, ok := msg.(tea.KeyPressMsg); !ok || !f.press(i, key.String()) {
		i.input.Update(msg)
	}
	if i.text() == before {
		return false
	}
	i.told = nil // it was about another value
	f.look(i)
	return true
}

// press does what a key of the form does; false leaves it to the line.
func (f *Form) press(i *item, key string) bool {
	switch key {
	case "tab", "down", "enter":
		f.step(1)
	case "shift+tab", "up":
		f.step(-1)
	case "pgdown":
		f.step(f.page)
	case "pgup":
		f.step(-f.page)
	case "ctrl+z":
		i.put(i.Record)
	case "ctrl+n", "ctrl+p", "left", "right":
		return f.turn(i, key)
	case "ctrl+y", "ctrl+t":
		if i.clash != nil {
			i.resolve(key == "ctrl+y")
			f.look(i)
		}
	default:
		return false
	}
	return true
}

// turn goes through the choices of a field that has some.
func (f *Form) turn(i *item, key string) bool {
	if len(i.Choices) == 0 {
		return key == "ctrl+n" || key == "ctrl+p"
	}
	if i.Several && (key == "left" || key == "right") { // through the names that are typed
		return false
	}
	step := 1
	if key == "ctrl+p" || key == "left" {
		step = -1
	}
	i.cycle(step)
	return true
}

// step moves the cursor by n fields. A choice that was only begun is written out.
func (f *Form) step(n int) {
	f.items[f.at].settle()
	f.at = max(0, min(f.at+n, len(f.items)-1))
}

// look asks the rules about a field. An untouched one is the record's own affair.
func (f *Form) look(i *item) {
	i.found = nil
	if i.changed() && i.value() != "" {
		i.found = f.check(i.Field, i.value())
	}
}

// Last reports whether the cursor is in the last field.
func (f *Form) Last() bool { return f.at == len(f.items)-1 }

// Focused is the field with the cursor.
func (f *Form) Focused() store.Field {
	if len(f.items) == 0 {
		return ""
	}
	return f.items[f.at].Field
}

// Focus puts the cursor into a field; one that the form has not is ignored.
func (f *Form) Focus(field store.Field) {
	for n, i := range f.items {
		if i.Field == field {
			f.items[f.at].settle()
			f.at = n
		}
	}
}

// Put sets the text of a field as if it had been typed; one that the form has not is ignored.
func (f *Form) Put(field store.Field, text string) {
	for _, i := range f.items {
		if i.Field == field {
			i.put(text)
			f.look(i)
		}
	}
}

// Typed lists the fields whose text is another than the record's, in the order of the form.
func (f *Form) Typed() []Typed {
	var typed []Typed
	for _, i := range f.items {
		if i.text() != i.Record {
			typed = append(typed, Typed{i.Field, i.Record, i.text()})
		}
	}
	return typed
}

// Values are what the fields are to become; a field that nobody touched is not among them.
func (f *Form) Values() []Value {
	var values []Value
	for _, i := range f.items {
		switch {
		case !i.changed():
		case i.cleared():
			values = append(values, Value{Field: i.Field, Clear: true})
		default:
			values = append(values, Value{Field: i.Field, Text: i.value()})
		}
	}
	return values
}
