package edit_test

import (
	"testing"

	"homeroom/store"
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

// members are people as they are in groups, by what stands in the field.
func members(groups ...string) (list []store.User) {
	for i, g := range groups {
		list = append(list, store.User{UserID: string(rune('a' + i)), Groups: g, Version: int64(10 + i)})
	}
	return list
}

func TestRenameGroup_R51_WhoeverIsInItStaysInIt(t *testing.T) {
	in := members("Year 7", "chess club/YEAR 7", "Chess Club")
	changes(t, edit.RenameGroup(grouped(), "year 7", " Form 7 ", in),
		`new group form 7 name "" -> "Form 7"`, "delete group year 7",
		`user a groups "Year 7" -> "Form 7"`, `user b groups "chess club/YEAR 7" -> "chess club/Form 7"`)
	changes(t, edit.RenameGroup(grouped(), "Year 7", "YEAR 7", in[:2]),
		`group year 7 name "Year 7" -> "YEAR 7"`, `user a groups "Year 7" -> "YEAR 7"`)
	changes(t, edit.RenameGroup(grouped(), "Year 7", "Year 7", in))
	for name, words := range map[string]string{"chess club": "of this name already", "": "has a name", "a/b": "has no “/”"} {
		p := edit.RenameGroup(grouped(), "Year 7", name, in)
		if !p.Failed() || p.Changes != nil {
			t.Errorf("it is renamed %q", name)
		}
		tells(t, p, words)
	}
	tells(t, edit.RenameGroup(grouped(), "Year 9", "x", nil), "there is no group of this name")
}

func TestDropGroup_IsOneThatIsThere(t *testing.T) {
	changes(t, edit.DropGroup(grouped(), "CHESS club", nil), "delete group chess club")
	tells(t, edit.DropGroup(grouped(), "Year 9", nil), "there is no group of this name")
}

func TestDropGroup_R51_IsTakenOffThoseWhoAreInIt(t *testing.T) {
	p := edit.DropGroup(grouped(), "Year 7", members("Year 7", "Chess Club/Year 7", "Chess Club"))
	changes(t, p, "delete group year 7", `user a groups "Year 7" -> ""`, `user b groups "Chess Club/Year 7" -> "Chess Club"`)
	if p.Title != "group Year 7 deleted, taken off 2 users" {
		t.Errorf("the title is %q", p.Title)
	}
}
