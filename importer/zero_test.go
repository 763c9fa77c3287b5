package importer_test

import (
	"fmt"
	"testing"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

func TestImport_R08_AUserIDThatLostItsZeroIsNamed(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	s.person(store.User{UserID: "012345", FullName: "Ana Mendes", Site: oak}, air.Serial)
	s.person(store.User{UserID: "0054321", FullName: "Ida Quill", Site: fern})
	for _, mode := range []template.Mode{template.ModeAssign, template.ModeInventory} {
		p := s.at(oak, mode, row{serial: mini.Serial, id: "12345", position: "S"})
		statuses(t, p, failed)
		contains(t, note(t, p.Rows[0].Notes, "R-08", severe).Message, "leading zero", "012345", "Ana Mendes")
		p = s.at(oak, mode, row{serial: mini.Serial, id: "54321", position: "S"})
		statuses(t, p, failed)
		n := note(t, p.Rows[0].Notes, "R-08", severe)
		contains(t, n.Message, "leading zero", "FERN")
		without(t, n.Message, "0054321", "Ida")
	}
}

func TestImport_R08_AUserIDThatIsOnRecordAsItStandsLostNothing(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	s.person(store.User{UserID: "012345", FullName: "Ana Mendes", Site: oak}, air.Serial)
	s.person(store.User{UserID: "12345", FullName: "Bo Quill", Site: oak}, mini.Serial)
	s.device(mini2)
	p := s.assign(row{serial: mini.Serial, id: "12345"}, row{serial: air.Serial, id: "012345"})
	statuses(t, p, same, same)
	p = s.assign(row{serial: mini2.Serial, id: "12345"})
	statuses(t, p, heldBack)
	silent(t, p.Rows[0].Notes, "R-08")
}

func TestImport_R08_AnAssetTagThatLostItsZeroIsNamed(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "OAKOLD000001", AssetTag: "0123456", Model: "MacBook"})
	s.device(store.Device{Serial: "FERNOLD00001", AssetTag: "0654321", Model: "MacBook", Site: fern})
	for _, mode := range template.MLTI().Modes {
		for _, serial := range []string{"", "OAKNONE00001"} {
			if mode == template.ModeRevoke && serial == "" {
				continue // without Delete the row is left out; with it, it is R-20's
			}
			p := s.at(oak, mode, row{tag: "123456", serial: serial, id: "ana", del: map[bool]string{true: serial}[mode == template.ModeRevoke]})
			statuses(t, p, failed)
			contains(t, note(t, p.Rows[0].Notes, "R-08", severe).Message, "leading zero", "0123456")
			p = s.at(oak, mode, row{tag: "654321", serial: serial, id: "ana", del: map[bool]string{true: serial}[mode == template.ModeRevoke]})
			n := note(t, p.Rows[0].Notes, "R-08", severe)
			contains(t, n.Message, "leading zero", "FERN")
			without(t, n.Message, "0654321", "FERNOLD00001")
		}
	}
	p := s.inventory(row{tag: "123456", serial: "OAKOLD000001"})
	statuses(t, p, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-08", severe).Message, "0123456")
}

func TestImport_R08_TwoLostZerosOfASerialNumber(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "0012345678"})
	p := s.inventory(row{serial: "12345678"})
	statuses(t, p, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-08", severe).Message, "0012345678")
}

// A small file is compared with the records that it names, not with all: a lost zero must be found there, too.
func TestImport_R08_LostZerosAreFoundAmongManyRecords(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	var many []store.Change
	for i := range 60 {
		d := store.Device{Serial: fmt.Sprintf("OAKMANY%05d", i), Model: "iPad", Site: oak}
		many = append(many, store.Change{Record: store.KindDevice, Key: d.Serial, Fields: store.DeviceFields(d)})
	}
	storetest.Apply(t, s.st, many...)
	s.device(store.Device{Serial: "0012345678", AssetTag: "0123456", Model: "MacBook"})
	s.person(store.User{UserID: "0077", FullName: "Ana Mendes", Site: oak})
	for says, r := range map[string]row{
		"User ID 0077":             {serial: mini.Serial, id: "77", position: "S"},
		"asset tag 0123456":        {tag: "123456", serial: "OAKNONE00001", id: "bo"},
		"serial number 0012345678": {serial: "12345678", id: "bo"},
	} {
		p := s.assign(r)
		statuses(t, p, failed)
		contains(t, note(t, p.Rows[0].Notes, "R-08", severe).Message, says)
	}
}
