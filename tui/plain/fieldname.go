package plain

import (
	"slices"
	"strings"

	"homeroom/store"
)

// fieldNamed finds a field by its name in JSON or on screen, in any letter case, or by a word of it that no other
// field has: asset_tag, "Asset Tag", tag. The error lists the fields there are.
func fieldNamed(kind store.Kind, fields []store.Field, name string) (store.Field, error) {
	plain := strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(name)))
	if i := slices.Index(fields, store.Field(plain)); i >= 0 {
		return fields[i], nil
	}
	var found []store.Field
	for _, f := range fields {
		words := strings.Split(string(f), "_")
		if strings.EqualFold(f.Label(), strings.TrimSpace(name)) || slices.Contains(words, plain) {
			found = append(found, f)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	list := make([]string, len(fields))
	for i, f := range fields {
		list[i] = string(f)
	}
	return "", wrongUse("a "+recordWord(kind)+" has no field "+quoted(name)+" that can be used here", "the fields are "+strings.Join(list, ", "))
}
