package form

import (
	"slices"

	"homeroom/store"
)

// Tell puts findings below their fields: what was found beyond a single value. They go when the field is typed into,
// or with the next Tell. It returns those whose field the form has not.
func (f *Form) Tell(findings map[store.Field][]store.Finding) (rest []store.Finding) {
	for _, i := range f.items {
		i.told = slices.DeleteFunc(slices.Clone(findings[i.Field]), func(one store.Finding) bool { return slices.Contains(i.found, one) })
	}
	for field, list := range findings {
		if !f.has(field) {
			rest = append(rest, list...)
		}
	}
	return rest
}

func (f *Form) has(field store.Field) bool {
	return slices.ContainsFunc(f.items, func(i *item) bool { return i.Field == field })
}

// Follow takes what the record says now. A field that nobody touched follows and is returned; one that was typed
// into and changed elsewhere becomes a clash, which has to be resolved. who says, in words, who wrote a field.
func (f *Form) Follow(now, who func(store.Field) string) (followed []store.Field) {
	for _, i := range f.items {
		if i.follow(now(i.Field), who(i.Field)) {
			followed = append(followed, i.Field)
		}
		f.look(i)
	}
	return followed
}

// Clashes counts the fields that two people have changed and that are not resolved yet.
func (f *Form) Clashes() int {
	n := 0
	for _, i := range f.items {
		if i.clash != nil {
			n++
		}
	}
	return n
}

// Clashing reports whether the field with the cursor is one of them.
func (f *Form) Clashing() bool { return len(f.items) > 0 && f.items[f.at].clash != nil }

// Settle writes out a choice that was begun and looks for what stands in the way of going on: a clash, or a value that
// breaks a rule. It puts the cursor there and says what it is, "" when nothing does.
func (f *Form) Settle() string {
	if len(f.items) > 0 {
		f.items[f.at].settle()
	}
	for n, i := range f.items {
		switch label := i.Field.Label(); {
		case i.clash != nil:
			f.at = n
			return label + " was changed meanwhile: ctrl+y keeps yours, ctrl+t takes it as now."
		case store.Failed(i.found):
			f.at = n
			return label + " cannot be saved like this: see below it."
		}
	}
	return ""
}

// FocusProblem puts the cursor into the first field with an error, if there is one.
func (f *Form) FocusProblem() {
	for n, i := range f.items {
		if store.Failed(i.found) || store.Failed(i.told) {
			f.at = n
			return
		}
	}
}
