package edit_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
)

// What a wrong encoding, a web page or a spreadsheet made of words: told, and mended where the value alone says what
// it was.
func TestCheck_R08_WordsThatAreNoneAnyMore(t *testing.T) {
	name, room := store.FieldFullName, store.FieldRoom
	for _, c := range []struct {
		field store.Field
		value string
		says  string
		want  string // of Cure
	}{
		{name, "Ã‰lodie BrÃ»lÃ©court", "wrong encoding", "Élodie Brûlécourt"},
		{name, "√âlodie Br√ªl√©court", "wrong encoding", "Élodie Brûlécourt"},
		{name, "Oâ€™Pell", "wrong encoding", "O’Pell"},
		{name, "JÃ–RG PELL", "wrong encoding", "JÖRG PELL"},
		{name, "Ãƒâ€°lodie", "wrong encoding", "Élodie"},
		{name, "Ð\u0090Ð½Ð½Ð° Pell", "", "Анна Pell"},
		{name, "JosÃ© Peña", "wrong encoding", ""},
		{room, "CafetÃ©ria", "wrong encoding", "Cafetéria"},
		{store.FieldDepartment, "FranÃ§ais", "wrong encoding", "Français"},
		{name, "?lodie Br?l?court", "question mark", ""},
		{name, "Jos\ufffd Quill", "U+FFFD", ""},
		{name, "Jos? Quill", "question mark", ""},
		{name, "Quill, Jos?", "question mark", ""},
		{room, "Caf?teria", "question mark", ""},
		{name, "O&#39;Pell", "web page", "O'Pell"},
		{name, "O&#x27;Pell", "web page", "O'Pell"},
		{name, "Bell &amp;amp; Pell", "web page", "Bell & Pell"},
		{room, "B&amp;W Lab", "web page", "B&W Lab"},
		{name, "&#0;Pell", "web page", ""},
		{name, "12345", "number", ""},
		{name, "1-Mar", "date", ""},
		{name, "2026-03-04", "date", ""},
		{room, "4-Mar", "date", ""},
		{room, "Mar-04", "date", ""},
		{room, "2026-03-04 00:00:00", "date", ""},
		{room, "3/4/2026", "date", ""},
		{room, "1.00E+02", "scientific", "100"},
		{room, "1.2E+08", "scientific", ""},
		{room, "204.0", ".0", "204"},
	} {
		t.Run(string(c.field)+" "+c.value, func(t *testing.T) {
			_, found := edit.Check(store.KindDevice, c.field, c.value)
			if len(found) == 0 || found[len(found)-1].Rule != "R-08" || found[len(found)-1].Remedy == "" ||
				!strings.Contains(found[len(found)-1].Message, c.says) {
				t.Errorf("it says %+v, want R-08 with %q", found, c.says)
			}
			if c.says != "" && store.Failed(found) {
				t.Errorf("words are refused: %+v", found)
			}
			if better, damage := edit.Cure(c.field, c.value); better != c.want || (damage == "") != (c.want == "") {
				t.Errorf("it becomes %q for %q, want %q", better, damage, c.want)
			}
		})
	}
}

func TestCheck_R08_RightWordsGainNoWarning(t *testing.T) {
	for f, values := range map[store.Field][]string{
		store.FieldFullName: {
			"Ana Bell", "O’Neil", "O'Neil", "Zoë", "José “Pepe” Ruiz", "ANDRÉ’S SON", "JOÃO", "Ægir Åse Øst", "Smith–Éa", "Françoise Ñandú",
			"April May", "Anna-May", "AT&T", "Bell & Pell", "Νίκος Παπάς", "Анна", "山田 花子", "#1 pupil", "Ana ?", "Bell, Ana (2)", "Łukasz Żółć",
			"Nguyễn Thị", "R&D; Pell", "Pell 2nd", "“BLÅ”", "“LUNEDÌ”", "PEÑ’",
		},
		store.FieldRoom: {
			"Room 204", "4-B", "K-5", "12", "2A", "B&W Lab", "AT&T", "1E2", "3E5", "12.5", "1-2-03", "May 204", "March 12", "K–5 Lab", "204?", "12/13",
			"B-204", "204.10", "2nd", "Lab?", "Café", "#12",
		},
	} {
		for _, v := range values {
			if clean, found := edit.Check(store.KindDevice, f, v); len(found) != 0 || clean != v {
				t.Errorf("%s %q is told as %+v", f, v, found)
			}
			if better, _ := edit.Cure(f, v); better != "" {
				t.Errorf("%s %q becomes %q", f, v, better)
			}
		}
	}
}

// Digits that a spreadsheet wrote as a number, and a column that was too narrow.
func TestCheck_R08_DressedNumbers(t *testing.T) {
	tag := store.FieldAssetTag
	for _, c := range []struct {
		field    store.Field
		value    string
		severity store.Severity
		says     string
	}{
		{tag, "#######", store.SeverityError, "too narrow"},
		{store.FieldPhone, "########", store.SeverityError, "too narrow"},
		{store.FieldFullName, "###", store.SeverityError, "too narrow"},
		{tag, "4,938,608", store.SeverityError, "signs"},
		{tag, "4.938.608", store.SeverityError, "signs"},
		{tag, "4 938 608", store.SeverityError, "signs"},
		{tag, "$4938608", store.SeverityError, "signs"},
		{tag, "$4,938,608.00", store.SeverityError, "signs"},
		{tag, "-4938608", store.SeverityError, "signs"},
		{tag, "(4938608)", store.SeverityError, "signs"},
		{tag, "4938608%", store.SeverityError, "signs"},
		{tag, "#4938608", store.SeverityError, "signs"},
		{store.FieldSerial, "123,456,789,012", store.SeverityError, "signs"},
		{store.FieldUsername, "4,711", store.SeverityError, "signs"},
		{store.FieldPhone, "2,032", store.SeverityWarning, "separators"},
		{store.FieldPhone, "48366", store.SeverityWarning, "1 June 2032"},
	} {
		_, found := edit.Check(store.KindDevice, c.field, c.value)
		if len(found) != 1 || found[0].Rule != "R-08" || found[0].Severity != c.severity || !strings.Contains(found[0].Message, c.says) {
			t.Errorf("%s %q is told as %+v, want %s with %q", c.field, c.value, found, c.severity, c.says)
		}
	}
	for f, values := range map[store.Field][]string{
		tag:                 {"4938608", "A-4938608", "49,38", "4938,608", "B 204", "1-2-3"},
		store.FieldUsername: {"123.456", "a.123.456", "123_456"},
		store.FieldPhone:    {"2032", "+12075550100", "207 555 010", "(207) 555-0100", "207.555.010", "99999", "12345"},
	} {
		for _, v := range values {
			if _, found := edit.Check(store.KindDevice, f, v); len(found) != 0 {
				t.Errorf("%s %q is told as %+v", f, v, found)
			}
		}
	}
	if better, damage := edit.Cure(store.FieldPhone, "2,032"); better != "2032" || damage != edit.DamageGrouped {
		t.Errorf("2,032 becomes %q for %q", better, damage)
	}
	if better, _ := edit.Cure(tag, "4,938,608"); better != "" {
		t.Errorf("a tag that nobody looked up becomes %q", better)
	}
}
