package procedure_test

import (
	"context"
	"errors"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
	"homeroom/store/storetest"
)

func TestStart_RefusesWhatCannotBeMeant(t *testing.T) {
	s := newSchool(t)
	storetest.MustDevice(t, s.st, store.Device{Serial: "OAKMINI00009", Model: "iPad mini", Site: oak, Username: "old.id"})
	for name, c := range map[string]struct {
		procedure.Request
		code store.Code
		told []string
	}{
		"no procedure":       {procedure.Request{Procedure: "dance"}, store.CodeNotFound, []string{`no procedure "dance"`, "removal, adding, replacement"}},
		"nobody":             {procedure.Request{Procedure: "removal"}, store.CodeInvalid, []string{"no person is named"}},
		"R-01":               {procedure.Request{Procedure: "adding", UserID: "d-f", Devices: []string{spareSerial}}, store.CodeInvalid, []string{"letters, digits and . @ _ only", "(R-01)"}},
		"unknown person":     {procedure.Request{Procedure: "removal", UserID: "nobody"}, store.CodeInvalid, []string{"nobody has the User ID nobody"}},
		"R-02":               {procedure.Request{Procedure: "adding", UserID: "fay", Devices: []string{spareSerial}}, store.CodeInvalid, []string{"User ID fay belongs to somebody at site FERN", "(R-02)"}},
		"R-11":               {procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{appleTVSerial}}, store.CodeInvalid, []string{"an Apple TV", "(R-11)"}},
		"no device":          {procedure.Request{Procedure: "adding", UserID: "cem"}, store.CodeInvalid, []string{"Adding needs 1 device"}},
		"unknown device":     {procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{"9\x1b"}}, store.CodeNotFound, []string{"no device 9␛ is on record"}},
		"not theirs":         {procedure.Request{Procedure: "removal", UserID: "cem", Devices: []string{takenSerial}}, store.CodeInvalid, []string{"2000003 is not cem's: Bo Tan (bo.tan) holds it"}},
		"one device twice":   {procedure.Request{Procedure: "replacement", Devices: []string{macSerial, "2000001"}}, store.CodeInvalid, []string{"named twice"}},
		"one device":         {procedure.Request{Procedure: "replacement", Devices: []string{macSerial}}, store.CodeInvalid, []string{"name the old device and the new one"}},
		"nobody has the old": {procedure.Request{Procedure: "replacement", Devices: []string{spareSerial, macSerial}}, store.CodeInvalid, []string{"nobody holds MacBook Air 11\" 2000002, the old device", "begin adding"}},
		"an old Apple TV":    {procedure.Request{Procedure: "replacement", Devices: []string{appleTVSerial, macSerial}}, store.CodeInvalid, []string{"7000001 is an Apple TV", "(R-11)"}},
		"another has it":     {procedure.Request{Procedure: "replacement", UserID: "cem", Devices: []string{macSerial, spareSerial}}, store.CodeInvalid, []string{"2000001 is not cem's: Ada Byrne"}},
		"theirs already":     {procedure.Request{Procedure: "replacement", Devices: []string{macSerial, padSerial}}, store.CodeInvalid, []string{"is theirs already: choose another device"}},
		"two sites":          {procedure.Request{Procedure: "replacement", Devices: []string{macSerial, fernSerial}}, store.CodeInvalid, []string{"3000001 belongs to site FERN (Fern School) (R-02)"}},
		"no site":            {procedure.Request{Procedure: "start-of-year", Site: "a b"}, store.CodeInvalid, []string{"is not a site code"}},
		"unknown site":       {procedure.Request{Procedure: "end-of-year", Site: "elm"}, store.CodeNotFound, []string{"site ELM is not on record"}},
		"the note":           {procedure.Request{Procedure: "removal", UserID: "ada.byrne", Note: "\x1b"}, store.CodeInvalid, []string{"the note cannot be kept"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := procedure.Start(context.Background(), s.st, me, c.Request)
			if store.CodeOf(err) != c.code {
				t.Fatalf("it answers %v", err)
			}
			s.tells(err.Error(), c.told...)
		})
	}
	if list, err := procedure.List(context.Background(), s.st); err != nil || list != nil {
		t.Errorf("on record: %v %v", list, err)
	}
}

func TestStart_OneThatIsAboutTheSameAsAnOpenOneIsRefused(t *testing.T) {
	s := newSchool(t)
	s.removal()
	s.start(procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{spareSerial}})
	s.start(procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{takenSerial}}) // the same person, who does not leave
	s.start(procedure.Request{Procedure: "start-of-year", Site: oak})
	s.start(procedure.Request{Procedure: "start-of-year", Site: fern})
	s.start(procedure.Request{Procedure: "end-of-year", Site: oak})
	for _, c := range []struct {
		procedure.Request
		number, about, title string
	}{
		{procedure.Request{Procedure: "removal", UserID: "Ada.Byrne"}, "1", "ada.byrne", "Removal of Ada Byrne (ada.byrne)"},
		{procedure.Request{Procedure: "adding", UserID: "Ada.Byrne", Devices: []string{fernSerial}}, "1", "ada.byrne", "Removal of Ada Byrne (ada.byrne)"},
		{procedure.Request{Procedure: "adding", UserID: "dee", Devices: []string{macSerial}}, "1", `MacBook Air 11" 2000001`, "Removal of Ada Byrne (ada.byrne)"},
		{procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{spareSerial}}, "2", `MacBook Air 11" 2000002`, `Adding Cem Aydin (cem) to MacBook Air 11" 2000002`},
		{procedure.Request{Procedure: "adding", UserID: "dee", Devices: []string{spareSerial}}, "2", `MacBook Air 11" 2000002`, `Adding Cem Aydin (cem) to MacBook Air 11" 2000002`},
		{procedure.Request{Procedure: "removal", UserID: "bo.tan"}, "3", `MacBook Air 11" 2000003`, `Adding Cem Aydin (cem) to MacBook Air 11" 2000003`},
		{procedure.Request{Procedure: "removal", UserID: "cem"}, "3", "cem", `Adding Cem Aydin (cem) to MacBook Air 11" 2000003`},
		{procedure.Request{Procedure: "replacement", Devices: []string{takenSerial, spareSerial}}, "3", `MacBook Air 11" 2000003`, `Adding Cem Aydin (cem) to MacBook Air 11" 2000003`},
		{procedure.Request{Procedure: "start-of-year", Site: "oak"}, "4", "this site", "Start of year at OAK (Oak Hill School)"},
	} {
		_, err := procedure.Start(context.Background(), s.st, colleague, c.Request)
		var overlap *procedure.OverlapError
		if !errors.As(err, &overlap) || overlap.Number != c.number || store.CodeOf(err) != store.CodeConflict {
			t.Errorf("%v: %v", c.Request, err)
			continue
		}
		s.tells(err.Error(), "checklist "+c.number+" is open already, with "+me+", and about "+c.about+", too: "+c.title, "go on with that one, or abandon it first")
	}
}

func TestStart_ADeviceThatAPersonWhoIsRemovedHasGotSinceIsTheRemovals(t *testing.T) {
	s := newSchool(t)
	s.removal()
	s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, spareSerial, "ada.byrne") })
	_, err := procedure.Start(context.Background(), s.st, colleague, procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{spareSerial}})
	if store.CodeOf(err) != store.CodeConflict {
		t.Fatal(err)
	}
	s.tells(err.Error(), `and about MacBook Air 11" 2000002, too`)
}

func TestStart_AfterTheOtherIsAbandonedOrDoneItCanBeBegun(t *testing.T) {
	s := newSchool(t)
	r := procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{spareSerial}}
	s.abandon(s.start(r))
	s.finish(s.start(r))
	s.start(procedure.Request{Procedure: "removal", UserID: "cem"})
}

func TestStart_AnOpenOneThatThisProgramDoesNotKnowKeepsItsDevices(t *testing.T) {
	s := newSchool(t)
	c := store.Checklist{
		Number: "1", Procedure: "repair", UserID: "cem", Devices: spareSerial, Site: oak, State: store.ChecklistOpen, Owner: colleague, Step: "send",
	}
	storetest.Apply(t, s.st, store.Change{Record: store.KindChecklist, Key: "1", Fields: store.ChecklistFields(c)})
	_, err := procedure.Start(context.Background(), s.st, me, procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{spareSerial}})
	if err == nil {
		t.Fatal("begun")
	}
	s.tells(err.Error(), "checklist 1 is open already, with "+colleague, "2000002, too: repair")
}

func TestReplacement_R30_OfSomebodyWithoutAUserRecordIsNotBegun(t *testing.T) {
	s := newSchool(t)
	storetest.MustDevice(t, s.st, store.Device{Serial: "OAKMINI00009", Model: "iPad mini", Site: oak, Username: "old.id"})
	r := procedure.Request{Procedure: "replacement", Devices: []string{"OAKMINI00009", spareSerial}}
	_, err := procedure.Start(context.Background(), s.st, me, r)
	if store.CodeOf(err) != store.CodeInvalid {
		t.Fatal(err)
	}
	s.tells(err.Error(), "User ID old.id is not on record: make the user record first")
	storetest.MustUser(t, s.st, store.User{UserID: "old.id", FullName: "Old Hand", Site: oak})
	w := s.start(r)
	s.byHand(func(r *store.Records) edit.Plan { return edit.Clear(r, "OAKMINI00009") })
	storetest.Apply(t, s.st, edit.Deletion(s.user("old.id")))
	s.tells(s.refuses(w, "find-records", store.CodeInvalid), "User ID old.id is not on record: make the user record first")
}
