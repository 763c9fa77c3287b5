package bulk

import (
	"strings"
	"testing"

	"homeroom/store"
)

func TestNotSaved_TellsDoubtFromNothingWritten(t *testing.T) {
	doubt := &store.Error{Code: store.CodeInDoubt, Message: "the disk failed while saving"}
	if title, text := notSavedTitle(doubt), notSaved(doubt); !strings.Contains(title, "not clear") ||
		strings.Contains(text, "Nothing was written") || !strings.Contains(text, "History") {
		t.Errorf("in doubt it says %q: %q", title, text)
	}
	full := &store.Error{Code: store.CodeNotSaved, Message: "the disk is full", Remedy: "make room"}
	if text := notSaved(full); !strings.Contains(text, "Nothing was written") || !strings.Contains(text, "Make room.") {
		t.Errorf("with nothing written it says %q", text)
	}
	if text := notPutBack(doubt); strings.Contains(text, "Nothing was put back") {
		t.Errorf("an undo in doubt says %q", text)
	}
}
