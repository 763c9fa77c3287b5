package store_test

import (
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"homeroom/store"
)

func TestSameName_WhateverTheCaseAndHoweverAccentsAreWritten(t *testing.T) {
	for _, names := range [][2]string{
		{"Ada Byrne", " ada BYRNE "},
		{"Zoë Núñez", norm.NFD.String("ZOË NÚÑEZ")},
		{"Nguyễn Thị Ngọc", norm.NFD.String("nguyễn thị ngọc")},
		{"ОЛЬГА", "ольга"},
		{"王小明", "王小明"},
	} {
		if !store.SameName(names[0], names[1]) || !store.SameName(names[1], names[0]) {
			t.Errorf("%q and %q are two names", names[0], names[1])
		}
	}
	for _, names := range [][2]string{
		{"Ada Byrne", "Adam Byrne"}, {"José", "Jose"}, {"Jose", "Jose\u0301"}, {"a\u0301", "\u0301a"}, {"", ""}, {" ", ""}, {"Ada", ""}, {"", "Ada"},
	} {
		if store.SameName(names[0], names[1]) {
			t.Errorf("%q and %q are one name", names[0], names[1])
		}
	}
}

func TestSameName_EveryLatinLetterIsTheSameInNFCAndNFD(t *testing.T) {
	tried := 0
	for r := rune(0xc0); r < 0x2000; r++ {
		if apart := norm.NFD.String(string(r)); unicode.Is(unicode.Latin, r) && apart != string(r) {
			tried++
			if !store.SameName("x"+string(r), "x"+apart) {
				t.Errorf("U+%04X is not the same", r)
			}
		}
	}
	if tried < 400 {
		t.Errorf("only %d letters were tried", tried)
	}
}
