package browse

import (
	"slices"

	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// Keys are what works here now.
func (l *List) Keys() []screen.Key {
	switch {
	case l.over != nil:
		return l.over.keys()
	case l.typing:
		return []screen.Key{
			{Press: []string{"enter"}, Show: "⏎", Do: "keep filter", Help: "Keep the filter and go back to the rows.", Disabled: l.problem},
			{Press: []string{"esc"}, Do: "clear filter", Help: "Clear the filter and show all rows."},
		}
	case l.pane.focused:
		return slices.Concat(paneKeys(), l.rowKeys(), l.actKeys())
	}
	keys := l.rowKeys()
	if l.table.Marks() > 0 { // what can be done with them is what one wants to know then
		return slices.Concat(l.actKeys(), l.exportKeys(), keys, l.listKeys(), l.markKeys(), l.moreKeys(), table.Moves())
	}
	return slices.Concat(keys, l.listKeys()[:1], l.exportKeys(), l.actKeys(), l.listKeys()[1:], l.markKeys(), l.moreKeys(), table.Moves())
}

// when is a reason where a key cannot be used, and nothing where it can.
func when(not bool, why string) string {
	if not {
		return why
	}
	return ""
}

func (l *List) rowKeys() []screen.Key {
	keys := []screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "open", Help: "Open the " + string(l.kind.Record) + " record.", Disabled: when(l.table.Key() == "", noRow)},
		{Press: []string{"/"}, Do: "filter", Help: "Filter as you type: words, field:value, !not, changed:<7d. Esc clears it."},
	}
	switch {
	case l.pane.focused:
	case l.refiltered():
		keys = append(keys, screen.Key{Press: []string{"esc"}, Do: "clear filter", Help: "Clear the filter and show all rows."})
	case l.table.Marks() > 0:
		keys = append(keys, screen.Key{Press: []string{"esc"}, Do: "unmark", Help: "Take all marks away."})
	}
	return keys
}

func (l *List) listKeys() []screen.Key {
	unread := when(l.rows == nil, "the records are still being read")
	return []screen.Key{
		{Press: []string{"v"}, Do: "views", Help: "Views: filters that are used often, to choose, save under a name and forget."},
		{Press: []string{"s"}, Do: "sort", Help: "Sort by a column; the list of columns has a letter for each.", Disabled: unread},
		{Press: []string{"S", "shift+s"}, Show: "S", Do: "reverse", Help: "Turn the order round.", Disabled: unread, Quiet: true},
	}
}

func (l *List) markKeys() []screen.Key {
	empty := when(l.table.Len() == 0, "no row is shown")
	return []screen.Key{
		{Press: []string{"space"}, Do: "mark", Help: "Mark this row or take its mark away; marks survive filter, order and refresh.", Disabled: empty, Quiet: true},
		{Press: []string{"*"}, Do: "all", Help: "Mark every row shown, or take their marks away.", Disabled: empty, Quiet: true},
	}
}

func (l *List) moreKeys() []screen.Key {
	none := when(l.table.Key() == "", noRow)
	nowhere := none
	if i, ok := l.table.Index(); ok && l.rows.Other(i).Name == "" {
		nowhere = nowhereElse
	}
	alone := when(!l.besides(), "no record stands beside the list: it needs a wider window")
	narrow := when(l.width < wide, "it needs a wider window")
	return []screen.Key{
		{Press: []string{"o"}, Do: l.kind.Link, Help: "Go to the " + l.kind.Link + "; Esc comes back to this place.", Disabled: nowhere, Quiet: true},
		{Press: []string{"b"}, Do: "biography", Help: "Open the biography: every holder with from and to, and every change.", Disabled: none, Quiet: true},
		checklistKey(string(l.kind.Record), l.beginless()),
		undoKey(l.kind.Record, none, true),
		{Press: []string{"y"}, Do: "copy", Help: "Copy the " + l.kind.Copies + ", or those of all marked rows.", Disabled: none, Quiet: true},
		{Press: []string{"tab", "shift+tab"}, Show: "tab", Do: "record", Help: "Give the record beside the list the keyboard, to scroll it.", Disabled: alone},
		{Press: []string{"z"}, Do: "whole width", Help: "Give the list the whole width, or show the record beside it again.", Disabled: narrow, Quiet: true},
		{Press: []string{"r"}, Do: "refresh", Help: "Read the records again.", Quiet: true},
	}
}

const nowhereElse = "this record points at no other"
