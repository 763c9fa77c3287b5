package scan

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/dialog"
	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/theme"
)

func columns(why string) []table.Column {
	return []table.Column{
		{Title: "Record", Min: 6, Priority: 4},
		{Title: "Serial or User ID", Short: "Serial, ID", Min: 14, Max: 34, Weight: 1},
		{Title: "What it is", Min: 22, Max: 60, Weight: 4, Priority: 2},
		{Title: "Site", Min: 5, Max: 10, Priority: 5},
		{Title: why, Min: 21, Max: 50, Weight: 3},
	}
}

// rows are the records found, written only when they are in sight.
type rows struct {
	found []store.Found
	near  bool
	theme *theme.Theme
}

func (r rows) Len() int { return len(r.found) }

// Key is the kind and the key: a device and a user may bear the same name.
func (r rows) Key(i int) string { return string(r.found[i].Record) + " " + r.found[i].Key }

const whyColumn = 4

func (r rows) Cell(i, col int) string {
	f := &r.found[i]
	switch col {
	case 0:
		return string(f.Record)
	case 1:
		return f.Key
	case 2:
		return what(f)
	case 3:
		return site(f)
	case whyColumn:
		if r.near {
			return f.Why
		}
		return namedBy(f)
	}
	return ""
}

// Paint leads the eye to what differs.
func (r rows) Paint(_, col int) lipgloss.Style {
	if col == whyColumn {
		return r.theme.Accent
	}
	return r.theme.Text
}

// what tells the record apart from others: a device by tag, sort and holder, a user by name and position.
func what(f *store.Found) string {
	switch {
	case f.Device != nil:
		holder := "nobody"
		if f.Device.Held() {
			holder = f.Device.Username
		}
		return page.Values("  ", f.Device.AssetTag, f.Device.KindName(), holder)
	case f.User != nil:
		return page.Values("  ", f.User.FullName, f.User.Position)
	}
	return ""
}

// namedBy says which identifier it is that was scanned, as it stands on record.
func namedBy(f *store.Found) string {
	if f.Device != nil {
		return page.Values(", ", f.Device.AssetTag, f.Device.Serial)
	}
	return page.Values(", ", f.User.UserID, f.User.ManagedAppleAccount)
}

func site(f *store.Found) string {
	switch {
	case f.Device != nil:
		return f.Device.Site
	case f.User != nil:
		return f.User.Site
	}
	return ""
}

// tall is the height from which there is room for more than the first sentence.
const tall = 12

// View draws the field for the next scan, what came of this one, and the records.
func (b *box) View(width, height int) string {
	lines := append([]string{b.line.View(width)}, b.head(width, height)...)
	if len(b.found) > 0 {
		var foot []string
		if i, ok := b.table.Index(); ok && height >= tall {
			foot = append(foot, screen.Clip(b.whole(&b.found[i]), width))
		}
		foot = append(foot, b.env.Theme.Dim.Render(screen.Clip(b.table.Info(), width)))
		rest := height - len(lines) - len(foot)
		lines = append(append(lines, screen.Body(b.table.View(width, rest), width, rest)...), foot...)
	}
	body := strings.Join(lines, "\n")
	if b.which != nil {
		return dialog.Over(body, b.which.View(width, height), width, height)
	}
	return body
}

func (b *box) head(width, height int) []string {
	says := b.says()
	title := b.env.Theme.Title
	if height < tall && len(b.found) > 0 {
		return []string{title.Render(screen.Clip(text.Visible(says[0]), width))}
	}
	lines := []string{""}
	for i, sentence := range says {
		for _, l := range screen.Wrap(sentence, width) {
			if i == 0 {
				l = title.Render(l)
			}
			lines = append(lines, l)
		}
	}
	return append(lines, "")
}

// whole is the row under the cursor where columns cut it.
func (b *box) whole(f *store.Found) string {
	return page.Values(": ", f.Why, page.Values("  ", f.Key, what(f)))
}

// says is what came of the scan, in sentences.
func (b *box) says() []string {
	switch {
	case b.scanned == "":
		return []string{"Ready to scan.", "Each label opens its record; Esc comes back here for the next one."}
	case b.failed != "":
		return []string{b.failed}
	case !b.known:
		return []string{"Looking for “" + b.scanned + "” …"}
	case !b.near && len(b.found) == 1:
		return []string{"“" + b.scanned + "” is on record."}
	case !b.near:
		return []string{fmt.Sprintf("“%s” names %d records.", b.scanned, len(b.found)), "Open the one that is meant."}
	case len(b.found) == 0:
		return []string{"“" + b.scanned + "” is not on record, and nothing comes near.", b.advice()}
	}
	return []string{"“" + b.scanned + "” is not on record; these come near.", b.advice()}
}

func (b *box) advice() string {
	if b.unborn() != "" {
		return "It is no command either."
	}
	return "It is no command either. n begins a new record with it."
}

// Keys are what works here now.
func (b *box) Keys() []screen.Key {
	switch {
	case b.which != nil:
		return b.which.Keys()
	case b.line.Typing():
		leave, help := "leave the field", "Give the keyboard back to the rows."
		if b.scanned == "" {
			leave, help = "back", "Go back: nothing was scanned here."
		}
		return []screen.Key{
			{Press: []string{"enter"}, Show: "⏎", Do: "look up", Help: "Look it up and open the record."},
			{Press: []string{"esc"}, Do: leave, Help: help},
		}
	}
	none := ""
	if b.table.Key() == "" {
		none = "there is no row under the cursor"
	}
	return append([]screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "open", Help: "Open this record.", Disabled: none},
		{Press: []string{"n"}, Do: "new record", Help: "Begin a new record with what was scanned.", Disabled: b.unborn()},
		{Press: []string{"/"}, Do: "scan", Help: "Scan or type another one."},
		{Press: []string{"r"}, Do: "refresh", Help: "Look again.", Quiet: true},
	}, table.Moves()...)
}
