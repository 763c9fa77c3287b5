package scan

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// birth is a record that what was scanned may be the beginning of.
type birth struct {
	key    string
	words  string
	record store.Kind
	field  store.Field
	value  string
}

// born are the records that may be begun with what was scanned, as far as the rules of identifiers allow. A serial
// number may stand behind the S of a label: where both readings are likely both are offered.
func (b *box) born() []birth {
	var all []birth
	serial, found := store.ParseSerial(b.scanned)
	plain := store.BehindS(serial)
	if plain != "" {
		all = append(all, birth{"s", "a device with the serial number " + plain + ", without the S of the label", store.KindDevice, store.FieldSerial, plain})
	}
	if _, wrong := store.ParseSerial(plain); !store.Failed(found) && (plain == "" || len(found) <= len(wrong)) {
		key := map[bool]string{true: "s", false: "a"}[plain == ""]
		all = append(all, birth{key, "a device with the serial number " + serial, store.KindDevice, store.FieldSerial, serial})
	}
	if tag, found := store.ParseAssetTag(b.scanned); !store.Failed(found) && !strings.Contains(tag, " ") {
		all = append(all, birth{"t", "a device with the asset tag " + tag, store.KindDevice, store.FieldAssetTag, tag})
	}
	if id, found := store.ParseUserID(b.scanned); !store.Failed(found) {
		all = append(all, birth{"u", "a user with the User ID " + id, store.KindUser, store.FieldUserID, id})
	}
	return all
}

// unborn is why no record can be begun, "" when one can.
func (b *box) unborn() string {
	switch {
	case b.scanned == "":
		return "nothing was scanned yet"
	case !b.known:
		return "it is still being looked up"
	case !b.near:
		return "it is on record already"
	case len(b.born()) == 0:
		return "it can be no serial number, asset tag or User ID"
	}
	return ""
}

// begin asks what the new record is, where it may be several things.
func (b *box) begin() tea.Cmd {
	b.births = b.born()
	if len(b.births) == 1 {
		return b.births[0].ask()
	}
	options := make([]dialog.Option, len(b.births))
	for i, x := range b.births {
		options[i] = dialog.Option{Key: x.key, Words: x.words}
	}
	b.which = dialog.NewChoice(b.env.Theme, "New record", "What is it?", options...)
	return nil
}

func (b *box) chosen(answer dialog.Answer) tea.Cmd {
	if answer == dialog.Open {
		return nil
	}
	which := b.which
	b.which = nil
	if answer != dialog.Yes {
		return nil
	}
	return b.births[which.Chosen()].ask()
}

// ask asks the root for the form.
func (x birth) ask() tea.Cmd {
	return func() tea.Msg {
		return screen.ActMsg{Act: screen.ActNew, Record: x.record, Prefill: map[store.Field]string{x.field: x.value}}
	}
}
