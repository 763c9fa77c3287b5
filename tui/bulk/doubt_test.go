package bulk

import (
	"strings"
	"testing"

	"homeroom/store"
)

func TestNotSaved_TellsDoubtFromNothingWritten(t *testing.T) {
	doubt := &store.Error{Code: store.CodeInDoubt, Message: "the disk failed while saving"}
	if title, text := notSavedTitle(doubt), notSaved(job{}, doubt, true); !strings.Contains(title, "not clear") ||
		strings.Contains(text, "Nothing was written") || !strings.Contains(text, "History") {
		t.Errorf("in doubt it says %q: %q", title, text)
	}
	full := &store.Error{Code: store.CodeNotSaved, Message: "the disk is full", Remedy: "make room"}
	if text := notSaved(job{}, full, true); !strings.Contains(text, "Nothing was written") || !strings.Contains(text, "Make room.") || !strings.Contains(text, "are kept") {
		t.Errorf("with nothing written it says %q", text)
	}
	if text := notSaved(job{}, full, false); strings.Contains(text, "kept") {
		t.Errorf("when it is not known whether the review is kept it says %q", text)
	}
	if text := notPutBack(doubt); strings.Contains(text, "Nothing was put back") {
		t.Errorf("an undo in doubt says %q", text)
	}
}

func TestMany_WritesLargeNumbersInGroups(t *testing.T) {
	for n, want := range map[int]string{0: "0 rows", 1: "1 row", 999: "999 rows", 4998: "4,998 rows", 1234567: "1,234,567 rows"} {
		if got := many(n, "row", "rows"); got != want {
			t.Errorf("%d reads %q, want %q", n, got, want)
		}
	}
}

func TestElide_KeepsBothEndsAndTheWidth(t *testing.T) {
	for value, want := range map[string]string{
		"short": "short", "averbovitsky.anna": "averb…anna", "a\x1bverylongname.csv": "a␛ver….csv", "漢字漢字漢字漢字漢字": "漢字 …漢字",
	} {
		if got := elide(value, 10); got != want {
			t.Errorf("%q reads %q, want %q", value, got, want)
		}
	}
}

func TestUnlike_NamesNoFlagsOfCommands(t *testing.T) {
	err := &store.Error{Code: store.CodeNotFound, Message: "site ELM is not on record", Remedy: "give --site"}
	if what, remedy := explain(unlike(err, job{})); what != "Site ELM is not on record." || strings.Contains(remedy, "--") || remedy == "" {
		t.Errorf("it says %q %q", what, remedy)
	}
	full := &store.Error{Code: store.CodeNotSaved, Message: "the disk is full", Remedy: "make room"}
	if unlike(full, job{}) != error(full) {
		t.Error("another error is changed")
	}
}
