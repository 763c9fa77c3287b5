package plain_test

import (
	"slices"
	"strings"
	"testing"

	"homeroom/store"
)

const wrongID = `Serial Number,Asset Tag,User ID,Full Name,Position,Room
KC00000001,8000001,avery-lane,Avery Lane,student,B1
KC00000002,8000002,blake.moss,Blake Moss,student,B2
`

func TestImport_Plain_ACellIsMendedByHandAndTheRowIsReadAnew(t *testing.T) {
	for name, column := range map[string]string{"by its name": "user id", "by its number": "3"} {
		t.Run(name, func(t *testing.T) {
			d, _ := oak(t)
			file := d.file("wrong.csv", wrongID)
			out := d.answer(0, file, "e\n"+column+"\navery.lane\ny\ny\ny\n")
			inOrder(t, d.said.String(), "What is to be done? n, e, q or ?:", "The cells of this row:", "2. Serial Number: KC00000001.", "3. User ID: avery-lane.",
				"Which one? Its number or name; Enter goes back:", "User ID: the file says “avery-lane”.",
				`What is it to say? Enter leaves it as it is, "" empties it:`, "Row 1 of 2, line 2. Accept it? y, n, N, l, e, u,")
			inOrder(t, out, "1 of 2. Line 2: error.", "R-01", "1 of 2. Line 2: add.", `mended: User ID was "avery-lane" in the file, and is "avery.lane"`, "Saved: 2 rows")
		})
	}
}

func TestImport_Plain_MendsAreKeptAndTakenBack(t *testing.T) {
	d, _ := oak(t)
	file := d.file("wrong.csv", wrongID)
	d.answer(2, file, "e\n3\navery.lane\ne\nRoom\n\"\"\n")
	r, _ := d.review()
	if want := []store.Mend{{Line: 2, Column: "Room"}, {Line: 2, Column: "User ID", Value: "avery.lane"}}; !slices.Equal(r.Mends, want) {
		t.Fatalf("kept are %v, want %v", r.Mends, want)
	}
	d.answer(2, file, "e\nRoom\nB7\ne\nroom\nB1\n") // at last what the file says
	inOrder(t, d.said.String(), "Room: the file says “B1”, and a mend says nothing.", "Room: the file says “B1”, and a mend says “B7”.")
	if r, _ := d.review(); len(r.Mends) != 1 || r.Mends[0].Column != "User ID" {
		t.Fatalf("a value as in the file is kept as a mend: %v", r.Mends)
	}
	out := d.answer(2, file, "u\n")
	inOrder(t, out, "Line 2: add.", "Line 2: error.")
	if r, _ := d.review(); len(r.Mends) != 0 {
		t.Errorf("taken back, but kept are %v", r.Mends)
	}
}

func TestImport_Plain_AMendThatIsNotGivenChangesNothing(t *testing.T) {
	d, _ := oak(t)
	file := d.file("wrong.csv", wrongID)
	out := d.answer(1, file, "e\nShoe Size\n99\n\ne\n3\n\nq\n")
	inOrder(t, d.said.String(), "There is no column \"Shoe Size\". Give a number from 1 to 6, or a name.", "There is no column \"99\".",
		"Which one?", "What is to be done?", "Enter leaves it as it is", "What is to be done?")
	if list, err := d.store().AllReviews(t.Context()); err != nil || len(list) != 0 || strings.Contains(out, "mended") {
		t.Errorf("kept are %v, %v\n%s", list, err, out)
	}
}

// The rules run on whatever a mend touches: the other row of a duplicate is asked about again.
func TestImport_Plain_R16_AMendByHandFreesTheOtherRow(t *testing.T) {
	d, _ := oak(t)
	file := d.file("twice.csv", `Serial Number,Asset Tag,User ID,Full Name,Position
KC00000001,8000001,avery.lane,Avery Lane,student
KC00000001,8000001,blake.moss,Blake Moss,student
`)
	out := d.answer(0, file, "n\ne\n2\nKC00000002\ne\nAsset Tag\n8000002\ny\ny\ny\n")
	inOrder(t, out, "1 of 2. Line 2: error.", "2 of 2. Line 3: error.", "2 of 2. Line 3: error.", "2 of 2. Line 3: add.", "1 of 2. Line 2: add.", "Saved: 2 rows")
}

// What is wrong with the whole file is mended in all rows at once, which are read anew; so it is taken back.
func TestImport_Plain_ColumnsThatTradePlaces(t *testing.T) {
	d, _ := oak(t)
	file := d.file("swapped.csv", `Serial Number,Asset Tag,User ID,Full Name,Position
8000001,KC00000001,avery.lane,Avery Lane,student
8000002,KC00000002,blake.moss,Blake Moss,student
8000003,KC00000003,casey.reed,Casey Reed,student
`)
	out := d.answer(2, file, "m\ny\nn\n")
	inOrder(t, d.said.String(), "Row 1 of 3, line 2. It is not saved as it is.", "In all rows Serial Number and Asset Tag change places; they are read anew.", "Row 1 of 3, line 2. Accept it?", "Row 3 of 3")
	inOrder(t, out, "Line 2: error. Serial 8000001.", "Line 2: add. Serial KC00000001.", "Line 3: add. Serial KC00000002.")
	r, _ := d.review()
	if len(r.Mends) != 1 || r.Mends[0].Line != 0 {
		t.Fatalf("kept are %v", r.Mends)
	}
	inOrder(t, d.answer(2, file, "\nu\n"), "Mended: 1 mend.", "Line 4: add.", "Line 2: error.")
	if r, _ := d.review(); len(r.Mends) != 0 {
		t.Errorf("taken back, but kept are %v", r.Mends)
	}
}
