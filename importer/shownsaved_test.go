package importer_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"homeroom/importer"
	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// A file that is replaced under the preview changes nothing: what was shown is saved, kept and hashed.
func TestSave_AFileReplacedUnderThePreviewChangesNothing(t *testing.T) {
	for _, format := range []string{"csv", "xlsx"} {
		s := newSchool(t)
		s.device(mini)
		shown := file(t, format, row{serial: mini.Serial, id: "ana", position: "S", room: "1"})
		other := file(t, format, row{serial: mini.Serial, id: "eve", position: "S", room: "666"})
		path := filepath.Join(t.TempDir(), "assign."+format)
		put := func(data []byte) {
			t.Helper()
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		put(shown)
		data, err := sheet.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		p := s.request(importer.Request{Name: path, Data: data, Mode: template.ModeAssign, Site: oak})
		changes, hash := p.Changes(), p.SHA256
		put(other) // written over, in the same file
		if err := p.Mend(store.Mend{Line: 2, Column: "Full Name", Value: "Ana"}); err != nil {
			t.Fatal(err)
		}
		if err := p.Unmend(store.Mend{Line: 2, Column: "Full Name"}); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		put(other) // and put in its place
		act := s.save(p).Act
		if d := s.deviceNow(mini.Serial); d.Username != "ana" || d.Room != "1" || s.userNow("eve") != nil {
			t.Errorf("%s: saved is %+v", format, d)
		}
		kept, err := s.st.ImportFile(context.Background(), act)
		if err != nil || !bytes.Equal(kept, shown) {
			t.Errorf("%s: another file is kept, %v", format, err)
		}
		r := s.read(act)
		if r.Act.Import.SHA256 != hash || r.Cells(2)[3].Value != "ana" || len(r.Rows[0].Entries) != len(changes) {
			t.Errorf("%s: the import is %+v, %v", format, r.Act.Import, r.Cells(2))
		}
		for i, e := range r.Rows[0].Entries {
			if e.Key != changes[i].Key || !slices.Equal(e.Fields, changes[i].Fields) {
				t.Errorf("%s: the history says %v, shown was %v", format, e.Fields, changes[i].Fields)
			}
		}
	}
}

// The import keeps how its file was read, its content and its mends; how far the save is can be seen.
func TestSave_TellsHowFarItIsAndKeepsHowTheFileWasRead(t *testing.T) {
	s := newSchool(t)
	p := s.mixed("csv")
	var stages []store.Stage
	outcome, err := p.Save(t.Context(), s.st, "lead", 0, func(at store.Progress) {
		if n := len(stages); n == 0 || stages[n-1] != at.Stage {
			stages = append(stages, at.Stage)
		}
	})
	want := []store.Stage{store.StageCheck, store.StageHistory, store.StageRows, store.StageRecords, store.StageCommit}
	if err != nil || outcome.Saved != 1 || !slices.Equal(stages, want) {
		t.Fatalf("%+v, %v; the stages are %v", outcome, err, stages)
	}
	im := s.read(outcome.Act).Act.Import
	if im.Encoding != "UTF-8" || im.Delimiter != "comma" || im.HeaderLine != 1 || im.Content != p.Content() || !slices.Equal(im.Mends, p.Mends()) || len(im.Mends) != 1 {
		t.Errorf("kept is %+v", im)
	}
}

// Cancelled before the commit nothing is saved, and the plan can be saved still. Cancelled after it, it is saved.
func TestSave_CanBeCancelledUntilTheCommit(t *testing.T) {
	for look := int64(1); ; look++ {
		s := newSchool(t)
		p := s.mixed("csv")
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		before, _ := s.st.Latest(context.Background())
		outcome, err := p.Save(storetest.AtLook(ctx, look, cancel), s.st, "lead", 0, nil)
		after, _ := s.st.Latest(context.Background())
		if err == nil {
			if look < 6 || outcome.Saved != 1 || after == before {
				t.Errorf("cancelled at look %d, too late: %+v", look, outcome)
			}
			return
		}
		if store.CodeOf(err) != store.CodeCancelled || after != before || outcome.Act != 0 {
			t.Errorf("cancelled at look %d: %+v, %v", look, outcome, err)
		}
		if outcome = s.save(p); outcome.Saved != 1 {
			t.Errorf("cancelled at look %d, and saved then: %+v", look, outcome)
		}
	}
}

// Where what was saved cannot be read back, that is told with its number, and never that nothing was saved.
func TestSave_TellsWhenWhatWasSavedCannotBeReadBack(t *testing.T) {
	s := newSchool(t)
	p := s.fourMinis()
	outcome, err := p.Save(storetest.AtLook(t.Context(), 4, func() {
		_ = s.st.Close() // what is under way ends; nothing is read any more
	}), s.st, "lead", 0, nil)
	if store.CodeOf(err) != store.CodeInDoubt || outcome.Act == 0 {
		t.Fatalf("%+v, %v", outcome, err)
	}
	contains(t, err.Error(), "this was saved as import ")
}

func TestMend_RefusesAValueThatIsNoText(t *testing.T) {
	s := newSchool(t)
	p := s.fourMinis()
	for _, value := range []string{"a\x1b[2J", "\x00", "\xff"} {
		err := p.Mend(store.Mend{Line: 2, Column: "Room", Value: value})
		if store.CodeOf(err) != store.CodeInvalid || p.Mended() != 0 {
			t.Errorf("%q: %v", value, err)
		}
	}
}
