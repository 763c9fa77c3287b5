package store_test

import (
	"strings"
	"testing"

	"homeroom/store"
)

func rules(findings []store.Finding) string {
	var list []string
	for _, f := range findings {
		list = append(list, f.Rule+" "+string(f.Severity))
	}
	return strings.Join(list, ", ")
}

func TestIdentifiers_R01_R03_R04_R05_R06_R07_R08(t *testing.T) {
	type reader func(string) (string, []store.Finding)
	for _, c := range []struct {
		name  string
		read  reader
		typed string
		value string
		rules string
	}{
		{"R-01 letters, digits and . @ _", store.ParseUserID, " Ada.B_1@oak ", "Ada.B_1@oak", ""},
		{"R-01 no hyphen", store.ParseUserID, "ada-b", "ada-b", "R-01 error"},
		{"R-01 no plus", store.ParseUserID, "ada+b", "ada+b", "R-01 error"},
		{"R-01 no space", store.ParseUserID, "ada b", "ada b", "R-01 error"},
		{"R-01 no other letters", store.ParseUserID, "adaß", "adaß", "R-01 error"},
		{"R-08 a User ID in scientific notation", store.ParseUserID, "1.23E+11", "1.23E+11", "R-08 error"},
		{"R-03 trimmed, upper case", store.ParseSerial, " c02x1234abcd ", "C02X1234ABCD", ""},
		{"R-03 ten are usual", store.ParseSerial, "ABCDE12345", "ABCDE12345", ""},
		{"R-03 eight warn", store.ParseSerial, "ABCD1234", "ABCD1234", "R-03 warning"},
		{"R-03 fourteen warn", store.ParseSerial, "ABCD1234567890", "ABCD1234567890", "R-03 warning"},
		{"R-03 seven fail", store.ParseSerial, "ABCD123", "ABCD123", "R-03 error"},
		{"R-03 fifteen fail", store.ParseSerial, "ABCD12345678901", "ABCD12345678901", "R-03 error"},
		{"R-03 no hyphen", store.ParseSerial, "ABCD-12345", "ABCD-12345", "R-03 error"},
		{"R-08 a serial as a number", store.ParseSerial, "1.8E+308", "1.8E+308", "R-08 error"},
		{"R-08 a trailing .0", store.ParseSerial, "8401683020.0", "8401683020.0", "R-08 error"},
		{"R-04 text, zeros stay", store.ParseAssetTag, " 012345 ", "012345", ""},
		{"R-08 a tag with .0", store.ParseAssetTag, "4001234.0", "4001234.0", "R-08 error"},
		{"R-08 a tag with an apostrophe", store.ParseAssetTag, "'012345", "'012345", "R-08 error"},
		{"R-08 a tag in scientific notation", store.ParseAssetTag, "6.0E+06", "6.0E+06", "R-08 error"},
		{"R-06 faculty is teacher", store.ParsePosition, "Faculty", "teacher", ""},
		{"R-06 S", store.ParsePosition, "S", "student", ""},
		{"R-06 T", store.ParsePosition, "t", "teacher", ""},
		{"R-06 STAFF", store.ParsePosition, "STAFF", "staff", ""},
		{"R-06 empty", store.ParsePosition, " ", "", ""},
		{"R-06 anything else", store.ParsePosition, "janitor", "janitor", "R-06 error"},
		{"R-07 the class", store.ParsePhone, "2018", "2018", ""},
		{"R-08 a date where a year stood", store.ParsePhone, "2018-06-01", "2018-06-01", "R-08 warning"},
		{"R-08 another date", store.ParsePhone, "6/1/2018", "6/1/2018", "R-08 warning"},
		{"R-08 a phone number lost", store.ParsePhone, "2.08E+09", "2.08E+09", "R-08 warning"},
		{"R-08 a year with .0", store.ParsePhone, "2018.0", "2018.0", "R-08 warning"},
		{"R-08 a year with an apostrophe", store.ParsePhone, "'2018", "'2018", "R-08 warning"},
		{"R-08 a day with a month's name", store.ParsePhone, "1-May-18", "1-May-18", "R-08 warning"},
		{"R-08 a month and a year", store.ParsePhone, "May-18", "May-18", "R-08 warning"},
		{"R-08 a day and a month", store.ParsePhone, "18-may", "18-may", "R-08 warning"},
		{"R-08 parts of two digits", store.ParsePhone, "5-1-18", "5-1-18", "R-08 warning"},
		{"R-08 a full date with a name", store.ParsePhone, "18-May-2018", "18-May-2018", "R-08 warning"},
		{"R-08 a date in words", store.ParsePhone, "September 1, 2018", "September 1, 2018", "R-08 warning"},
		{"R-08 a date with its time", store.ParsePhone, "6/1/2018 0:00", "6/1/2018 0:00", "R-08 warning"},
		{"R-07 a phone number", store.ParsePhone, "207-555-0100", "207-555-0100", ""},
		{"R-07 a short one", store.ParsePhone, "555-0100", "555-0100", ""},
		{"R-07 with country and extension", store.ParsePhone, "+1 (207) 555-0100 x12", "+1 (207) 555-0100 x12", ""},
		{"R-07 with dots", store.ParsePhone, "207.555.0100", "207.555.0100", ""},
		{"R-07 a class in words", store.ParsePhone, "Class of 2018", "Class of 2018", ""},
		{"R-08 a tag that became a date", store.ParseAssetTag, "1-May-18", "1-May-18", "R-08 error"},
		{"R-04 a tag in groups", store.ParseAssetTag, "5-1-18-A", "5-1-18-A", ""},
		{"R-08 an invisible character in a tag", store.ParseAssetTag, "4000\u200b001", "4000\u200b001", "R-08 error"},
		{"R-08 an invisible character in a User ID", store.ParseUserID, "a\u202ena", "a\u202ena", "R-08 error"},
		{"R-08 an invisible character in a serial", store.ParseSerial, "C02X\u00ad1234ABCD", "C02X\u00ad1234ABCD", "R-08 error"},
		{"R-05 as it should be", store.ParseManagedAppleAccount, "ada.b-1@oak.example", "ada.b-1@oak.example", ""},
		{"R-05 no @", store.ParseManagedAppleAccount, "ada", "ada", "R-05 error"},
		{"R-05 two @", store.ParseManagedAppleAccount, "a@b@oak.example", "a@b@oak.example", "R-05 error"},
		{"R-05 a space", store.ParseManagedAppleAccount, "a b@oak.example", "a b@oak.example", "R-05 error"},
		{"R-05 a plus", store.ParseManagedAppleAccount, "a+b@oak.example", "a+b@oak.example", "R-05 error"},
		{"R-05 a leading dot", store.ParseManagedAppleAccount, ".a@oak.example", ".a@oak.example", "R-05 error"},
		{"R-05 a trailing dot", store.ParseManagedAppleAccount, "a.@oak.example", "a.@oak.example", "R-05 error"},
		{"R-05 a double dot", store.ParseManagedAppleAccount, "a..b@oak.example", "a..b@oak.example", "R-05 error"},
		{"R-05 no domain", store.ParseManagedAppleAccount, "a@oak", "a@oak", "R-05 error"},
		{"R-05 long", store.ParseManagedAppleAccount, strings.Repeat("a", 120) + "@oak.example", strings.Repeat("a", 120) + "@oak.example", "R-05 warning"},
		{"R-05 too long", store.ParseManagedAppleAccount, strings.Repeat("a", 250) + "@oak.example", strings.Repeat("a", 250) + "@oak.example", "R-05 error"},
	} {
		t.Run(c.name, func(t *testing.T) {
			value, findings := c.read(c.typed)
			if value != c.value || rules(findings) != c.rules {
				t.Errorf("%q reads as %q with %q, want %q with %q", c.typed, value, rules(findings), c.value, c.rules)
			}
			for _, f := range findings {
				if f.Message == "" || f.Remedy == "" {
					t.Errorf("no words: %+v", f)
				}
			}
		})
	}
	for typed, says := range map[string]string{"ada-b": "not “-”", "ada\x1bb": "not “␛”"} {
		if _, findings := store.ParseUserID(typed); !strings.Contains(findings[0].Message, says) {
			t.Errorf("the offending character is not named: %s", findings[0].Message)
		}
	}
	if store.Failed(nil) || !store.Failed([]store.Finding{{Severity: store.SeverityWarning}, {Severity: store.SeverityError}}) {
		t.Error("Failed is wrong about warnings and errors")
	}
}

func TestKind_R04_SevenDigitsTellTheKindSixDoNot(t *testing.T) {
	for _, c := range []struct {
		tag, model string
		kind       store.DeviceKind
		platform   store.Platform
	}{
		{"2000001", "", store.DeviceMacBookAir11, store.PlatformMacOS},
		{"3000001", "", store.DeviceMacBookAir13, store.PlatformMacOS},
		{"4000001", "", store.DeviceIPadRetina, store.PlatformIOS},
		{"5000001", "", store.DeviceIPadMini, store.PlatformIOS},
		{"6000001", "", store.DeviceCachingServer, store.PlatformMacOS},
		{"7000001", "", store.DeviceAppleTV, store.PlatformTVOS},
		{"8000001", "", store.DeviceIPadAir, store.PlatformIOS},
		{"9000001", "", store.DeviceIPadMiniRetina, store.PlatformIOS},
		{"600001", "MacBook", store.DeviceMac, store.PlatformMacOS},
		{"700001", "", store.DeviceUnknown, store.PlatformUnknown},
		{"1000001", "iPad", store.DeviceIPad, store.PlatformIOS},
		{"600000A", "iPad mini", store.DeviceIPadMini, store.PlatformIOS},
		{"", "Apple TV (3rd generation)", store.DeviceAppleTV, store.PlatformTVOS},
	} {
		kind := store.KindOf(c.tag, c.model)
		if kind != c.kind || kind.Platform() != c.platform {
			t.Errorf("%q %q is %q on %q, want %q on %q", c.tag, c.model, kind, kind.Platform(), c.kind, c.platform)
		}
	}
	if !store.DeviceIPadMiniRetina.IPadMini() || store.DeviceIPadAir.IPadMini() {
		t.Error("R-12 speaks of the iPad mini only")
	}
}

func TestSiteCode(t *testing.T) {
	if code, err := store.ParseSiteCode(" oak-1 "); err != nil || code != "OAK-1" {
		t.Error(code, err)
	}
	for _, bad := range []string{"", "two words", "-x", strings.Repeat("A", 33)} {
		if _, err := store.ParseSiteCode(bad); store.CodeOf(err) != store.CodeInvalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestQuery_FindsWhatATechLeadTypes(t *testing.T) {
	ada := store.Device{Serial: "DMPX10000001", AssetTag: "5000001", Username: "Ada.Byrne", FullName: "Ada Byrne", Site: "OAK", Position: "teacher"}
	spare := store.Device{Serial: "DMPX10000002", AssetTag: "5000002", Site: "OAK"}
	back := store.Device{Serial: "DMPX10000003", AssetTag: "5000003", Username: "dmpx10000003", Site: "ELM", Room: "Room 12"}
	for query, want := range map[string]string{
		"":                       "ada spare back",
		"5000001":                "ada",
		"dmpx":                   "ada spare back",
		"ada BYRNE":              "ada",
		`"ada byrne"`:            "ada",
		`"ada  byrne"`:           "",
		"site:oak":               "ada spare",
		"!site:oak":              "back",
		"username:":              "spare",
		"!username:":             "ada back",
		"held:no":                "spare back",
		"held:yes":               "ada",
		"placeholder:yes":        "back",
		"position:teacher tag:5": "ada",
		`room:"room 12"`:         "back",
		"!ada":                   "spare back",
	} {
		q, err := store.ParseQuery(store.KindDevice, query)
		if err != nil {
			t.Errorf("%s: %v", query, err)
		}
		var got []string
		for name, d := range map[string]*store.Device{"ada": &ada, "spare": &spare, "back": &back} {
			if q.Device(d) {
				got = append(got, name)
			}
		}
		for _, name := range strings.Fields(want) {
			if !strings.Contains(strings.Join(got, " "), name) {
				t.Errorf("%s did not find %s", query, name)
			}
		}
		if len(got) != len(strings.Fields(want)) {
			t.Errorf("%s found %v, want %s", query, got, want)
		}
	}
	u := store.User{UserID: "Ada.Byrne", FullName: "Ada Byrne", Departing: true}
	for query, want := range map[string]bool{"maa:": true, "held:no": false, "several:yes": true, "departing:no": false, "name:byrne": true, "!name:byrne": false} {
		if q, err := store.ParseQuery(store.KindUser, query); err != nil || q.User(&u, 2) != want {
			t.Errorf("%s: %v", query, err)
		}
	}
	for query, says := range map[string]string{
		"colour:red": `a device has no field "colour"`, "held:maybe": "yes or no", `"ada`: "a quote is open", "ada ! byrne": "! stands alone",
	} {
		if _, err := store.ParseQuery(store.KindDevice, query); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", query, err)
		}
	}
}

func TestInvisible_R08_NamesTheCharacterByItsCodePoint(t *testing.T) {
	for value, says := range map[string]string{
		"Ana\u200bMendes": "U+200B", "\ufeffAna": "U+FEFF", "Ana\u202e": "U+202E", "A\u2066na": "U+2066",
		"Ana\ufe0f": "U+FE0F", "A\u115fna": "U+115F", "A\u2028na": "U+2028",
		"line one\nline two": "a line break (U+000A)", "a\tb": "a tab (U+0009)",
	} {
		f := store.Invisible(value)
		if f == nil || f.Rule != "R-08" || f.Severity != store.SeverityWarning || !strings.Contains(f.Message, says) || f.Remedy == "" {
			t.Errorf("%q gives %+v", value, f)
		}
	}
	for _, value := range []string{"", "Zoë O’Hara-Quill", "Zoe\u0308", "山田 太郎", "a\u00a0b"} {
		if f := store.Invisible(value); f != nil {
			t.Errorf("%q gives %+v", value, f)
		}
	}
}

func TestStorable_R08_RefusesWhatIsNoText(t *testing.T) {
	for value, says := range map[string]string{"a\x00b": "U+0000", "a\u009bb": "U+009B", "a\xffb": "bytes that are not text"} {
		if f := store.Storable(value); f == nil || f.Severity != store.SeverityError || !strings.Contains(f.Message, says) {
			t.Errorf("%q gives %+v", value, f)
		}
	}
	for _, value := range []string{"", "Zoë\t1\r\n2", "\ufffd", "a\u200bb"} {
		if f := store.Storable(value); f != nil {
			t.Errorf("%q gives %+v", value, f)
		}
	}
}
