package store_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// titles tells which records a list of entries is about, and where a device came to.
func titles(list []store.Entry) string {
	var words []string
	for i := range list {
		e := &list[i]
		what := string(e.Record) + " " + e.Key
		for _, f := range e.Fields {
			if f.Field == store.FieldUsername || f.Field == store.FieldRoom || f.Field == store.FieldPhone {
				what += " " + f.Field.Label() + "=" + f.New
			}
		}
		words = append(words, what)
	}
	return strings.Join(words, "; ")
}

// At a site where User IDs are serial numbers, a person and a device answer to the same name.
func TestHistory_R12_OfAUserIDThatIsASerialNumberIsThePersonsWhenAskedForAUser(t *testing.T) {
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	storetest.MustDevice(t, s, store.Device{Serial: "DMPX10000001", Site: "OAK", Username: "DMPX10000001"}, store.Device{Serial: "DMPX10000002", Site: "OAK"})
	if _, err := s.HistoryOf(ctx, store.KindUser, "DMPX10000001"); store.CodeOf(err) != store.CodeNotFound {
		t.Errorf("a placeholder is nobody: %v", err)
	}
	storetest.MustUser(t, s, store.User{UserID: "DMPX10000001", FullName: "Ada Byrne"})
	storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldRoom: "12"})
	storetest.Edit(t, s, "kim", "DMPX10000002", map[store.Field]string{store.FieldUsername: "dmpx10000001"})
	storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldUsername: ""})
	storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldUsername: "DMPX10000001"})
	renameTo(t, s, "dmpx10000001", "ada")
	storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldUsername: "DMPX10000001"})
	for _, c := range []struct {
		kind      store.Kind
		key, want string
	}{
		{store.KindUser, "DMPX10000001", "user dmpx10000001; device DMPX10000002 Username=dmpx10000001; " +
			"device DMPX10000001 Username=; device DMPX10000001 Username=DMPX10000001; user dmpx10000001; user ada; " +
			"device DMPX10000001 Username=ada; device DMPX10000002 Username=ada; device DMPX10000001 Username=DMPX10000001"},
		{store.KindDevice, "DMPX10000001", "device DMPX10000001 Username=DMPX10000001; device DMPX10000001 Room=12; " +
			"device DMPX10000001 Username=; device DMPX10000001 Username=DMPX10000001; device DMPX10000001 Username=ada; device DMPX10000001 Username=DMPX10000001"},
		{store.KindSite, "OAK", "site OAK"},
	} {
		list, err := s.HistoryOf(ctx, c.kind, c.key)
		if got := titles(list); err != nil || got != c.want {
			t.Errorf("%s %s: %s, %v, want %s", c.kind, c.key, got, err, c.want)
		}
	}
	for _, kind := range []store.Kind{store.KindUser, store.KindSite} {
		if _, err := s.HistoryOf(ctx, kind, "nobody"); store.CodeOf(err) != store.CodeNotFound || !strings.Contains(err.Error(), "no "+string(kind)+" is or was on record under nobody") {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func TestBiography_OfSomebodyWhomOnlyADeviceNames(t *testing.T) {
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	storetest.MustDevice(t, s, store.Device{Serial: "DMPX10000001", Site: "OAK", Username: "Bo.Quill"})
	b, err := s.Biography(ctx, "bo.quill")
	if err != nil || b.Key != "Bo.Quill" || b.Name != "" || !b.Gone || len(b.Holdings) != 1 {
		t.Errorf("%+v, %v", b, err)
	}
}
