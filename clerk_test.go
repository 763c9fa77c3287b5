package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// clerk is a process that works on the records as a screen does, for the tests that need many, or one under faults. Its
// first word says what it does; it writes what it has done to standard output, and a failure, with exit code 2, to
// standard error.
func clerk() {
	ctx := context.Background()
	st, err := store.Open(ctx, os.Getenv("HOMEROOM_DB"), store.Options{})
	if err == nil {
		err = clerks()[os.Args[1]](ctx, st, os.Args[2:])
		st.Close()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	fmt.Println("Kept")
}

// clerks are what a clerk can do.
func clerks() map[string]func(context.Context, *store.Store, []string) error {
	return map[string]func(context.Context, *store.Store, []string) error{
		"begin": func(ctx context.Context, st *store.Store, _ []string) error {
			_, _, err := beginReview(ctx, st, "again.csv", "assign")
			return err
		},
		"decide": func(ctx context.Context, st *store.Store, _ []string) error {
			_, err := st.Keep(ctx, 1, "tester", store.Kept{Decisions: []store.Decision{
				{Line: 2, Verdict: store.VerdictLeaveOut, Reason: "asked for twice"}, {Line: 3, Verdict: store.VerdictLater}, {Line: 4, Verdict: store.VerdictAccept},
			}})
			return err
		},
		"mend": func(ctx context.Context, st *store.Store, _ []string) error {
			_, err := st.Keep(ctx, 1, "tester", store.Kept{Mends: []store.Mend{{Line: 5, Column: "Full Name", Value: "Late Invented3"}}})
			return err
		},
		"throw away": func(ctx context.Context, st *store.Store, _ []string) error {
			return st.DiscardReview(ctx, 1, "tester")
		},
		"count up":    countUp,
		"work a term": workTerm,
	}
}

// markFile is a database of its own beside the records, in which a clerk acknowledges what it has done.
const markFile = "mark"

// workTerm reviews a file, imports it, takes it back, imports it again, moves all devices so many times, and ends and
// begins again. Every step is one save, and is acknowledged before the next begins.
func workTerm(ctx context.Context, st *store.Store, args []string) error {
	edits, err := strconv.Atoi(args[0])
	if err != nil {
		return err
	}
	mark, err := sql.Open("sqlite3", "file:"+filepath.Join(filepath.Dir(st.Path()), markFile)+"?_journal_mode=OFF&_sync=0")
	if err != nil {
		return err
	}
	defer mark.Close()
	steps := reviewSteps(ctx, st)
	for i := range edits {
		steps = append(steps, func() error { return move(ctx, st, fmt.Sprint(i)) })
	}
	for i, step := range steps {
		if err := step(); err != nil {
			return fmt.Errorf("step %d: %w", i+1, err)
		}
		if _, err := mark.Exec(fmt.Sprintf("PRAGMA user_version = %d", i+1)); err != nil {
			return err
		}
	}
	return resume(ctx, st, mark, len(steps))
}

// resume ends and begins again, twice, with an edit between.
func resume(ctx context.Context, st *store.Store, mark *sql.DB, done int) error {
	for i := range 2 {
		if err := st.Close(); err != nil {
			return err
		}
		next, err := store.Open(ctx, st.Path(), store.Options{})
		if err != nil {
			return err
		}
		defer next.Close()
		if err := move(ctx, next, fmt.Sprint("after break ", i)); err != nil {
			return err
		}
		if _, err := mark.Exec(fmt.Sprintf("PRAGMA user_version = %d", done+i+1)); err != nil {
			return err
		}
		st = next
	}
	return nil
}

// reviewSteps are a review from its beginning to its save, the undo of that and the undo of the undo.
func reviewSteps(ctx context.Context, st *store.Store) []func() error {
	var (
		review  store.Review
		version int64
		saved   int64
	)
	return []func() error{
		func() (err error) {
			review, _, err = beginReview(ctx, st, "again.csv", "assign")
			return err
		},
		func() (err error) {
			version, err = st.Keep(ctx, review.ID, "tester", store.Kept{Decisions: []store.Decision{{Line: 2, Verdict: store.VerdictLeaveOut}, {Line: 3, Verdict: store.VerdictAccept}}})
			return err
		},
		func() (err error) {
			version, err = st.Keep(ctx, review.ID, "tester", store.Kept{Mends: []store.Mend{{Line: 5, Column: "Position", Value: "student"}}})
			return err
		},
		func() error {
			data, err := os.ReadFile("again.csv")
			if err != nil {
				return err
			}
			plan, err := importer.Preview(ctx, st, importer.Request{Name: "again.csv", Data: data, Template: "mlti", Mode: template.ModeAssign, Site: "OAK", Operator: "tester"})
			if err != nil {
				return err
			}
			plan.ReviewVersion = version
			out, err := plan.Save(ctx, st, "tester", review.ID, nil)
			saved = out.Act
			return err
		},
		func() error { return takeBack(ctx, st, &saved) },
		func() error { return takeBack(ctx, st, &saved) },
	}
}

// takeBack undoes a save, and answers the number of that.
func takeBack(ctx context.Context, st *store.Store, save *int64) error {
	undo, err := st.PlanUndo(ctx, "tester", store.UndoRequest{Act: *save})
	if err != nil {
		return err
	}
	receipt, err := st.Apply(ctx, undo.Act, undo.Changes)
	*save = receipt.Act
	return err
}

// move puts all devices into a room, in one save.
func move(ctx context.Context, st *store.Store, room string) error {
	var serials []string
	for n := range 60 {
		serials = append(serials, countedSerial(n))
	}
	records, err := st.Records(ctx, edit.Wanted(store.KindDevice, serials, nil))
	if err != nil {
		return err
	}
	desk := edit.On(records)
	var changes []store.Change
	for _, serial := range serials {
		changes = append(changes, desk.Set(store.KindDevice, serial, []edit.Value{{Field: store.FieldRoom, Text: room}}).Changes...)
	}
	_, err = st.Apply(ctx, store.Act{Operator: "tester", Kind: store.ActEdit, Title: "move"}, changes)
	return err
}
