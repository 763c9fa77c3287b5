package importer_test

import (
	"testing"

	"homeroom/importer"
	"homeroom/store"
)

func TestPreview_R82_AnEmailWithoutAnAtIsWarnedOf(t *testing.T) {
	s := newSchool(t)
	s.person(store.User{UserID: "ana", FullName: "Ana Quill", Site: oak})
	s.device(store.Device{Serial: "DMPOAK000001", AssetTag: "8000001", Model: "iPad Air"})
	p := s.request(importer.Request{Name: "users.csv", Site: oak, Data: []byte("Current Username,Full Name,Email Address\nana,Ana Quill,2031\n")})
	contains(t, note(t, p.Rows[0].Notes, "R-82", store.SeverityWarning).Message, "“2031” has no @")
	p = s.assign(row{serial: "DMPOAK000001", tag: "8000001", id: "ana", name: "Ana Quill", position: "student", email: "2031"})
	contains(t, note(t, p.Rows[0].Notes, "R-82", store.SeverityWarning).Message, "“2031” has no @")
	p = s.request(importer.Request{Name: "h.xlsx", Site: oak, Data: hierarchy(t, "ana|Ana Quill|2031||student||", "", "", "")})
	contains(t, note(t, p.Rows[0].Notes, "R-82", store.SeverityWarning).Message, "“2031” has no @")
	p = s.assign(row{serial: "DMPOAK000001", tag: "8000001", id: "ana", name: "Ana Quill", position: "student", email: "ana@oak.example"})
	silent(t, p.Rows[0].Notes, "R-82")
}

func TestMended_ACellThatWasEmptyIsCalledSo(t *testing.T) {
	m := importer.Mended{Column: "Room", New: "12"}
	if said := m.Words(); said != "Room is mended: the file says (empty)" {
		t.Errorf("it says %q", said)
	}
}
