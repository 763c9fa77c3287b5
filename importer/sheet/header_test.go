package sheet_test

import (
	"strings"
	"testing"
)

func TestHeader_IsFoundBelowTitles(t *testing.T) {
	tab := read(t, lines(
		"Oak Hill School,,,,", "Device list,,printed,2026-08-24,", ",,,,",
		"Asset Tag,Serial Number,User ID,Full Name,Delete",
		"4001234,C02XK1ABJG5J,ana,Ana Mendes,", "4001235,DMPXK2ABJG5K,bo,Bo Ek,"))
	if tab.HeaderLine != 4 || len(tab.Records) != 2 || tab.Records[0].Line != 5 {
		t.Fatalf("header in line %d, %d records", tab.HeaderLine, len(tab.Records))
	}
	p := problem(t, tab, "title")
	if p.Line != 1 || !strings.Contains(p.Message, "“Oak Hill School”") || !strings.Contains(p.Message, "line 4") {
		t.Fatalf("told as %+v", p)
	}
}

func TestHeader_RowsOfWordsBelowItAreData(t *testing.T) {
	tab := read(t, lines("Name,Position", "Ana,student", "Bo,teacher", "Eva Cruz,staff,second floor"))
	if tab.HeaderLine != 1 || len(tab.Records) != 3 {
		t.Fatalf("header in line %d, %d records", tab.HeaderLine, len(tab.Records))
	}
	noTitle(t, tab.HeaderLine, 1)
}

func TestHeader_OfVendorsWithDigitsAndBrackets(t *testing.T) {
	for _, head := range []string{
		"Current Username,New Username,Full Name,Email Address,Phone Number,Position,LDAP Server ID,Site (ID or Name),Managed Apple ID (Requires Jamf Pro 10.15+)",
		"class_id,class_number,course_id,instructor_id,instructor_id_2,instructor_id_3,location_id",
		"SERIAL_NUMBER,USER_NAME,DOMAIN_NAME,EMAIL_ADDRESS,GROUP_NAME",
	} {
		tab := read(t, lines(head, strings.Repeat("x,", strings.Count(head, ","))+"y"))
		if tab.HeaderLine != 1 || len(tab.Problems) != 0 {
			t.Errorf("%s: header in line %d, problems %+v", head, tab.HeaderLine, tab.Problems)
		}
	}
}

func TestHeader_MissingIsToldBecauseItsRowIsNotRead(t *testing.T) {
	tab := read(t, lines("4001234,C02XK1ABJG5J,ana@oak.example", "4001235,DMPXK2ABJG5K,bo@oak.example"))
	if p := problem(t, tab, "no_header"); p.Line != 1 {
		t.Fatalf("told at line %d", p.Line)
	}
}

func TestHeader_TwoColumnsOfOneNameAreBothNamed(t *testing.T) {
	tab := read(t, lines("Name,Room,name ", "a,1,b"))
	p := problem(t, tab, "double_column")
	if p.Line != 1 || !strings.Contains(p.Message, "columns A and C") {
		t.Fatalf("told as %+v", p)
	}
}

func noTitle(t *testing.T, got, want int) {
	t.Helper()
	if got != want {
		t.Fatalf("header in line %d, want %d", got, want)
	}
}
