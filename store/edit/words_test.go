package edit_test

import (
	"bytes"
	"context"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// row is a row of the state's template: asset tag, serial number, device type, User ID, name, email, phone, position,
// room, delete.
type row [10]string

// imported is what an import of one row at OAK says under a rule.
func imported(t *testing.T, d *district, mode template.Mode, r row, rule string) (message, remedy string) {
	t.Helper()
	var file bytes.Buffer
	if err := template.MLTI().Write(&file, "csv", [][]string{r[:]}); err != nil {
		t.Fatal(err)
	}
	p, err := importer.Preview(context.Background(), d.st, importer.Request{Name: "a.csv", Data: file.Bytes(), Mode: mode, Site: oak})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range p.Rows[0].Notes {
		if n.Rule == rule {
			return n.Message, n.Remedy
		}
	}
	t.Fatalf("the import says nothing under %s: %+v", rule, p.Rows[0].Notes)
	return "", ""
}

func TestWords_AFormRefusesInTheSameWordsAsAnImport(t *testing.T) {
	zero := with(ana, store.FieldUserID, "04711")
	d := newDistrict(t, zero, teo, held(fernAir, bea), bea, mini, held(mini2, teo), with(air, store.FieldAssetTag, "0012345"),
		store.Device{Serial: "0123456789", Site: oak})
	assign := func(typed string) row { return row{1: mini.Serial, 3: typed, 7: "student"} }
	device := func(f store.Field, typed string) func(*store.Records) edit.Plan {
		return func(r *store.Records) edit.Plan { return set(r, mini, text(f, typed)) }
	}
	newDevice := func(serial string) func(*store.Records) edit.Plan {
		return func(r *store.Records) edit.Plan {
			return edit.New(r, store.KindDevice, []edit.Value{text(store.FieldSerial, serial), text(store.FieldSite, oak)})
		}
	}
	for _, c := range []struct {
		name string
		mode template.Mode
		row  row
		rule string
		form func(*store.Records) edit.Plan
	}{
		{"a User ID with a hyphen", template.ModeAssign, assign("a-b"), "R-01", device(store.FieldUsername, "a-b")},
		{"a User ID of another site", template.ModeAssign, assign("bea"), "R-02", device(store.FieldUsername, "bea")},
		{"a device of somebody else", template.ModeAssign, row{1: mini2.Serial, 3: "nils", 7: "student"}, "R-15", func(r *store.Records) edit.Plan {
			return edit.Assign(r, mini2.Serial, "04711")
		}},
		{"a User ID without its zero", template.ModeAssign, assign("4711"), "R-08", device(store.FieldUsername, "4711")},
		{"a User ID as a date", template.ModeAssign, assign("2018-05-01"), "R-08", device(store.FieldUsername, "2018-05-01")},
		{"a User ID in scientific notation", template.ModeAssign, assign("1.23E+11"), "R-08", device(store.FieldUsername, "1.23E+11")},
		{"a User ID with an invisible character", template.ModeAssign, assign("ana\u200b"), "R-08", device(store.FieldUsername, "ana\u200b")},
		{"a position that is none", template.ModeAssign, row{1: mini.Serial, 3: "nils", 7: "boss"}, "R-06", device(store.FieldPosition, "boss")},
		{"a phone that became a date", template.ModeInventory, row{1: mini.Serial, 6: "1-May-18"}, "R-08", device(store.FieldPhone, "1-May-18")},
		{"a tag with .0", template.ModeInventory, row{0: "5000001.0", 1: mini.Serial}, "R-08", device(store.FieldAssetTag, "5000001.0")},
		{"a tag that is another's", template.ModeInventory, row{0: "5000002", 1: mini.Serial}, "R-17", device(store.FieldAssetTag, "5000002")},
		{"a tag of another site", template.ModeInventory, row{0: "3000001", 1: mini.Serial}, "R-17", device(store.FieldAssetTag, "3000001")},
		{"a tag without its zeros", template.ModeInventory, row{0: "12345", 1: air.Serial}, "R-08", func(r *store.Records) edit.Plan {
			return set(r, air, text(store.FieldAssetTag, "12345"))
		}},
		{"a room that is no value", template.ModeInventory, row{1: mini.Serial, 8: "#REF!"}, "R-08", device(store.FieldRoom, "#REF!")},
		{"a name with a control character", template.ModeInventory, row{1: mini.Serial, 4: "Ana\x1bM"}, "R-08", device(store.FieldFullName, "Ana\x1bM")},
		{"a serial number that is too short", template.ModeInventory, row{1: "SHORT"}, "R-03", func(r *store.Records) edit.Plan {
			return edit.New(r, store.KindDevice, []edit.Value{text(store.FieldSerial, "SHORT"), text(store.FieldSite, oak)})
		}},
		{"a serial number of another site", template.ModeInventory, row{1: fernAir.Serial}, "R-17", func(r *store.Records) edit.Plan {
			return edit.New(r, store.KindDevice, []edit.Value{text(store.FieldSerial, fernAir.Serial), text(store.FieldSite, oak)})
		}},
		{"a serial number without its zero", template.ModeInventory, row{1: "123456789"}, "R-08", func(r *store.Records) edit.Plan {
			return edit.New(r, store.KindDevice, []edit.Value{text(store.FieldSerial, "123456789"), text(store.FieldSite, oak)})
		}},
		{"a serial number with look-alikes", template.ModeInventory, row{1: "0AKMIN10000I"}, "R-08", newDevice("0AKMIN10000I")},
		{"a serial number with the S of a label", template.ModeInventory, row{1: "S" + mini.Serial}, "R-03", newDevice("S" + mini.Serial)},
		{"a serial number with a curly apostrophe", template.ModeInventory, row{1: "’" + mini.Serial}, "R-08", newDevice("’" + mini.Serial)},
		{"a serial number with Cyrillic letters", template.ModeInventory, row{1: "ОАКMINI00009"}, "R-08", newDevice("ОАКMINI00009")},
		{"a class year as a day", template.ModeInventory, row{1: mini.Serial, 6: "43101"}, "R-08", device(store.FieldPhone, "43101")},
		{"a name of two scripts", template.ModeInventory, row{1: mini.Serial, 4: "Аna"}, "R-08", device(store.FieldFullName, "Аna")},
		{"a User ID with a Greek letter", template.ModeAssign, assign("bοb"), "R-08", device(store.FieldUsername, "bοb")},
	} {
		t.Run(c.name, func(t *testing.T) {
			message, remedy := imported(t, d, c.mode, c.row, c.rule)
			p := c.form(d.whole())
			for _, f := range p.Findings {
				if f.Rule == c.rule && f.Message == message && f.Remedy == remedy {
					return
				}
			}
			t.Errorf("the import says\n%s; %s\nand the form\n%s", message, remedy, words(p))
		})
	}
}
