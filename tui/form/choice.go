package form

import (
	"slices"
	"strings"
)

// choice is the choice that a text stands for: the same word in any letter case, or the only one that begins so.
func (i *item) choice(text string) (string, bool) {
	typed := strings.TrimSpace(text)
	if len(i.Choices) == 0 || typed == "" {
		return "", false
	}
	var begun []string
	for _, c := range i.Choices {
		switch {
		case strings.EqualFold(c, typed):
			return c, true
		case len(c) > len(typed) && strings.EqualFold(c[:len(typed)], typed):
			begun = append(begun, c)
		}
	}
	if len(begun) == 1 {
		return begun[0], true
	}
	return "", false
}

// ghost is what is missing of the choice that the text has begun.
func (i *item) ghost() string {
	text := i.text()
	if chosen, ok := i.choice(text); ok && strings.TrimSpace(text) == text {
		return chosen[len(text):]
	}
	return ""
}

// settle writes the choice out that was begun: done when the field is left.
func (i *item) settle() {
	if chosen, ok := i.choice(i.text()); ok && chosen != i.text() {
		i.put(chosen)
	}
}

// cycle goes to the next choice, or to the one before. Empty stands before the first.
func (i *item) cycle(step int) {
	all := i.choices()
	at := slices.Index(all, i.value())
	if at < 0 && step < 0 { // something that is no choice: the first in either direction
		at = 0
	}
	i.put(all[(at+step+len(all))%len(all)])
}

// choices are all there are, with empty first.
func (i *item) choices() []string {
	return append([]string{""}, slices.DeleteFunc(slices.Clone(i.Choices), func(c string) bool { return c == "" })...)
}
