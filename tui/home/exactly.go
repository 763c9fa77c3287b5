package home

import (
	"slices"
	"strings"
)

// exactly finds the devices with this value in a field and no others of all: its words may stand in another value.
func exactly(field, value string, all []string) string {
	own := pieces(value)
	if len(own) == 0 {
		return field + ":"
	}
	var terms []string
	for _, p := range own {
		terms = append(terms, field+":"+quoted(p))
	}
	for _, other := range all {
		if other == value || !holds(other, own) {
			continue
		}
		theirs := pieces(other)
		i := slices.IndexFunc(theirs, func(p string) bool { return !holds(value, []string{p}) })
		if i >= 0 {
			terms = append(terms, "!"+field+":"+quoted(theirs[i]))
		}
	}
	return strings.Join(terms, " ")
}

// pieces are what stands between the quotes of a value: a query has no quotes inside of quotes.
func pieces(value string) []string {
	var list []string
	for _, p := range strings.Split(value, `"`) {
		if p = strings.TrimSpace(p); p != "" {
			list = append(list, p)
		}
	}
	return list
}

// holds reports whether all the words stand in a value, in any letter case, as a query finds them.
func holds(value string, words []string) bool {
	value = strings.ToLower(value)
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(value, strings.ToLower(w)) })
}

func quoted(words string) string {
	if strings.ContainsAny(words, " ,:!") {
		return `"` + words + `"`
	}
	return words
}
