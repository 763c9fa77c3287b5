package index_test

import (
	"fmt"
	"slices"
	"testing"

	"homeroom/store/index"
)

func TestIndex_FindsEveryRowAndNoOther(t *testing.T) {
	const n = 10_000
	keys := make([]string, n)
	for i := range keys {
		keys[i] = fmt.Sprint("row ", i)
	}
	keys[17], keys[4711], keys[9999] = "twin", "twin", "twin"
	keys[3] = ""
	x := index.New(n, func(row int) string { return keys[row] })
	for i, k := range keys {
		row, ok := x.First(k)
		if want := i; k == "" && ok || k != "" && (!ok || keys[row] != k || k != "twin" && row != want) {
			t.Fatalf("%q is found at %d (%v), want %d", k, row, ok, i)
		}
	}
	if all := x.All("twin"); !slices.Equal(all, []int32{17, 4711, 9999}) {
		t.Errorf("the twins are %v", all)
	}
	if all := x.All("row 5"); !slices.Equal(all, []int32{5}) || len(x.Twins()) != 1 {
		t.Errorf("row 5 is %v, %d keys stand twice", all, len(x.Twins()))
	}
	if x.Has("row 3") || x.All("row 3") != nil || x.Has("") {
		t.Error("found what is not there")
	}
	if none := index.New(0, nil); none.Has("x") {
		t.Error("an empty index has something")
	}
}
