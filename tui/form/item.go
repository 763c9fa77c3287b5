package form

import (
	"strings"

	"homeroom/store"
	"homeroom/tui/theme"
)

// Item is one field of a form as it is opened.
type Item struct {
	Field   store.Field
	Record  string   // what the record says; empty for a record that is to be made
	Choices []string // the only values there are; nil is free text
	Several bool     // the value is several of the choices, apart by store.ListMark
}

// Typed is a field whose text is another than the record's.
type Typed struct {
	Field      store.Field
	Then, Text string // what the record said, and what was typed
}

// item is a field of a form that is open.
type item struct {
	Item
	input *Field
	echo  string          // the text of the line as it stands there untouched
	clash *clash          // what somebody else wrote where this was typed into
	told  []store.Finding // what was found beyond the value itself
	found []store.Finding // what the rules say of the value as it is typed
}

// clash is a field that two people have changed.
type clash struct{ now, who string }

func newItem(th *theme.Theme, it Item) *item {
	i := &item{Item: it, input: New(th, "")}
	i.reset()
	return i
}

// reset puts the record's own value into the line. The line may show it otherwise, as it takes no line breaks: that
// is no change.
func (i *item) reset() {
	i.input.SetValue(i.Record)
	i.echo = i.input.Value()
	i.told = nil
}

// text is what stands in the field: the record's own value as long as nobody touched it.
func (i *item) text() string {
	if typed := i.input.Value(); typed != i.echo {
		return typed
	}
	return i.Record
}

// value is the text with a choice that was only begun completed.
func (i *item) value() string {
	text := i.text()
	if chosen, ok := i.choice(text); ok {
		return chosen
	}
	return text
}

// changed reports whether the field would become another. Spaces in a field that was empty are nothing.
func (i *item) changed() bool {
	return i.value() != i.Record && (i.Record != "" || strings.TrimSpace(i.value()) != "")
}

// cleared reports whether the field held something and was emptied: that is not the same as having been empty.
func (i *item) cleared() bool { return i.Record != "" && strings.TrimSpace(i.value()) == "" }

// put sets the text as if it had been typed.
func (i *item) put(text string) {
	if text == i.Record {
		i.reset()
		return
	}
	i.input.SetValue(text)
}

// follow takes another value of the record. It reports whether the untouched field followed it.
func (i *item) follow(now, who string) (followed bool) {
	switch {
	case now == i.Record:
		i.clash = nil // it was changed there and back
	case !i.changed():
		i.Record = now
		i.reset()
		return true
	case now == i.value(): // both came to the same
		i.Record, i.clash = now, nil
		i.reset()
	default:
		i.clash = &clash{now, who}
	}
	return false
}

// resolve ends a clash: mine keeps the text as typed, otherwise the field follows the record.
func (i *item) resolve(mine bool) {
	text := i.text()
	i.Record = i.clash.now
	i.clash = nil
	i.reset()
	if mine {
		i.put(text)
	}
}
