package home

import (
	"testing"

	"homeroom/store"
)

// What a bar counts and what its list shows must be the same devices, whatever the models are called.
func TestExactly_FindsOneKindAmongThoseWhoseWordsContainIt(t *testing.T) {
	models := []string{
		"", "iPad", "iPad mini", "iPad mini Retina", `iMac 21.5"`, `iMac 21.5" (2017)`, `Kiosk, 10" "wall"`, "Kiosk", "a:b", "!x", "漢字", "ÉTUDE",
	}
	for _, model := range models {
		text := exactly("model", model, models)
		q, err := store.ParseQuery(store.KindDevice, text)
		if err != nil {
			t.Errorf("%q is asked for with %s: %v", model, text, err)
			continue
		}
		for _, other := range models {
			if found := q.Device(&store.Device{Model: other}); found != (other == model) {
				t.Errorf("%s finds %q: %v", text, other, found)
			}
		}
	}
}
