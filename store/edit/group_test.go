package edit_test

import (
	"testing"

	"homeroom/store/edit"
)

func TestNewGroup_R51_HasANameOfItsOwnWithoutASlash(t *testing.T) {
	r := grouped()
	changes(t, edit.NewGroup(r, " Year 8 "), `new group year 8 name "" -> "Year 8"`)
	for name, words := range map[string]string{
		"year 7": "of this name already", "a/b": "has no “/”", "  ": "a group has a name", "x\x07": "control character",
	} {
		p := edit.NewGroup(r, name)
		if !p.Failed() || p.Changes != nil {
			t.Errorf("%q is made", name)
		}
		tells(t, p, words)
	}
}

func TestDropGroup_IsOneThatIsThere(t *testing.T) {
	changes(t, edit.DropGroup(grouped(), "CHESS club"), "delete group chess club")
	tells(t, edit.DropGroup(grouped(), "Year 9"), "there is no group of this name")
}
