package template_test

import (
	"testing"

	"homeroom/importer/template"
)

func TestOption_R72_EveryValueHasWordsOfItsOwn(t *testing.T) {
	for _, layout := range template.All() {
		for i := range layout.Options {
			o, said := &layout.Options[i], map[string]bool{}
			for _, value := range o.Values {
				words := o.Says(value)
				if words == value || said[words] {
					t.Errorf("%s: %s=%s is told as %q", layout.Name, o.Name, value, words)
				}
				said[words] = true
			}
		}
	}
}
