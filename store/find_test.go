package store_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// scanned is a small school with records that are easily mistaken.
func scanned(t *testing.T) *store.Store {
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	storetest.MustDevice(t, s,
		store.Device{Serial: "C02XK1ZZJG5H", AssetTag: "2000001", Site: "OAK", Username: "ada.byrne", FullName: "Ada Byrne"},
		store.Device{Serial: "SDMPX1000002", AssetTag: "0012345", Site: "OAK"}, // begins with S itself
		store.Device{Serial: "DMPX10000003", AssetTag: "5000003", Site: "OAK"},
		store.Device{Serial: "F9O1XK000004", AssetTag: "5000004", Site: "OAK"},
	)
	storetest.MustUser(t, s,
		store.User{UserID: "Ada.Byrne", FullName: "Ada Byrne", Email: "ada@oak.example", ManagedAppleAccount: "ada.byrne@oak.example"},
		store.User{UserID: "5000003", FullName: "Numbered Person"},
	)
	return s
}

func keysOf(found []store.Found) string {
	var keys []string
	for _, f := range found {
		keys = append(keys, string(f.Record)+" "+f.Key)
		if (f.Device != nil) != (f.Record == store.KindDevice) || (f.User != nil) != (f.Record == store.KindUser) {
			keys = append(keys, "without its record")
		}
	}
	return strings.Join(keys, ", ")
}

func TestFind_UnderstandsWhatScannersAndFingersSend(t *testing.T) {
	s := scanned(t)
	for in, want := range map[string]string{
		"2000001":                 "device C02XK1ZZJG5H",
		"C02XK1ZZJG5H":            "device C02XK1ZZJG5H",
		" c02xk1zzjg5h\r\n":       "device C02XK1ZZJG5H",
		"SC02XK1ZZJG5H":           "device C02XK1ZZJG5H",
		"sc02xk1zzjg5h\n":         "device C02XK1ZZJG5H",
		"SDMPX1000002":            "device SDMPX1000002",
		"SSDMPX1000002":           "device SDMPX1000002",
		"\ufeff0012345\t":         "device SDMPX1000002",
		"12345":                   "", // an asset tag is text
		"ADA.BYRNE":               "user Ada.Byrne",
		"Ada.Byrne@OAK.example":   "user Ada.Byrne",
		"5000003":                 "device DMPX10000003, user 5000003",
		"S2000001":                "",
		"":                        "",
		" \n":                     "",
		"ada' OR 1=1 --":          "",
		"\x1b]52;c;aGFja2Vk\x07":  "",
		strings.Repeat("S", 5000): "",
	} {
		found, err := s.Find(context.Background(), in)
		if err != nil || keysOf(found) != want {
			t.Errorf("%.40q found %q (%v), want %q", in, keysOf(found), err, want)
		}
	}
}

func TestNear_OffersTheLikeliestFirstAndSaysWhatDiffers(t *testing.T) {
	s := scanned(t)
	for in, want := range map[string]string{
		"12345":        "device SDMPX1000002: differs by leading zeros",
		"F901XK000004": "device F9O1XK000004: characters that look alike",
		"FGO1XK000004": "device F9O1XK000004: one character differs",
		"DMPX10000030": "device DMPX10000003: one character differs", // two neighbours in the wrong order
		"SDMPX1000030": "device SDMPX1000002: two characters differ",
		"ada.bryne":    "user Ada.Byrne: one character differs",
		"C02XK":        "device C02XK1ZZJG5H: begins with it",
		"JG5H":         "device C02XK1ZZJG5H: ends with it",
		"XK1Z":         "device C02XK1ZZJG5H: contains it",
		"byrne ada":    "device C02XK1ZZJG5H: by name",
		"ada@oak":      "user Ada.Byrne: by name",
		"zz zz zz":     "",
		"X":            "",
		"":             "",
	} {
		near, err := s.Near(context.Background(), in, 5)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(near) > 0 {
			got = keysOf(near[:1]) + ": " + near[0].Why
		}
		if !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%q is near %q, want %q", in, got, want)
		}
	}
}

func TestNear_KeepsToItsLimitAndToTheOrder(t *testing.T) {
	s := scanned(t)
	near, err := s.Near(context.Background(), "5000003", 2)
	if err != nil || len(near) != 2 {
		t.Fatalf("%v, %v", near, err)
	}
	all, err := s.Near(context.Background(), "500000", 9)
	if err != nil || len(all) != 3 || !slices.IsSortedFunc(all, func(a, b store.Found) int { return strings.Compare(a.Why, b.Why) * -1 }) {
		t.Errorf("%s, %v", keysOf(all), err)
	}
	if none, err := s.Near(context.Background(), "500000", 0); err != nil || none != nil {
		t.Errorf("%v, %v", none, err)
	}
}
