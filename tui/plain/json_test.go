package plain

import (
	"bytes"
	"encoding/json"
	"testing"
	"unicode"
)

// Whatever a value holds, and wherever the encoder cuts its writes, the JSON says the same value and no character
// that a terminal acts on stands in it.
func TestJSONWriter_SaysTheSameWithoutSteering(t *testing.T) {
	value := "é 界 \u009b31m \u202ereversed \u200bnothing \x7f \x1b[2J \U000e0041tag \U0001f9d1 end"
	var plain, safe bytes.Buffer
	enc := json.NewEncoder(&plain)
	if err := enc.Encode(value); err != nil {
		t.Fatal(err)
	}
	w := &jsonWriter{w: &safe}
	for i := range plain.Len() {
		if _, err := w.Write(plain.Bytes()[i : i+1]); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range safe.String() {
		if r != '\n' && (unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r)) {
			t.Errorf("%U stands in %s", r, safe.String())
		}
	}
	var got string
	if err := json.Unmarshal(safe.Bytes(), &got); err != nil || got != value {
		t.Errorf("reads back as %q, want %q (%v)", got, value, err)
	}
}
