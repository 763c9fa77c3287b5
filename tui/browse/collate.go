package browse

import (
	"cmp"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// words turns texts into keys that compare as people order words. Values that stand often in a column are turned once.
type words struct {
	collator *collate.Collator
	buffer   collate.Buffer
	known    map[string]string
}

// mostKnown bounds how many keys are remembered: a column has few values that stand often, or none.
const mostKnown = 4096

func newWords() *words {
	return &words{collator: collate.New(language.Und, collate.Loose, collate.Numeric), known: map[string]string{}}
}

func (w *words) key(text string) string {
	if key, ok := w.known[text]; ok {
		return key
	}
	w.buffer.Reset()
	key := string(w.collator.KeyFromString(&w.buffer, text))
	if len(w.known) < mostKnown {
		w.known[text] = key
	}
	return key
}

// compareFolded compares identifiers, plain letters without regard to case. It allocates nothing.
func compareFolded(a, b string) int {
	for i := range min(len(a), len(b)) {
		if c := cmp.Compare(lower(a[i]), lower(b[i])); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
