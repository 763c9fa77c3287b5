package plain_test

import (
	"io"
	"slices"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/plain"
)

// store is the desk's database, by the clock that the commands go by.
func (d *desk) store() *store.Store {
	d.t.Helper()
	st, err := store.Open(d.t.Context(), d.program.Database, store.Options{})
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { st.Close() })
	return st
}

// elsewhere decides and mends as the console does, and keeps that with the rows as it shows them.
func (d *desk) elsewhere(review int64, k store.Kept) {
	d.t.Helper()
	st := d.store()
	r, ds, data, err := st.Review(d.t.Context(), review)
	if err != nil {
		d.t.Fatal(err)
	}
	p, err := importer.Preview(d.t.Context(), st, importer.Request{
		Name: r.FileName, Data: data, Template: r.Template, Mode: template.Mode(r.Mode), Site: r.Site, Operator: r.Operator, Mends: r.Mends,
	})
	if err != nil {
		d.t.Fatal(err)
	}
	p.Restore(r, ds)
	if err := p.Mend(k.Mends...); err != nil {
		d.t.Fatal(err)
	}
	for _, one := range k.Decisions {
		if err := p.Decide(one.Line, one.Verdict); err != nil {
			d.t.Fatal(err)
		}
	}
	k.Shown, k.Afresh = p.TakeShown()
	if _, err := st.Keep(d.t.Context(), review, r.Operator, k); err != nil {
		d.t.Fatal(err)
	}
}

// review is the open review that was touched last, with its decisions.
func (d *desk) review() (store.Review, []store.Decision) {
	d.t.Helper()
	st := d.store()
	list, err := st.AllReviews(d.t.Context())
	if err != nil || len(list) == 0 {
		d.t.Fatalf("there is no open review: %v", err)
	}
	r, ds, _, err := st.Review(d.t.Context(), list[0].ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return r, ds
}

// decided are the decisions as "2 accept, 3 leave_out because spare".
func decided(ds []store.Decision) string {
	var list []string
	for _, d := range ds {
		s := lineOf(d.Line) + " " + string(d.Verdict)
		if d.Reason != "" {
			s += " because " + d.Reason
		}
		list = append(list, s)
	}
	return strings.Join(list, ", ")
}

func lineOf(n int) string { return string(rune('0' + n)) }

// answer runs the import under --plain with these answers; no more come.
func (d *desk) answer(code int, file, answers string, flags ...string) string {
	d.t.Helper()
	d.program.In = strings.NewReader(answers)
	return d.run(d.t.Context(), code, append([]string{"import", file, "--mode", "assign", "--plain"}, flags...)...)
}

// A cut pipe, q and ctrl+c lose no answer: the next import goes on at the first row that is open.
func TestImport_Plain_EveryAnswerIsKeptAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		stop string
		code int
		says string
	}{
		"the pipe is cut":          {"", 2, "no answer came, so nothing was saved, and what was decided is kept"},
		"cut in the middle of one": {"N\nspa", 2, "no answer came, so nothing was saved, and what was decided is kept"},
		"q":                        {"q\n", 1, "stopped; nothing was saved, and what was decided is kept"},
	} {
		t.Run(name, func(t *testing.T) {
			d, file := oak(t)
			d.answer(c.code, file, "y\n"+c.stop)
			if !strings.Contains(d.said.String(), c.says) {
				t.Errorf("it said %q, want %q", d.said.String(), c.says)
			}
			r, ds := d.review()
			if got := decided(ds); !strings.HasPrefix(got, "2 accept") || r.Operator != "dana" || ds[0].Operator != "dana" {
				t.Fatalf("kept is %q of %+v", got, r)
			}
			if d.users() != 0 {
				t.Fatal("something was saved")
			}
		})
	}
}

func TestImport_Plain_GoesOnAtTheFirstOpenRow(t *testing.T) {
	d, file := oak(t)
	d.answer(2, file, "y\nN\nspare\n")
	if _, ds := d.review(); decided(ds) != "2 accept, 3 leave_out because spare" {
		t.Fatalf("kept is %q", decided(ds))
	}
	out := d.answer(0, file, "\ny\ny\n")
	inOrder(t, out, "Decided already: 2 of 3 rows to decide.", "3 of 3. Line 4: add.", "Saved: 2 rows")
	if strings.Contains(out, "Line 2: add") || strings.Contains(out, "Line 3: add") {
		t.Errorf("a decided row was read again:\n%s", out)
	}
	inOrder(t, d.said.String(), "Enter goes on at row 3 of 3, line 4, r goes through the decided ones again, q stops:", "Row 3 of 3, line 4. Accept it?")
	if out := d.run(t.Context(), 0, "users"); strings.Contains(out, "blake.moss") || !strings.Contains(out, "casey.reed") {
		t.Errorf("on record are:\n%s", out)
	}
	if list, err := d.store().AllReviews(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("the review is still open: %v %v", list, err)
	}
}

func TestImport_Plain_GoesThroughTheDecidedRowsAgain(t *testing.T) {
	d, file := oak(t)
	d.answer(2, file, "y\nN\nspare\ny\n")
	out := d.answer(0, file, "r\ny\ny\nn\ny\n")
	inOrder(t, out, "1 of 3. Line 2: add.", "Decided: accepted, by dana at ", "2 of 3. Line 3: add.", "Decided: left out, by dana at ", ": spare.",
		"3 of 3. Line 4: add.", "Saved: 2 rows")
	if out := d.run(t.Context(), 0, "users"); !strings.Contains(out, "blake.moss") || strings.Contains(out, "casey.reed") {
		t.Errorf("on record are:\n%s", out)
	}
	d.answer(2, d.file("more.csv", assign+"KC00000004,8000004,drew.park,Drew Park,student,B4\n"), "n\n")
	d.answer(1, d.dir+"/more.csv", "\nq\n")
	inOrder(t, d.said.String(), "Row 2 of 2, line 5. Accept it?", "stopped;")
}

func TestImport_Plain_AllDecidedGoesOnToTheQuestionToSave(t *testing.T) {
	d, file := oak(t)
	d.answer(2, file, "y\nn\ny\n")
	d.answer(1, file, "\nn\n")
	inOrder(t, d.said.String(), "Nothing is open. Enter goes on to the question whether to save", "Save? [y/N]", "nothing was saved, and what was decided is kept")
	d.answer(1, file, "perhaps\nq\n")
	inOrder(t, d.said.String(), "Please answer with Enter, r or q.", "stopped;")
	if d.users() != 0 {
		t.Error("something was saved")
	}
}

func TestImport_Plain_BackLaterAndWhatTheAnswersMean(t *testing.T) {
	d, file := oak(t)
	out := d.answer(0, file, "?\nb\ny\nl\nb\nn\ny\ny\n")
	said := d.said.String()
	inOrder(t, said, "At each question ? tells what the answers mean.", "Row 1 of 3, line 2. Accept it? y, n, N, l, e, a, d, q or ?:",
		"N: leave this row out, and say why.", "l: decide about this row later.", "Please answer y, n, N, l, e, a, d, q or ?.",
		"Row 2 of 3, line 3. Accept it? y, n, N, l, e, a, d, b, q or ?:", "Row 3 of 3, line 4.", "Row 2 of 3, line 3.", "Row 3 of 3, line 4.")
	inOrder(t, out, "Line 2: add", "Line 3: add", "Line 4: add", "Line 3: add", "Decided: put off, by dana", "Line 4: add", "Saved: 2 rows")
	if strings.Contains(out, "Put off, and left out") {
		t.Errorf("nothing is put off any more:\n%s", out)
	}
	d, file = oak(t)
	out = d.answer(0, file, "y\nl\ny\ny\n")
	inOrder(t, out, "Put off, and left out by a save now: 1 row, line 3.", "Saved: 2 rows")
}

func TestImport_Plain_TheRestLeavesAloneWhatWasDecided(t *testing.T) {
	d, file := oak(t)
	d.answer(2, file, "y\nb\nn\n") // line 2 is left out
	out := d.answer(0, file, "r\na\ny\n")
	inOrder(t, out, "Line 2: add", "Line 3: add", "Line 4: add", "Saved: 3 rows")
	d, file = oak(t)
	d.answer(2, file, "l\nn\n")
	if _, ds := d.review(); decided(ds) != "2 later, 3 leave_out" {
		t.Fatalf("kept is %q", decided(ds))
	}
	d.answer(0, file, "\na\ny\n") // goes on at line 2, which was put off
	if out := d.run(t.Context(), 0, "users"); strings.Contains(out, "blake.moss") || !strings.Contains(out, "casey.reed") || !strings.Contains(out, "avery.lane") {
		t.Errorf("on record are:\n%s", out)
	}
}

// TestImport_Plain_FindsWhatWasDecidedElsewhere decides as the console does, through the store.
func TestImport_Plain_FindsWhatWasDecidedElsewhere(t *testing.T) {
	d, file := oak(t)
	d.answer(1, file, "n\nq\n")
	r, _ := d.review()
	d.elsewhere(r.ID, store.Kept{
		Decisions: []store.Decision{{Line: 2, Verdict: store.VerdictAccept}, {Line: 4, Verdict: store.VerdictLeaveOut, Reason: "away"}},
		Mends:     []store.Mend{{Line: 3, Column: "Room", Value: "B9"}},
	})
	out := d.answer(0, file, "\ny\ny\n")
	inOrder(t, out, "Decided already: 2 of 3 rows to decide.", "Mended: 1 mend.", "2 of 3. Line 3: add.", "Room becomes B9.", `mended: Room was "B2" in the file, and is "B9"`, "Saved: 2 rows")
	if out := d.run(t.Context(), 0, "devices", "held:yes"); strings.Contains(out, "KC00000003") || !strings.Contains(out, "B9") {
		t.Errorf("held are:\n%s", out)
	}
}

// TestImport_Plain_WhatAnotherWindowDecidesIsToldAndAskedAgain lets the other window decide at a question: the one about
// a row, and the one whether to save.
func TestImport_Plain_WhatAnotherWindowDecidesIsToldAndAskedAgain(t *testing.T) {
	for name, c := range map[string]struct {
		before, after string // answers, before the other window decides and after
		order         []string
		out           []string
	}{
		"about a row": {"y\n", "y\ny\ny\n", []string{"Row 2 of 3", "Decided or mended in another window meanwhile: 1 row, line 4.", "[y/N]"}, []string{"Saved: 2 rows"}},
		"about that very row": {
			"y\ny\n", "y\nn\ny\n",
			[]string{"Row 3 of 3", "Decided or mended in another window meanwhile: 1 row, line 4.", "nothing was done by it", "Row 3 of 3", "[y/N]"},
			[]string{"Decided: left out, by dana at ", ": away.", "Saved: 2 rows"},
		},
		"whether to save": {
			"y\ny\ny\n", "y\ny\n",
			[]string{"[y/N]", "Decided or mended in another window meanwhile: 1 row, line 4.", "[y/N]"},
			[]string{"Again. Line 4: add.", "Decided: left out, by dana at ", ": away.", "Saved: 2 rows"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, file := oak(t)
			d.program.In = io.MultiReader(strings.NewReader(c.before), &meanwhile{
				change: func() {
					r, _ := d.review()
					_, err := d.store().Keep(t.Context(), r.ID, "dana", store.Kept{Decisions: []store.Decision{{Line: 4, Verdict: store.VerdictLeaveOut, Reason: "away"}}})
					if err != nil {
						t.Error(err)
					}
				},
				answer: strings.NewReader(c.after),
			})
			out := d.run(t.Context(), 0, "import", file, "--mode", "assign", "--plain")
			inOrder(t, d.said.String(), c.order...)
			inOrder(t, out, c.out...)
			if out := d.run(t.Context(), 0, "users"); strings.Contains(out, "casey.reed") {
				t.Errorf("what was left out in the other window was saved:\n%s", out)
			}
		})
	}
}

func TestImport_Plain_TellsWhatBecameOfAReviewThatIsOver(t *testing.T) {
	for name, c := range map[string]struct {
		end  func(st *store.Store, r store.Review) error
		says string
	}{
		"taken over": {func(st *store.Store, r store.Review) error {
			_, err := st.TakeOver(t.Context(), r.ID, "kim", "you are away")
			return err
		}, "review was taken over by kim at "},
		"saved": {func(st *store.Store, r store.Review) error {
			plan, err := importer.Preview(t.Context(), st, importer.Request{
				Name: r.FileName, Data: []byte(assign), Site: r.Site, Mode: template.ModeAssign, Operator: "dana",
			})
			if err == nil {
				_, err = plan.Save(t.Context(), st, "dana", r.ID, nil)
			}
			return err
		}, "this review was saved already, as save 2, by dana at "},
		"thrown away": {func(st *store.Store, r store.Review) error { return st.DiscardReview(t.Context(), r.ID, "dana") }, "was thrown away by dana at "},
	} {
		for _, at := range []string{"y\n", "y\ny\ny\n"} { // at a row, and at the question whether to save
			t.Run(name, func(t *testing.T) {
				d, file := oak(t)
				d.program.In = io.MultiReader(strings.NewReader(at), &meanwhile{
					change: func() {
						r, _ := d.review()
						if err := c.end(d.store(), r); err != nil {
							t.Error(err)
						}
					},
					answer: strings.NewReader("y\ny\ny\n"),
				})
				d.run(t.Context(), 1, "import", file, "--mode", "assign", "--plain")
				if !strings.Contains(d.said.String(), c.says) {
					t.Errorf("it said %q, want %q", d.said.String(), c.says)
				}
				if d.users() == 3 != (name == "saved") {
					t.Error("it was saved all the same")
				}
			})
		}
	}
}

// a row whose record moved since it was decided is told, and decided anew.
func TestImport_Plain_R85_ARowThatTurnedSaysSoAndIsAskedAgain(t *testing.T) {
	d, file := oak(t)
	d.answer(2, file, "y\ny\ny\n")
	storetest.Edit(t, d.store(), "robin", "KC00000002", map[store.Field]string{store.FieldRoom: "Library"})
	out := d.answer(2, file, "\n")
	inOrder(t, out, "Decided already: 2 of 3 rows to decide.", "2 of 3. Line 3: add.", "Room changes from Library to B2.", "R-85 warning",
		"Decided: accepted, by dana at ", "That is not in force any more")
	out = d.answer(2, file, "\ny\n") // cut again, but line 3 is decided as it is now
	if strings.Contains(out, "Saved") {
		t.Fatalf("saved without a yes:\n%s", out)
	}
	inOrder(t, d.answer(0, file, "\ny\n"), "Decided already: 3 of 3 rows to decide.", "Saved: 3 rows")
}

// a record that moves while it is asked whether to save holds its row back; the others are saved.
func TestImport_Plain_R85_ARecordThatMovesAtTheLastMomentIsHeldBack(t *testing.T) {
	d, file := oak(t)
	d.program.In = io.MultiReader(strings.NewReader("y\ny\ny\n"), &meanwhile{
		change: func() {
			storetest.Edit(t, d.store(), "robin", "KC00000002", map[store.Field]string{store.FieldRoom: "Library"})
		},
		answer: strings.NewReader("y\n"),
	})
	out := d.run(t.Context(), 1, "import", file, "--mode", "assign", "--plain")
	inOrder(t, out, "Records moved since the preview; held back (R-85): 1 row", "Line 3: held back.", "robin", "Saved: 2 rows")
}

func TestImport_Plain_OneReviewForEachOperator(t *testing.T) {
	d, file := oak(t)
	d.answer(2, file, "n\n")
	out := d.answer(1, file, "n\nq\n", "--operator", "kim")
	inOrder(t, out, "dana has a review of this file open, too: homeroom reviews show 1", "1 of 3. Line 2")
	st := d.store()
	list, err := st.AllReviews(t.Context())
	if err != nil || len(list) != 2 {
		t.Fatalf("open are %v, %v", list, err)
	}
	d.answer(1, file, "n\nq\n", "--header-line", "1")
	inOrder(t, d.run(t.Context(), 0, "reviews"), "dana", "kim", "dana", "3 open reviews")
	if out := d.answer(1, file, "\nq\n"); !strings.Contains(out, "You have another open review of this file, read otherwise: homeroom reviews show 3") {
		t.Errorf("the other reading is not told:\n%s", out)
	}
}

// The flags decide and mend what nobody decided or mended before, and that is kept like an answer.
func TestImport_Plain_WhatTheFlagsDoIsKept(t *testing.T) {
	d, _ := oak(t)
	file := d.file("sick.csv", sick)
	d.answer(2, file, "", "--mend")
	r, _ := d.review()
	want := []store.Mend{{Line: 2, Column: "Asset Tag", Value: "8000001"}, {Line: 3, Column: "Serial Number", Value: "KC00000002"}, {Line: 5}}
	if !slices.Equal(r.Mends, want) {
		t.Errorf("kept are %v", r.Mends)
	}
	inOrder(t, d.answer(0, file, "a\ny\n"), "3 mends", "Saved: 3 rows")
}

func TestImport_Plain_LookingAtAFileLeavesNothingBehind(t *testing.T) {
	d, file := oak(t)
	d.answer(1, file, "q\n")
	if list, err := d.store().AllReviews(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("open are %v, %v", list, err)
	}
}

// Both windows begin the review at the same moment: it is one, and what the other decided is told.
func TestImport_Plain_BegunInAnotherWindowMeanwhile(t *testing.T) {
	d, file := oak(t)
	other := newDesk(t)
	other.program.Database = d.program.Database
	other.program.In = strings.NewReader("y\nl\nn\n")
	d.program.In = &meanwhile{
		change: func() {
			command := plain.Command(other.program)
			command.SetArgs([]string{"import", file, "--mode", "assign", "--plain"})
			if code := plain.Report(io.Discard, command.ExecuteContext(t.Context())); code != 2 {
				t.Errorf("the other window ended with %d", code)
			}
		},
		answer: strings.NewReader("y\ny\ny\n"),
	}
	d.run(t.Context(), 0, "import", file, "--mode", "assign", "--plain")
	inOrder(t, d.said.String(), "Row 1 of 3, line 2.", "Decided or mended in another window meanwhile: 2 rows, lines 3, 4.", "Row 2 of 3", "[y/N]")
	if out := d.run(t.Context(), 0, "users"); strings.Contains(out, "casey.reed") || !strings.Contains(out, "avery.lane") {
		t.Errorf("on record are:\n%s", out)
	}
}

func TestImport_Plain_TellsThatAColleagueTookTheReviewOver(t *testing.T) {
	d, file := oak(t)
	d.answer(2, file, "N\naway\n")
	r, _ := d.review()
	d.run(t.Context(), 0, "reviews", "take-over", "1", "--word", "you are ill", "--operator", "kim")
	if out := d.answer(1, file, "q\n"); !strings.Contains(out, "kim took your review of this file over at ") || !strings.Contains(out, "saying “you are ill”: homeroom reviews show 1") {
		t.Errorf("it said:\n%s", out)
	}
	out := d.answer(1, file, "\nq\n", "--operator", "kim")
	inOrder(t, out, "Decided already: 1 of 3 rows to decide.", "2 of 3. Line 3")
	if now, ds := d.review(); now.ID != r.ID || decided(ds) != "2 leave_out because away" || ds[0].Operator != "dana" {
		t.Errorf("after that there is %+v with %v", now, ds)
	}
}

// what is taken in from another window is compared with the records as they are by then. A row that turned is asked
// about again, also after an answer for all the rest.
func TestImport_Plain_R85_ARowThatTurnsMeanwhileIsAskedAboutAgain(t *testing.T) {
	for _, before := range []string{"y\ny\ny\n", "a\n"} {
		d, file := oak(t)
		d.program.In = io.MultiReader(strings.NewReader(before), &meanwhile{
			change: func() {
				storetest.Edit(t, d.store(), "robin", "KC00000002", map[store.Field]string{store.FieldRoom: "Library"})
				r, _ := d.review()
				if _, err := d.store().Keep(t.Context(), r.ID, "dana", store.Kept{Decisions: []store.Decision{{Line: 4, Verdict: store.VerdictLeaveOut}}}); err != nil {
					t.Error(err)
				}
			},
			answer: strings.NewReader("y\ny\ny\n"),
		})
		out := d.run(t.Context(), 0, "import", file, "--mode", "assign", "--plain")
		inOrder(t, d.said.String(), "3 new users. Save? [y/N]", "meanwhile: 1 row, line 4.", "Row 2 of 3, line 3. Accept it?", "2 new users.", "Save? [y/N]")
		inOrder(t, out, "Again. Line 4: add.", "2 of 3. Line 3: add.", "R-85 warning", "Library", "Saved: 2 rows")
	}
}
