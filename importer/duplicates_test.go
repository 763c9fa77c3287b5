package importer_test

import (
	"fmt"
	"testing"

	"homeroom/store"
)

func TestAssign_R16_OneIDOnAMacAndAnIPadIsFine_OnTwoMacsNot(t *testing.T) {
	s := newSchool(t)
	for _, d := range []store.Device{mini, air, air2} {
		s.device(d)
	}
	p := s.assign(
		row{serial: air.Serial, id: "teo", position: "teacher"},
		row{serial: mini.Serial, id: "Teo", position: "teacher"},
	)
	statuses(t, p, add, add)
	p = s.assign(
		row{serial: air.Serial, id: "teo", position: "teacher"},
		row{serial: mini.Serial, id: "teo", position: "teacher"},
		row{serial: air2.Serial, id: "TEO", position: "teacher"},
	)
	statuses(t, p, failed, add, failed)
	for _, i := range []int{0, 2} {
		contains(t, note(t, p.Rows[i].Notes, "R-16", severe).Message, "macOS", "lines 2 and 4")
	}
	silent(t, p.Rows[1].Notes, "R-16")
}

func TestAssign_R16_NameAndEmailOfOneIDMustAgreeWhereBothAreFilled(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	p := s.assign(
		row{serial: mini.Serial, id: "teo", name: "Teo Lindqvist", position: "S"},
		row{serial: air.Serial, id: "teo", name: " TEO LINDQVIST ", email: "teo@oak.example", position: "S"},
	)
	statuses(t, p, add, add)
	p = s.assign(
		row{serial: mini.Serial, id: "teo", name: "Teo Lindqvist", email: "t@oak.example"},
		row{serial: air.Serial, id: "teo", name: "Tea Lindqvist", email: "teo@oak.example"},
	)
	statuses(t, p, failed, failed)
	contains(t, said(p.Rows[0].Notes), "Full Name", "Email Address", "lines 2 and 3")
}

func TestAssign_R16_UnknownPlatformsAreOne(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "OAKODD000001"})
	s.device(store.Device{Serial: "OAKODD000002"})
	p := s.assign(row{serial: "OAKODD000001", id: "teo"}, row{serial: "OAKODD000002", id: "teo"})
	statuses(t, p, failed, failed)
	contains(t, said(p.Rows[0].Notes), "not known")
}

func TestImport_R16_SerialOrTagTwiceIsAnErrorOnEveryRow(t *testing.T) {
	s := newSchool(t)
	p := s.inventory(
		row{tag: "4000001", serial: "OAKNEW000001"},
		row{tag: "4000002", serial: "oaknew000001"},
		row{tag: "4000002", serial: "OAKNEW000002"},
		row{tag: "04000002", serial: "OAKNEW000003"},
		row{tag: "4000002", serial: "OAKNEW000004"},
	)
	statuses(t, p, failed, failed, failed, add, failed)
	contains(t, said(p.Rows[0].Notes), "Serial Number stands on lines 2 and 3")
	contains(t, said(p.Rows[1].Notes), "Serial Number stands on lines 2 and 3", "Asset Tag stands on lines 3, 4 and 6")
}

func TestAssign_R18_WhatIsLeftOutTakesNoPartInTheDuplicateChecks(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	p := s.assign(
		row{tag: mini.AssetTag, serial: mini.Serial},
		row{tag: mini.AssetTag, serial: mini.Serial, id: "ana", position: "student"},
	)
	statuses(t, p, leftOut, add)
}

func TestInventory_R16_PlaceholdersAreNobody(t *testing.T) {
	s := newSchool(t)
	p := s.inventory(
		row{tag: "4000001", serial: "OAKNEW000001", id: "OAKNEW000001"},
		row{tag: "4000002", serial: "OAKNEW000002", id: "OAKNEW000001"},
	)
	statuses(t, p, add, add)
	p = s.inventory(
		row{tag: "4000001", serial: "OAKNEW000001", id: "ana"},
		row{tag: "4000002", serial: "OAKNEW000002", id: "ana"},
	)
	statuses(t, p, failed, failed)
}

func TestImport_R16_AMessageNamesTenLinesAndCountsTheRest(t *testing.T) {
	s := newSchool(t)
	var rows []row
	for i := range 40 {
		rows = append(rows, row{tag: fmt.Sprint(4000001 + i), serial: "OAKNEW000001"})
	}
	p := s.inventory(rows...)
	contains(t, note(t, p.Rows[39].Notes, "R-16", severe).Message, "lines 2, 3,", "11 and 30 more")
	if got := p.Counts()[failed]; got != 40 {
		t.Errorf("%d errors", got)
	}
}
