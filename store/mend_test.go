package store_test

import (
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

func TestReview_MendsAreKeptLikeDecisions(t *testing.T) {
	s := school(t)
	r, _, err := s.OpenReview(ctx, assignReview, []byte("bytes"))
	must(t, err)
	v, err := s.Keep(ctx, r.ID, "kim", store.Kept{Mends: []store.Mend{{Line: 2, Column: "Asset Tag", Value: "1"}, {Line: 3}, {Column: "Serial Number", Value: "Asset Tag"}, {Line: 2, Column: "Asset Tag", Value: "0123"}}})
	if err != nil || v != r.Version+1 {
		t.Fatalf("version %d after a mend on %d, %v", v, r.Version, err)
	}
	want := []store.Mend{{Column: "Serial Number", Value: "Asset Tag"}, {Line: 2, Column: "Asset Tag", Value: "0123"}, {Line: 3}}
	again, _, err := s.OpenReview(ctx, assignReview, []byte("bytes"))
	if err != nil || again.ID != r.ID || again.Version != v || !slices.Equal(again.Mends, want) {
		t.Errorf("opened again it is %+v, %v", again, err)
	}
	if v, err = s.Keep(ctx, r.ID, "kim", store.Kept{Dropped: []store.Mend{want[0], {Line: 3}, {Line: 9, Column: "nothing there"}}}); err != nil || v != r.Version+2 {
		t.Errorf("version %d after mends were dropped, %v", v, err)
	}
	if found, _, _, err := s.Review(ctx, r.ID); err != nil || !slices.Equal(found.Mends, want[1:2]) {
		t.Errorf("left are %v, %v", found.Mends, err)
	}
	must(t, s.DiscardReview(ctx, r.ID, "kim"))
	for _, err := range []error{second(s.Keep(ctx, r.ID, "kim", store.Kept{Mends: []store.Mend{want[0]}})), second(s.Keep(ctx, r.ID, "kim", store.Kept{Dropped: []store.Mend{want[0]}}))} {
		if store.CodeOf(err) != store.CodeConflict || !strings.Contains(err.Error(), "thrown away") {
			t.Error(err)
		}
	}
}

// What a damaged identifier may have been is the same, whether a few records are read or all of them.
func TestRecords_R08_WhatADamagedIdentifierMayHaveBeen(t *testing.T) {
	s := school(t)
	for _, d := range []store.Device{
		{Serial: "C02O10000B01", AssetTag: "50OO1"},
		{Serial: "SAMESAME0001"},
		{Serial: "5AME5AME0001"},
		{Serial: "123456789012"},
		{Serial: "999996789012"},
		{Serial: "1234", AssetTag: "9999996"},
		{Serial: "200000000000"},
		{Serial: "200000000001"},
	} {
		d.Site = "OAK"
		storetest.MustDevice(t, s, d)
	}
	storetest.MustUser(t, s, store.User{UserID: "4711000", Site: "OAK"})
	values := []string{"C02OI00008OI", "SAMESAMEO00I", "50001", "NOTHINGLIKE1", "DMPX10000001"}
	rounded := []string{"1.23457E+11", "1.0E+12", "1.0E+07", "1.2E+3", "2.0E+11", "4.711E+06", "7.7E+99", "1.5E-3"}
	small := store.Wanted{Serials: []string{"DMPX10000001"}, Alike: values, Rounded: rounded}
	large := small
	for range 40 {
		large.Serials = append(large.Serials, "DMPX10000001")
	}
	for name, w := range map[string]store.Wanted{"by set": small, "whole": large} {
		r, err := s.Records(ctx, w)
		must(t, err)
		if r.Whole() != (name == "whole") {
			t.Errorf("%s: Whole is %v", name, r.Whole())
		}
		for _, c := range []struct {
			got  map[string]string
			want string
		}{
			{r.AlikeSerials(values), "C02OI00008OI=C02O10000B01"},
			{r.AlikeTags(values), "50001=50OO1"},
			{r.RoundedTo(store.FieldSerial, rounded), "1.0E+12=999996789012 1.23457E+11=123456789012 1.2E+3=1234"},
			{r.RoundedTo(store.FieldAssetTag, rounded), "1.0E+07=9999996"},
			{r.RoundedTo(store.FieldUserID, rounded), "4.711E+06=4711000"},
			{r.RoundedTo(store.FieldRoom, rounded), ""},
			{r.AlikeSerials(nil), ""},
		} {
			if got := listed(c.got); got != c.want {
				t.Errorf("%s: found is %q, want %q", name, got, c.want)
			}
		}
		if r.Device("C02O10000B01") == nil || r.DeviceByTag("50OO1") == nil || r.User("4711000") == nil {
			t.Errorf("%s: what was found is not in the picture", name)
		}
	}
}

func listed(found map[string]string) string {
	var words []string
	for value, key := range found {
		words = append(words, value+"="+key)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

func TestClassYear_R07_R08(t *testing.T) {
	for value, want := range map[string]string{
		"2018-01-01": "2018", "2018-01-01 00:00:00": "2018", "2018-01-01T00:00:00Z": "2018", "1/1/2018": "2018", "01.01.2018": "2018", "1/1/18": "2018",
		"43101": "2018", "1905-07-10": "2018", "7/10/1905": "2018",
		"2018-05-01": "", "2018-01-01 08:00": "", "43102": "", "20180": "", "1/2/2018": "", "7/8/1905": "", "2018-13-01": "", "2018-02-30": "",
		"1812-01-01": "", "2018": "", "": "", "1905-01-01": "",
	} {
		if got, ok := store.ClassYear(value); got != want || ok != (want != "") {
			t.Errorf("%q is %q (%v), want %q", value, got, ok, want)
		}
	}
}
