package store_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/storetest"
)

// onDays puts a device on record at every given moment and returns the store.
func onDays(t *testing.T, at map[string]time.Time) *store.Store {
	t.Helper()
	var now time.Time
	s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "h.db"), store.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	serials := make([]string, 0, len(at))
	for serial := range at {
		serials = append(serials, serial)
	}
	slices.SortFunc(serials, func(a, b string) int { return at[a].Compare(at[b]) })
	now = at[serials[0]]
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	for _, serial := range serials {
		now = at[serial]
		storetest.MustDevice(t, s, store.Device{Serial: serial, Site: "OAK"})
	}
	return s
}

func TestQuery_FindsWhatWasChangedWhen(t *testing.T) {
	zone := time.FixedZone("elsewhere", -5*3600)
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, zone)
	s := onDays(t, map[string]time.Time{
		"LASTYEAR01": now.AddDate(-1, -2, 0),
		"OCTOBER001": time.Date(2026, 10, 2, 12, 0, 0, 0, zone),
		"EIGHTDAYS1": now.AddDate(0, 0, -8),
		"SIXDAYS001": now.AddDate(0, 0, -6),
		"LATENIGHT1": time.Date(2026, 11, 19, 23, 30, 0, 0, zone), // already the 20th by Greenwich
		"TODAY00001": time.Date(2026, 11, 20, 0, 30, 0, 0, zone),
	})
	timeline, err := s.Timeline(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	devices, err := s.Devices(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"changed:<7d":                    "SIXDAYS001 LATENIGHT1 TODAY00001",
		"changed:7d":                     "SIXDAYS001 LATENIGHT1 TODAY00001",
		"changed:>7d":                    "LASTYEAR01 OCTOBER001 EIGHTDAYS1",
		"!changed:<7d":                   "LASTYEAR01 OCTOBER001 EIGHTDAYS1",
		"changed:<12h":                   "LATENIGHT1 TODAY00001",
		"changed:<2w":                    "EIGHTDAYS1 SIXDAYS001 LATENIGHT1 TODAY00001",
		"changed:>1m":                    "LASTYEAR01 OCTOBER001",
		"changed:>1y":                    "LASTYEAR01",
		"changed:today":                  "TODAY00001",
		"changed:yesterday":              "LATENIGHT1",
		"changed:2026-11-19":             "LATENIGHT1",
		"changed:<2026-10-02":            "LASTYEAR01",
		"changed:<=2026-10-02":           "LASTYEAR01 OCTOBER001",
		"changed:>2026-11-19":            "TODAY00001",
		"changed:>=2026-11-19":           "LATENIGHT1 TODAY00001",
		"changed:2026-10-01..2026-11-12": "OCTOBER001 EIGHTDAYS1",
		"changed:>=today":                "TODAY00001",
		"changed:2027-01-01":             "",
		"changed:<7d serial:six":         "SIXDAYS001",
	} {
		q, err := store.ParseQuery(store.KindDevice, query)
		if err != nil || !q.Dated() {
			t.Errorf("%s: dated %v, %v", query, q.Dated(), err)
			continue
		}
		unmeasured := q.Device(&devices[0])
		if strings.HasPrefix(query, "!") != unmeasured {
			t.Errorf("%s finds %v before it was measured", query, unmeasured)
		}
		measured := q.Measure(store.Clock{Now: now, Timeline: timeline})
		var got []string
		for i := range devices {
			if measured.Device(&devices[i]) {
				got = append(got, devices[i].Serial)
			}
		}
		if !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("%s found %v, want %s", query, got, want)
		}
	}
}

func TestQuery_R04_KindIsTheSortOfDeviceAsTheListShowsIt(t *testing.T) {
	mini := store.Device{Serial: "A", AssetTag: "5000001", Model: "whatever"}
	old := store.Device{Serial: "B", AssetTag: "658934", Model: `MacBook 13"`}
	for query, want := range map[string][2]bool{
		`kind:"ipad mini"`: {true, false}, "kind:macbook": {false, true}, "kind:caching": {false, false},
		"kind:mini,macbook": {true, true}, "model:whatever": {true, false},
	} {
		q, err := store.ParseQuery(store.KindDevice, query)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]bool{q.Device(&mini), q.Device(&old)}; got != want {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
}

func TestQuery_CommasMeanEitherAndQuotesKeepThem(t *testing.T) {
	u := func(position string) *store.User {
		return &store.User{UserID: "x", Position: position, FullName: "Doe, Jane"}
	}
	for query, want := range map[string][3]bool{
		"position:teacher,staff": {true, true, false},
		"position:,staff":        {false, true, true},
		`name:"doe, jane"`:       {true, true, true},
		`name:"doe, john"`:       {false, false, false},
		"doe,":                   {true, true, true}, // a comma in a word is a comma
		`""`:                     {true, true, true}, // nothing is in everything
	} {
		q, err := store.ParseQuery(store.KindUser, query)
		if err != nil {
			t.Fatal(err)
		}
		if got := [3]bool{q.User(u("teacher"), 0), q.User(u("staff"), 0), q.User(u(""), 0)}; got != want {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
}

func TestQuery_CountsDevices(t *testing.T) {
	for query, want := range map[string]string{
		"devices:0": "0", "devices:>1": "23", "devices:>=1": "123", "devices:<2": "01", "devices:<=2": "012", "devices:=3": "3", "several:yes": "23",
	} {
		q, err := store.ParseQuery(store.KindUser, query)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for n := range 4 {
			if q.User(&store.User{UserID: "x"}, n) {
				got += string(rune('0' + n))
			}
		}
		if got != want {
			t.Errorf("%s finds those with %s, want %s", query, got, want)
		}
	}
}

func TestQuery_SaysWhatItDidNotUnderstand(t *testing.T) {
	for query, says := range map[string]string{
		"rom:12":                         `no field "rom"`,
		"changed:":                       "is not a date that changed: understands",
		"changed:<7q":                    "“<7q” is not a date",
		"changed:tomorrow":               "is not a date",
		"changed:2026-02-30":             "is not a date",
		"changed:2026-11-01..soon":       "is not a range of days",
		"changed:2026-11-20..2026-11-01": "2026-11-20..2026-11-01 ends before it begins",
		"changed:today..yesterday":       "ends before it begins",
		"changed:<99999999d":             "is not a date",
		"changed:\x1b[31m":               "␛",
		"devices:2":                      `no field "devices"`,
		"departing:yes":                  `no field "departing"`,
		"kind:mini managed:x room:1":     `no field "managed"`,
	} {
		_, err := store.ParseQuery(store.KindDevice, query)
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%s: %v, want %s", query, err, says)
		}
	}
	for query, says := range map[string]string{"rom:12": "did you mean room?", "usrname:x": "did you mean username?", "colour:red": "the fields are serial, "} {
		_, err := store.ParseQuery(store.KindDevice, query)
		var e *store.Error
		if e, _ = err.(*store.Error); e == nil || !strings.Contains(e.Remedy, says) {
			t.Errorf("%s: %+v, want %s", query, e, says)
		}
	}
	if _, err := store.ParseQuery(store.KindUser, "devices:many"); err == nil || !strings.Contains(err.Error(), "devices is a number") {
		t.Error(err)
	}
}

func TestPresets_AreQueriesWithKeysOfTheirOwn(t *testing.T) {
	for _, kind := range []store.Kind{store.KindDevice, store.KindUser} {
		keys := map[string]bool{}
		for _, p := range store.Presets(kind) {
			if q, err := store.ParseQuery(kind, p.Query); err != nil || q.Empty() {
				t.Errorf("%s: %v", p.Name, err)
			}
			if keys[p.Key] || p.Name == "" {
				t.Errorf("%s: the key %s is taken", p.Name, p.Key)
			}
			keys[p.Key] = true
		}
	}
}

func TestPresets_R62_UsersWithoutAManagedAppleAccount(t *testing.T) {
	i := slices.IndexFunc(store.Presets(store.KindUser), func(p store.Preset) bool { return strings.Contains(p.Name, "Managed Apple Account") })
	q, err := store.ParseQuery(store.KindUser, store.Presets(store.KindUser)[i].Query)
	if err != nil || !q.User(&store.User{UserID: "a"}, 0) || q.User(&store.User{UserID: "b", ManagedAppleAccount: "b@x.example"}, 0) {
		t.Error("the preset does not find exactly those without", err)
	}
}

func TestTimeline_KnowsWhenAVersionWasWritten(t *testing.T) {
	day := time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC)
	s := onDays(t, map[string]time.Time{"FIRST00001": day, "SECOND0001": day.AddDate(0, 0, 3)})
	timeline, err := s.Timeline(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for serial, want := range map[string]time.Time{"FIRST00001": day, "SECOND0001": day.AddDate(0, 0, 3)} {
		d, err := s.Device(context.Background(), serial)
		if err != nil || !timeline.At(d.Version).Equal(want) {
			t.Errorf("%s: %v, %v", serial, timeline.At(d.Version), err)
		}
	}
	if !timeline.At(0).IsZero() {
		t.Error("a record that was never written has a time")
	}
}

func TestParseDay_ReadsDaysAsPeopleTypeThem(t *testing.T) {
	now := time.Date(2026, 11, 22, 15, 0, 0, 0, time.FixedZone("here", 3600))
	for in, want := range map[string]string{"today": "2026-11-22", " yesterday ": "2026-11-21", "2026-02-28": "2026-02-28"} {
		day, err := store.ParseDay(in, now)
		if err != nil || day.Format(time.DateOnly+" 15:04") != want+" 00:00" || day.Location() != now.Location() {
			t.Errorf("%s: %v, %v", in, day, err)
		}
	}
	if _, err := store.ParseDay("22.11.", now); err == nil || !strings.Contains(err.Error(), "is not a day") {
		t.Error(err)
	}
}
