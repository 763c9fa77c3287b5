package store_test

import (
	"fmt"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

var assignReview = store.Review{
	Operator: "kim", Site: "OAK", Template: "mlti", Mode: "assign", FileName: "assign.csv", SHA256: "abc", Latest: 3,
}

func TestReview_IsFoundAgainWithItsDecisions(t *testing.T) {
	s := school(t)
	r, ds, err := s.OpenReview(ctx, assignReview, []byte("bytes"))
	if err != nil || len(ds) != 0 || r.ID == 0 {
		t.Fatal(r, ds, err)
	}
	decide(t, s, r.ID, store.Decision{Line: 2, Verdict: store.VerdictLeaveOut}, store.Decision{Line: 3, Verdict: store.VerdictLater})
	if v := decide(t, s, r.ID, store.Decision{Line: 2, Verdict: store.VerdictAccept}); v != r.Version+2 {
		t.Errorf("version %d after two decisions on %d", v, r.Version)
	}
	again, ds, err := s.OpenReview(ctx, assignReview, []byte("bytes"))
	if err != nil || again.ID != r.ID || len(ds) != 2 || ds[0].Verdict != store.VerdictAccept || ds[1].Verdict != store.VerdictLater {
		t.Fatal(again, ds, err)
	}
	_, ds, file, err := s.Review(ctx, r.ID)
	if err != nil || string(file) != "bytes" || len(ds) != 2 {
		t.Fatal(ds, string(file), err)
	}
	list, err := s.Reviews(ctx, "kim")
	if err != nil || len(list) != 1 || list[0].Later != 1 || list[0].FileName != "assign.csv" {
		t.Fatal(list, err)
	}
	if list, _ := s.Reviews(ctx, "lee"); len(list) != 0 {
		t.Fatal("somebody else's review is listed")
	}
}

func TestReview_EndsWithItsSaveOrWhenThrownAway(t *testing.T) {
	s := school(t)
	saved, _, err := s.OpenReview(ctx, assignReview, nil)
	must(t, err)
	act := edit
	act.Review = saved.ID
	receipt, err := s.Apply(ctx, act, []store.Change{setRoom(device(t, s, "DMPX10000001"), "1")})
	must(t, err)
	r, _, _, err := s.Review(ctx, saved.ID)
	if err != nil || r.State != store.ReviewSaved || r.Act != receipt.Act {
		t.Fatal(r, err)
	}
	other, _, err := s.OpenReview(ctx, assignReview, nil)
	if err != nil || other.ID == saved.ID {
		t.Fatal("a saved review was opened again", err)
	}
	must(t, s.DiscardReview(ctx, other.ID, "kim"))
	for _, err := range []error{
		s.DiscardReview(ctx, other.ID, "kim"),
		second(s.Keep(ctx, other.ID, "kim", store.Kept{Decisions: []store.Decision{{Line: 2, Verdict: store.VerdictAccept}}})),
	} {
		if store.CodeOf(err) != store.CodeConflict || !strings.Contains(err.Error(), "thrown away") {
			t.Fatal(err)
		}
	}
	if _, err := s.Keep(ctx, saved.ID, "kim", store.Kept{}); store.CodeOf(err) != store.CodeConflict || !strings.Contains(err.Error(), fmt.Sprint("as save ", receipt.Act)) {
		t.Fatal(err)
	}
	if _, _, _, err := s.Review(ctx, 99); store.CodeOf(err) != store.CodeNotFound {
		t.Fatal(err)
	}
	if list, _ := s.Reviews(ctx, "kim"); len(list) != 0 {
		t.Fatal(list)
	}
}

func decide(t *testing.T, s *store.Store, review int64, ds ...store.Decision) int64 {
	t.Helper()
	version, err := s.Keep(ctx, review, "kim", store.Kept{Decisions: ds})
	must(t, err)
	return version
}

// Two windows on one review: what the other one decided is not saved unseen.
func TestReview_IsNotSavedOverAnotherWindowsDecisions(t *testing.T) {
	s := school(t)
	r, _, err := s.OpenReview(ctx, assignReview, nil)
	must(t, err)
	decide(t, s, r.ID, store.Decision{Line: 2, Verdict: store.VerdictLeaveOut})
	act := edit
	act.Review, act.ReviewVersion = r.ID, r.Version
	change := setRoom(device(t, s, "DMPX10000001"), "1")
	if _, err := s.Apply(ctx, act, []store.Change{change}); store.CodeOf(err) != store.CodeConflict || !strings.Contains(err.Error(), "another window") {
		t.Fatal(err)
	}
	if device(t, s, "DMPX10000001").Room != "" {
		t.Fatal("it was saved all the same")
	}
	act.ReviewVersion++
	if _, err := s.Apply(ctx, act, []store.Change{change}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(ctx, act, []store.Change{setRoom(device(t, s, "DMPX10000001"), "2")}); store.CodeOf(err) != store.CodeConflict {
		t.Fatal("a review was saved twice", err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestRecords_SetsAndWholeGiveTheSamePicture(t *testing.T) {
	s := school(t)
	for i := range 40 { // enough that three serials are a small part
		storetest.MustDevice(t, s, store.Device{Serial: "FILLER0000" + string(rune('A'+i%26)) + string(rune('A'+i/26)), Site: "OAK"})
	}
	storetest.MustDevice(t, s, store.Device{Serial: "C02X10000003", AssetTag: "3000003", Site: "OAK", Username: "ada.byrne"})
	storetest.MustUser(t, s, store.User{UserID: "leaving", FullName: "Cy Leaving", Site: "OAK", Departing: true})
	small := store.Wanted{Site: "OAK", Serials: []string{"DMPX10000001"}}
	large := small
	for range 20 {
		large.Serials = append(large.Serials, "DMPX10000001", "DMPX10000002")
	}
	for name, w := range map[string]store.Wanted{"by set": small, "whole": large} {
		r, err := s.Records(ctx, w)
		must(t, err)
		if d := r.Device("DMPX10000001"); d == nil || d.AssetTag != "5000001" {
			t.Errorf("%s: device %+v", name, d)
		}
		if held := r.HeldBy("ADA.BYRNE"); len(held) != 2 {
			t.Errorf("%s: Ada holds %d devices", name, len(held))
		}
		if u := r.User("Ada.Byrne"); u == nil || u.FullName != "Ada Byrne" {
			t.Errorf("%s: user %+v", name, u)
		}
		if r.SiteDevices() != 43 || len(r.Departing()) != 1 || r.Departing()[0] != "Cy Leaving" {
			t.Errorf("%s: %d devices, departing %v", name, r.SiteDevices(), r.Departing())
		}
		if site, ok := r.Site(); !ok || site.Name != "Oak Middle" {
			t.Errorf("%s: site %+v", name, site)
		}
	}
	storetest.MustSite(t, s, store.Site{Code: "ELM"})
	storetest.MustUser(t, s, store.User{UserID: "half.gone", FullName: "Di Half", Departing: true})
	storetest.MustDevice(t, s, store.Device{Serial: "C02X10000004", Site: "ELM", Username: "half.gone"})
	elm, err := s.Records(ctx, store.Wanted{Site: "ELM"})
	must(t, err)
	if len(elm.Departing()) != 1 || elm.Departing()[0] != "Di Half" {
		t.Errorf("R-14: departing at ELM, where a device is still held: %v", elm.Departing())
	}
	byTag, err := s.Records(ctx, store.Wanted{AssetTags: []string{"3000003"}, UserIDs: []string{"dmpx10000002"}})
	must(t, err)
	if byTag.DeviceByTag("3000003") == nil || byTag.Device("DMPX10000002") == nil {
		t.Error("a tag, or a User ID that is a serial (R-12), was not looked up")
	}
	if byTag.Choose("OAK"); byTag.SiteDevices() != 43 {
		t.Error("the site chosen later is not counted")
	}
}

func TestRead_BegunAheadGivesTheSamePicture(t *testing.T) {
	s := school(t)
	wanted := func() store.Wanted { return store.Wanted{Site: "OAK", Serials: []string{"DMPX10000001"}} }
	for name, rows := range map[string]int{"a large file": 1 << 20, "a small one": 1} {
		r, err := s.Read(ctx, rows).Records("OAK", wanted)
		must(t, err)
		var d store.Device
		var place store.Place
		if !r.Look("DMPX10000001", &d, &place) || d.AssetTag != "5000001" || r.Look("NOSUCHSERIAL", &d, &place) {
			t.Errorf("%s: device %+v", name, d)
		}
		if !r.Look("DMPX10000002", &d, &place) || d.AssetTag != "5000002" || !r.HasDevice("DMPX10000002") {
			t.Errorf("%s: the next device is %+v", name, d)
		}
		if !r.HasUser("ADA.BYRNE", &place) || r.HasUser("nobody", &place) || r.SiteDevices() != 2 {
			t.Errorf("%s: users are not found", name)
		}
	}
	must(t, s.Close())
	if _, err := s.Read(ctx, 1<<20).Records("OAK", wanted); store.CodeOf(err) != store.CodeUnreadable {
		t.Error(err)
	}
}

func TestEach_ShowsEveryRecordOnce(t *testing.T) {
	s := school(t)
	var seen []string
	must(t, s.Each(ctx, func(d *store.Device) { seen = append(seen, d.Serial+" "+d.Username) }, func(u *store.User) { seen = append(seen, u.UserID) }))
	if got := strings.Join(seen, "; "); got != "DMPX10000001 Ada.Byrne; DMPX10000002 ; Ada.Byrne" {
		t.Error(got)
	}
}

// A file of thousands of rows can still be small beside what is on record: then sets are looked up after all.
func TestRead_LooksUpSetsBesideALargeDatabase(t *testing.T) {
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	var changes []store.Change
	for i := range 20_100 {
		d := store.Device{Serial: fmt.Sprintf("DMPX%08d", i), Site: "OAK", Room: fmt.Sprint(i)}
		changes = append(changes, store.Change{Record: store.KindDevice, Key: d.Serial, Fields: store.DeviceFields(d)})
	}
	storetest.Apply(t, s, changes...)
	r, err := s.Read(ctx, 5000).Records("OAK", func() store.Wanted { return store.Wanted{Site: "OAK", Serials: []string{"DMPX00000007"}} })
	must(t, err)
	if d := r.Device("DMPX00000007"); d == nil || d.Room != "7" || r.HasDevice("DMPX00000008") || r.SiteDevices() != 20_100 {
		t.Errorf("device %+v of %d", d, r.SiteDevices())
	}
	whole, err := s.Read(ctx, 6000).Records("OAK", nil)
	must(t, err)
	for i := range 20_100 {
		if d := whole.Device(fmt.Sprintf("DMPX%08d", i)); d == nil || d.Room != fmt.Sprint(i) {
			t.Fatalf("device %d is %+v", i, d)
		}
	}
}

func TestRecords_WithoutADatabase(t *testing.T) {
	r := store.NewRecords([]store.Site{{Code: "OAK"}},
		[]store.Device{{Serial: "A", Site: "OAK", Username: "X"}, {Serial: "B", Site: "ELM", AssetTag: "1", Username: "x"}},
		[]store.User{{UserID: "X", Site: "OAK", Departing: true}}, "OAK")
	if r.SiteDevices() != 1 || len(r.HeldBy("x")) != 2 || r.Departing()[0] != "X" || r.DeviceByTag("1").Serial != "B" || r.User("y") != nil {
		t.Fatalf("%+v", r)
	}
}

// A file that is read in another way has other rows: nothing that was decided on or mended goes to them.
func TestReview_ReadOtherwiseIsAnotherOne(t *testing.T) {
	s := school(t)
	found, _, err := s.OpenReview(ctx, assignReview, []byte("bytes"))
	must(t, err)
	decide(t, s, found.ID, store.Decision{Line: 2, Verdict: store.VerdictLeaveOut})
	_, err = s.Keep(ctx, found.ID, "kim", store.Kept{Mends: []store.Mend{{Line: 3, Column: "Asset Tag", Value: "1"}}})
	must(t, err)
	for _, read := range []store.Review{{Encoding: "Mac Roman"}, {Delimiter: "semicolon"}, {HeaderLine: 3}} {
		other := assignReview
		other.Encoding, other.Delimiter, other.HeaderLine = read.Encoding, read.Delimiter, read.HeaderLine
		r, ds, err := s.OpenReview(ctx, other, []byte("bytes"))
		if err != nil || r.ID == found.ID || len(ds)+len(r.Mends) != 0 {
			t.Errorf("read as %+v it is review %d with %v and %v, %v", read, r.ID, ds, r.Mends, err)
		}
		decide(t, s, r.ID, store.Decision{Line: 9, Verdict: store.VerdictLater})
		kept, ds, _, err := s.Review(ctx, r.ID)
		if err != nil || len(ds) != 1 || kept.Encoding != read.Encoding || kept.Delimiter != read.Delimiter || kept.HeaderLine != read.HeaderLine {
			t.Errorf("found again it is %+v with %v, %v", kept, ds, err)
		}
		if again, _, _ := s.OpenReview(ctx, other, []byte("bytes")); again.ID != r.ID {
			t.Errorf("read as %+v again it is review %d, not %d", read, again.ID, r.ID)
		}
	}
	again, ds, err := s.OpenReview(ctx, assignReview, []byte("bytes"))
	if err != nil || again.ID != found.ID || len(ds) != 1 || len(again.Mends) != 1 {
		t.Errorf("as found it is %+v with %v, %v", again, ds, err)
	}
}
