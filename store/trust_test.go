package store_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// Four consoles count up the same room number; each tries again when another was first.
func TestApply_ManyConsolesLoseNoUpdate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "homeroom.db")
	first := storetest.OpenAt(t, path)
	storetest.MustSite(t, first, store.Site{Code: "OAK"})
	storetest.MustDevice(t, first, store.Device{Serial: "DMPX10000001", Site: "OAK", Room: "0"})
	const consoles, each = 4, 25
	var wg sync.WaitGroup
	for n := range consoles {
		s := storetest.OpenAt(t, path)
		wg.Go(func() {
			for done := 0; done < each; {
				d, err := s.Device(ctx, "DMPX10000001")
				if err != nil {
					t.Error(err)
					return
				}
				count, _ := strconv.Atoi(d.Room)
				act := edit
				act.Operator = fmt.Sprint("console ", n)
				_, err = s.Apply(ctx, act, []store.Change{setRoom(d, strconv.Itoa(count+1))})
				var moved *store.ConflictError
				switch {
				case err == nil:
					done++
				case !errors.As(err, &moved):
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	if room := device(t, first, "DMPX10000001").Room; room != strconv.Itoa(consoles*each) {
		t.Errorf("%s updates of %d were kept", room, consoles*each)
	}
	faults, stats, err := first.Verify(ctx)
	if err != nil || len(faults) > 0 || stats.Entries != consoles*each+2 {
		t.Error(faults, stats, err)
	}
}

func TestApply_TellsTheTruthWhenTheDatabaseCannotWrite(t *testing.T) {
	for name, script := range map[string]string{
		"a statement fails": `CREATE TRIGGER full BEFORE INSERT ON history BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
		"the commit fails": `CREATE TABLE tied (code TEXT REFERENCES sites (code) DEFERRABLE INITIALLY DEFERRED);
			CREATE TRIGGER tie AFTER INSERT ON acts BEGIN INSERT INTO tied VALUES ('NOSUCH'); END`,
	} {
		t.Run(name, func(t *testing.T) {
			s := school(t)
			raw(t, s.Path(), script)
			_, err := s.Apply(ctx, edit, []store.Change{setRoom(device(t, s, "DMPX10000001"), "12")})
			if store.CodeOf(err) != store.CodeNotSaved || !strings.Contains(err.Error(), "nothing was saved") {
				t.Fatalf("got %v", err)
			}
			if device(t, s, "DMPX10000001").Room != "" {
				t.Fatal("it was saved all the same")
			}
			if faults, stats, err := s.Verify(ctx); err != nil || len(faults) > 0 || stats.Entries != 4 {
				t.Fatal(faults, stats, err)
			}
		})
	}
}

func TestReads_OfAClosedStoreSayWhatToDo(t *testing.T) {
	s := school(t)
	must(t, s.Close())
	for name, err := range map[string]error{
		"devices": second(s.Devices(ctx)), "users": second(s.Users(ctx)), "sites": second(s.Sites(ctx)),
		"device": second(s.Device(ctx, "x")), "history": second(s.History(ctx, "x")), "acts": second(s.Acts(ctx, 1)),
		"records": second(s.Records(ctx, store.Wanted{})), "reviews": second(s.Reviews(ctx, "kim")),
		"undo": second(s.PlanUndo(ctx, "kim", store.UndoRequest{Act: 1})), "latest": second(s.Latest(ctx)),
	} {
		if store.CodeOf(err) != store.CodeUnreadable || !strings.Contains(err.Error(), "homeroom verify") {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := s.Apply(ctx, edit, []store.Change{{Record: store.KindSite, Key: "ELM", Fields: store.SiteFields(store.Site{Code: "ELM"})}})
	if store.CodeOf(err) != store.CodeNotSaved {
		t.Error(err)
	}
	if _, err := s.Keep(ctx, 1, "kim", store.Kept{}); store.CodeOf(err) != store.CodeNotSaved {
		t.Error(err)
	}
}

func second[T any](_ T, err error) error { return err }
