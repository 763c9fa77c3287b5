package importer_test

import (
	"testing"

	"homeroom/importer"
)

func TestVendors_R82_R84_WhoeverComesOnRecordWithoutASiteIsToldByRuleAndRemedy(t *testing.T) {
	s := newSchool(t)
	s.three()
	const header = "Full Name,Username,Domain,Email Address,Managed Apple ID\nNia Low,nia,MDM,nia@oak.example,\n"
	p := s.request(importer.Request{Name: "maas.csv", Data: []byte(header), Template: "maas360-users"})
	n := note(t, p.Rows[0].Notes, "R-84", warning)
	contains(t, n.Message, "no site")
	contains(t, n.Remedy, "give --site CODE", oak, fern)
	p = s.request(importer.Request{Name: "maas.csv", Data: []byte(header), Template: "maas360-users", Site: oak})
	if n := len(p.Rows[0].Notes); n != 0 {
		t.Errorf("with a site it says %s", said(p.Rows[0].Notes))
	}
}
