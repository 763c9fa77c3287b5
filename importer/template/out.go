package template

import (
	"strings"

	"homeroom/store"
)

// Lists is the kind of record by which is chosen what a file of the layout holds: devices, or people.
func (t *Template) Lists() store.Kind {
	if t.Edits == store.KindUser || t.Edits == store.KindRequest || t.Parts != nil {
		return store.KindUser
	}
	return store.KindDevice
}

// Fit are the vendors' layouts for a list of such records.
func Fit(kind store.Kind) (list []*Template) {
	for _, t := range All() {
		if t.Lists() == kind {
			list = append(list, t)
		}
	}
	return list
}

// Formats are the forms in which a file of the layout is written, the usual one first.
func (t *Template) Formats() []string {
	switch {
	case t.Archive:
		return []string{"zip", "xlsx"}
	case t.Parts != nil:
		return []string{"xlsx"}
	}
	return []string{"csv", "xlsx"}
}

// MayChange says, as CodeInvalid, why a file of the layout cannot hold only what changed; nil where it can.
func (t *Template) MayChange() error {
	what := ""
	switch {
	case t.Archive:
		what = "a whole roster: whoever is not in it has left"
	case t.Parts != nil:
		what = "a whole hierarchy: who is in a class is what its row says"
	case t.Edits == "":
		what = "the whole inventory of a site"
	default:
		return nil
	}
	return &store.Error{
		Code: store.CodeInvalid, Message: "a file of the template " + t.Name + " holds " + what + ", and not what changed", Remedy: "export the whole",
	}
}

// Loses says why a cell would be read back as something else; empty where it would not.
func (t *Template) Loses(cell string) string {
	switch {
	case cell == "" || cell[0] > ' ' && cell[0] < 0x80 && cell[len(cell)-1] > ' ' && cell[len(cell)-1] < 0x80:
		return ""
	case strings.TrimSpace(cell) == cell:
		return ""
	case cell == " " && t.Spaces:
		return ""
	case strings.TrimSpace(cell) == "":
		return "holds nothing but spaces, which this layout reads as empty"
	}
	return "begins or ends with a blank, which this layout does not keep"
}
