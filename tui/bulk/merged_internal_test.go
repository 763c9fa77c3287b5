package bulk

import (
	"reflect"
	"testing"

	"homeroom/store"
)

// What is kept at once comes to the same as one after the other: a mend that was taken back is gone, one that was put back
// and taken again stays, and rows shown afresh are all there are.
func TestMerged_IsOneAfterTheOther(t *testing.T) {
	mend := store.Mend{Line: 2, Column: "Room", Value: "5"}
	back := merged(store.Kept{Mends: []store.Mend{mend}, Shown: []store.ShownRow{{Line: 2}}}, store.Kept{Dropped: []store.Mend{{Line: 2, Column: "Room", Value: "4"}}})
	if len(back.Mends) != 0 || len(back.Dropped) != 1 || len(back.Shown) != 1 || back.Afresh {
		t.Errorf("taken and put back it is %+v", back)
	}
	again := merged(back, store.Kept{Mends: []store.Mend{mend}, Shown: []store.ShownRow{{Line: 3}}, Afresh: true})
	if !reflect.DeepEqual(again.Mends, []store.Mend{mend}) || len(again.Dropped) != 1 || len(again.Shown) != 1 || again.Shown[0].Line != 3 || !again.Afresh {
		t.Errorf("taken again it is %+v", again)
	}
}
