package edit_test

import (
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
)

func TestCure_R08_WhatAValueTellsByItself(t *testing.T) {
	for _, c := range []struct {
		field       store.Field
		value, want string
		damage      edit.Damage
	}{
		{store.FieldAssetTag, "5000001.00", "5000001", edit.DamagePoint},
		{store.FieldAssetTag, "'5000001.0", "5000001", edit.DamageApostrophe},
		{store.FieldAssetTag, "\u200b’0123", "0123", edit.DamageHidden},
		{store.FieldAssetTag, "5.000001E+06", "5000001", edit.DamageScientific},
		{store.FieldAssetTag, "6.0E+06", "", ""},
		{store.FieldAssetTag, "Tаg 7", "Tag 7", edit.DamageLooks},
		{store.FieldUserID, "аna.bell", "ana.bell", edit.DamageLooks},
		{store.FieldUserID, "жana", "", ""},
		{store.FieldSerial, "С02ХА\u00a00000001", "C02XA0000001", edit.DamageLooks},
		{store.FieldSerial, "C02XA0000001", "", ""},
		{store.FieldSerial, "\u200b", "", ""},
		{store.FieldPhone, "2018.0", "2018", edit.DamagePoint},
		{store.FieldPhone, "2018-01-01", "2018", edit.DamageDate},
		{store.FieldPhone, "May-18", "", ""},
		{store.FieldFullName, "'t Hooft", "", ""},
		{store.FieldFullName, "Άννα", "", ""},
		{store.FieldFullName, "Ａna\u00a0Bell", "Ana Bell", edit.DamageLooks},
		{store.FieldFullName, "Bо Bell", "Bo Bell", edit.DamageLooks},
		{store.FieldFullName, "жana", "", ""},
		{store.FieldFullName, "Ana\u00adBell", "AnaBell", edit.DamageHidden},
		{store.FieldFullName, "علی\u200cرضا", "", ""},
		{store.FieldEmail, "аna@oak.example", "ana@oak.example", edit.DamageLooks},
		{store.FieldRoom, "1\u200b2", "12", edit.DamageHidden},
		{store.FieldRoom, "12.0", "12", edit.DamagePoint},
		{store.FieldRoom, "12.5", "", ""},
	} {
		if better, damage := edit.Cure(c.field, c.value); better != c.want || damage != c.damage {
			t.Errorf("%s %q becomes %q for %q, want %q for %q", c.field, c.value, better, damage, c.want, c.damage)
		}
	}
}

// Every damage has its words: the question about all of a kind is made of them.
func TestDamage_HasWords(t *testing.T) {
	for _, d := range []edit.Damage{
		edit.DamageZero, edit.DamageScientific, edit.DamagePoint, edit.DamageApostrophe, edit.DamageDate, edit.DamageHidden,
		edit.DamageLooks, edit.DamageTyped, edit.DamageLabel, edit.DamageDelete, edit.DamageSwapped, edit.DamageTwice,
		edit.DamageGrouped, edit.DamageGarbled, edit.DamageEntity, edit.DamageLost,
	} {
		if d.Words() == "" {
			t.Errorf("%s has no words", d)
		}
	}
}

func TestNew_R08_WarnsOfASerialNumberThatLooksLikeOneOnRecord(t *testing.T) {
	d := newDistrict(t, mini, fernAir, bea)
	p := edit.New(d.whole(), store.KindDevice, []edit.Value{text(store.FieldSerial, "0AKMIN10000I"), text(store.FieldSite, oak)})
	tells(t, p, "serial number "+mini.Serial+" is on record", "look alike")
	if p.Failed() {
		t.Error("a serial number that may be meant is refused")
	}
}
