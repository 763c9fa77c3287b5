package form

import (
	"slices"
	"strings"

	"homeroom/store"
)

// apart is the last name of a text that holds several, and what stands before it; of one that holds but one it is all.
func (i *item) apart(text string) (before, last string) {
	at := strings.LastIndex(text, store.ListMark)
	if !i.Several || at < 0 {
		return "", text
	}
	return text[:at+1], text[at+1:]
}

// choice is the choice that a text stands for: the same word in any letter case, or the only one that begins so. Of several
// it is the last that is completed.
func (i *item) choice(text string) (string, bool) {
	before, last := i.apart(text)
	typed := strings.TrimSpace(last)
	if len(i.Choices) == 0 || typed == "" {
		return "", false
	}
	var begun []string
	for _, c := range i.Choices {
		switch {
		case strings.EqualFold(c, typed):
			return before + c, true
		case len(c) > len(typed) && strings.EqualFold(c[:len(typed)], typed):
			begun = append(begun, c)
		}
	}
	if len(begun) == 1 {
		return before + begun[0], true
	}
	return "", false
}

// ghost is what is missing of the choice that the text has begun.
func (i *item) ghost() string {
	text := i.text()
	chosen, ok := i.choice(text)
	if !ok || len(chosen) < len(text) || !strings.EqualFold(chosen[:len(text)], text) {
		return ""
	}
	return chosen[len(text):]
}

// settle writes the choice out that was begun: done when the field is left.
func (i *item) settle() {
	if chosen, ok := i.choice(i.text()); ok && chosen != i.text() {
		i.put(chosen)
	}
}

// cycle goes to the next choice, or to the one before. Empty stands before the first.
func (i *item) cycle(step int) {
	before, last := i.apart(i.value())
	chosen := store.Names(before)
	all := slices.DeleteFunc(i.choices(), func(c string) bool { return slices.Contains(chosen, c) })
	at := slices.Index(all, strings.TrimSpace(last))
	if at < 0 && step < 0 { // something that is no choice: the first in either direction
		at = 0
	}
	i.put(before + all[(at+step+len(all))%len(all)])
}

// choices are all there are, with empty first.
func (i *item) choices() []string {
	return append([]string{""}, slices.DeleteFunc(slices.Clone(i.Choices), func(c string) bool { return c == "" })...)
}
