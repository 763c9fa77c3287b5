package importer_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/store"
)

// public is the JSON object as the console's page has it.
type public struct {
	Template, Mode, Site, File, SHA256 string
	NewSite                            bool `json:"new_site"`
	Rows, Mended                       int
	Counts                             map[string]int
	UnknownColumns                     []string `json:"unknown_columns"`
	Notes                              []importer.Note
	SavedBefore                        string `json:"saved_before"`
	Items                              []struct {
		Line     int
		Status   string
		Serial   string
		AssetTag string `json:"asset_tag"`
		UserID   string `json:"user_id"`
		Changes  []struct{ Record, Key, Field, Old, New string }
		Notes    []importer.Note
		Mends    []struct{ Column, Old, New string }

		Reason, Turned string
		DecidedBy      string `json:"decided_by"`
	}
	ImportID *int64 `json:"import_id"`
	Saved    *int
}

func decode(t testing.TB, p *importer.Plan, o *importer.Outcome) (public, string) {
	t.Helper()
	var b bytes.Buffer
	if err := p.WriteJSON(&b, o); err != nil {
		t.Fatal(err)
	}
	var got public
	dec := json.NewDecoder(strings.NewReader(b.String()))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&got); err != nil {
		t.Fatalf("%v in %s", err, b.String())
	}
	return got, b.String()
}

func TestJSON_IsThePublicObject(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	s.person(store.User{UserID: "ana", Site: oak}, mini2.Serial)
	p := s.assign(
		row{tag: mini.AssetTag, serial: mini.Serial, id: "bo", name: "Bo \"B\" \\ Quill", room: "1"},
		row{serial: mini2.Serial, id: "ana"},
		row{serial: mini2.Serial, kind: "Apple TV"},
	)
	got, text := decode(t, p, nil)
	if got.Template != "mlti" || got.Mode != "assign" || got.Site != oak || got.File != "test.csv" || got.SHA256 != p.SHA256 ||
		got.Rows != 3 || len(got.Counts) != 7 || got.Counts["add"] != 1 || got.Counts["left_out"] != 1 {
		t.Errorf("object is %+v", got)
	}
	if got.ImportID != nil || got.Saved != nil || strings.Contains(text, "null") {
		t.Errorf("preview has an import, or null: %s", text)
	}
	item := got.Items[0]
	if item.Line != 2 || item.Status != "add" || item.Serial != mini.Serial || item.AssetTag != mini.AssetTag || item.UserID != "bo" {
		t.Errorf("item is %+v", item)
	}
	found := false
	for _, c := range item.Changes {
		found = found || c.Record == "device" && c.Key == mini.Serial && c.Field == "full_name" && c.Old == "" && c.New == "Bo \"B\" \\ Quill"
	}
	if !found || len(got.Items[1].Changes) != 0 || got.Items[2].Notes[0].Rule != "R-11" {
		t.Errorf("items are %+v", got.Items)
	}
	outcome := s.save(p)
	got, _ = decode(t, p, &outcome)
	if got.ImportID == nil || *got.ImportID != outcome.Act || *got.Saved != 1 {
		t.Errorf("the import is %v, %v", got.ImportID, got.Saved)
	}
}

func TestJSON_NothingInItActsOnATerminal(t *testing.T) {
	s := newSchool(t)
	const hostile = "Zoë\u202e\u200b 😀 \U000e0041x"
	p := s.inventory(
		row{serial: "OAKNEW000001", name: hostile},
		row{serial: "OAKNEW000002", id: "bad\x1b[2J\u009b\x7f"},
	)
	statuses(t, p, add, failed)
	got, text := decode(t, p, nil)
	for _, r := range text {
		if r != '\n' && r < ' ' || r >= 0x7f && r < 0xa0 || strings.ContainsRune("\u202e\u200b\U000e0041", r) {
			t.Errorf("%U is written as it is", r)
		}
	}
	contains(t, text, "Zoë", "😀", `\u001b`)
	for _, c := range got.Items[0].Changes {
		if c.Field == "full_name" && c.New != hostile {
			t.Errorf("the name came back as %q", c.New)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestJSON_GivesTheWritersError(t *testing.T) {
	s := newSchool(t)
	if err := s.inventory(row{serial: "OAKNEW000001"}).WriteJSON(full{}, nil); err == nil {
		t.Error("a full disk goes unseen")
	}
}
