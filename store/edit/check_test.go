package edit_test

import (
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
)

func TestCheck_SaysOfAValueWhatItsRuleSays(t *testing.T) {
	for _, c := range []struct {
		kind  store.Kind
		field store.Field
		typed string
		clean string
		rule  string // "" where the rule is ours
		words string // "" for nothing to say
	}{
		{store.KindUser, store.FieldUserID, " Ana.Mendes ", "Ana.Mendes", "", ""},
		{store.KindUser, store.FieldUserID, "ana-m", "ana-m", "R-01", "a User ID has letters, digits and . @ _ only, not “-”"},
		{store.KindDevice, store.FieldUsername, "ana+m", "ana+m", "R-01", "not “+”"},
		{store.KindDevice, store.FieldSerial, "oakmini00001", "OAKMINI00001", "", ""},
		{store.KindDevice, store.FieldSerial, "short", "SHORT", "R-03", "8 to 14 letters and digits"},
		{store.KindDevice, store.FieldSerial, "OAKMINI01", "OAKMINI01", "R-03", "has 9 characters"},
		{store.KindDevice, store.FieldAssetTag, " 0123 ", "0123", "", ""},
		{store.KindUser, store.FieldManagedAppleAccount, "ana.oak.example", "ana.oak.example", "R-05", "exactly one @"},
		{store.KindUser, store.FieldPosition, "Faculty", "teacher", "", ""},
		{store.KindUser, store.FieldPosition, "principal", "principal", "R-06", "student, teacher or staff"},
		{store.KindDevice, store.FieldPhone, "2018", "2018", "", ""},
		{store.KindDevice, store.FieldPhone, "2018-05-01", "2018-05-01", "R-08", "a date stands where a phone number or class year is meant"},
		{store.KindDevice, store.FieldAssetTag, "1.23E+11", "1.23E+11", "R-08", "scientific notation"},
		{store.KindDevice, store.FieldAssetTag, "5000001.0", "5000001.0", "R-08", "added .0"},
		{store.KindDevice, store.FieldAssetTag, "'5000001", "'5000001", "R-08", "apostrophe"},
		{store.KindDevice, store.FieldAssetTag, "1/5/2018", "1/5/2018", "R-08", "a spreadsheet turned the Asset Tag into a date"},
		{store.KindUser, store.FieldUserID, "2018-05-01", "2018-05-01", "R-08", "turned the User ID into a date"},
		{store.KindUser, store.FieldFullName, "#REF!", "#REF!", "R-08", "a spreadsheet's error"},
		{store.KindUser, store.FieldFullName, "#1 pupil", "#1 pupil", "", ""},
		{store.KindUser, store.FieldFullName, "Ana\x1b[2J", "Ana\x1b[2J", "R-08", "control character U+001B"},
		{store.KindUser, store.FieldFullName, "Ana\u202eM", "Ana\u202eM", "R-08", "invisible character U+202E"},
		{store.KindUser, store.FieldUserID, "ana\u200b", "ana\u200b", "R-08", "the User ID holds the invisible character U+200B"},
		{store.KindUser, store.FieldFullName, "  ", "", "", ""},
		{store.KindDevice, store.FieldSite, "oak", "OAK", "", ""},
		{store.KindDevice, store.FieldSite, "o k", "o k", "", "is not a site code"},
		{store.KindDevice, store.FieldPlatform, "macos", "macOS", "", ""},
		{store.KindDevice, store.FieldPlatform, "Android", "Android", "", "Platform is one of: iOS, macOS, tvOS"},
		{store.KindUser, store.FieldDeparting, "YES", "yes", "", ""},
		{store.KindUser, store.FieldInvitation, "accepted", "accepted", "", "Invitation of a user is not changed by hand"},
		{store.KindDevice, store.FieldGrade, "7", "7", "", "Grade of a device is not changed by hand"},
		{store.KindUser, store.FieldGrade, "7", "7", "", ""},
		{store.KindUser, store.FieldType, "Faculty", "teacher", "", ""},
		{store.KindUser, store.FieldType, "parent", "parent", "R-74", "a type is student, teacher or staff"},
		{store.KindUser, store.FieldGroups, " Year 7 /chess/ year 7", "chess/Year 7", "", ""},
		{store.KindDevice, store.FieldOwnership, "personal", "Personal", "", ""},
		{store.KindDevice, store.FieldOwnership, "leased", "leased", "", "Ownership is one of: Corporate, Personal"},
	} {
		t.Run(string(c.field)+" "+strings.ToValidUTF8(c.typed, "?"), func(t *testing.T) {
			clean, found := edit.Check(c.kind, c.field, c.typed)
			if clean != c.clean {
				t.Errorf("it would be kept as %q, want %q", clean, c.clean)
			}
			if c.words == "" {
				if len(found) != 0 {
					t.Errorf("it says %+v", found)
				}
				return
			}
			if len(found) != 1 || found[0].Rule != c.rule || !strings.Contains(found[0].Message, c.words) || found[0].Remedy == "" {
				t.Errorf("it says %+v, want %s with %q and a remedy", found, c.rule, c.words)
			}
		})
	}
}

func TestCheck_AnIdentifierThatIsNoTextIsToldBoth(t *testing.T) {
	_, found := edit.Check(store.KindUser, store.FieldUserID, "ana\x07")
	if len(found) != 2 || found[0].Rule != "R-01" || found[1].Rule != "R-08" {
		t.Errorf("it says %+v", found)
	}
}

func TestDateLike_R08_TellsADateFromATagOrAPhone(t *testing.T) {
	for value, want := range map[string]bool{
		"2018-05-01": true, "5/1/2018": true, "2018-05-01 12:30": true, "2018-05-01T12:30": true,
		"5000001": false, "207-555-0100": false, "1-2-": false, "a-1-2018": false, "1/5": false, "12-b-2018": false, "1-5-201x": false,
		"2018-05-01 and what came after it": false, "": false,
	} {
		if got := edit.DateLike(value); got != want {
			t.Errorf("DateLike(%q) = %v", value, got)
		}
	}
}

func TestFields_AFormOffersTheKeyOnlyForANewDevice(t *testing.T) {
	making, changing := edit.Fields(store.KindDevice, true), edit.Fields(store.KindDevice, false)
	if making[0] != store.FieldSerial || slices.Contains(changing, store.FieldSerial) || len(making) != len(changing)+1 {
		t.Errorf("new: %v\nedit: %v", making, changing)
	}
	making, changing = edit.Fields(store.KindUser, true), edit.Fields(store.KindUser, false)
	if making[0] != store.FieldUserID || slices.Contains(making, store.FieldDeparting) || !slices.Contains(changing, store.FieldDeparting) {
		t.Errorf("new: %v\nedit: %v", making, changing)
	}
	for _, kind := range []store.Kind{store.KindDevice, store.KindUser} {
		for _, f := range edit.Fields(kind, true) {
			if !slices.Contains(store.Fields(kind), f) {
				t.Errorf("a %s has no field %s", kind, f)
			}
		}
	}
}

func TestManyFields_NothingThatIsOnePersonsOrOneDevices(t *testing.T) {
	want := map[store.Kind]string{
		store.KindDevice: "[model platform site phone position department building room ownership]",
		store.KindUser:   "[phone position domain grade type groups locations site departing]",
	}
	for kind, fields := range want {
		var names []string
		for _, f := range edit.ManyFields(kind) {
			names = append(names, string(f))
		}
		if got := "[" + strings.Join(names, " ") + "]"; got != fields {
			t.Errorf("many %ss can be given %s, want %s", kind, got, fields)
		}
	}
}

func TestChoices_EveryChoiceIsAValueOfItsField(t *testing.T) {
	for kind, fields := range map[store.Kind][]store.Field{
		store.KindDevice: {store.FieldPosition, store.FieldPlatform}, store.KindUser: {store.FieldPosition, store.FieldDeparting},
	} {
		for _, f := range fields {
			if len(edit.Choices(f)) < 2 {
				t.Errorf("%s has the choices %v", f, edit.Choices(f))
			}
			for _, c := range edit.Choices(f) {
				if clean, found := edit.Check(kind, f, c); clean != c || found != nil {
					t.Errorf("%s %q is kept as %q: %+v", f, c, clean, found)
				}
			}
		}
	}
	if edit.Choices(store.FieldRoom) != nil {
		t.Error("a room is not free text")
	}
}

func TestWanted_NamesAllThatAPlanLooksAt(t *testing.T) {
	w := edit.Wanted(store.KindDevice, []string{"oakmini00001"}, []edit.Value{
		text(store.FieldUsername, "4711"), text(store.FieldAssetTag, " 123 "), text(store.FieldRoom, "7"), cleared(store.FieldPhone),
	})
	same(t, "serial numbers", w.Serials, "OAKMINI00001")
	same(t, "User IDs", w.UserIDs, "OAKMINI00001", "4711", "04711", "004711")
	same(t, "asset tags", w.AssetTags, "123", "0123", "00123")
	w = edit.Wanted(store.KindUser, []string{"ana"}, []edit.Value{
		text(store.FieldUserID, "ana.m"), text(store.FieldManagedAppleAccount, "Ana@oak.example"),
	})
	same(t, "User IDs", w.UserIDs, "ana", "ana.m")
	same(t, "accounts", w.Accounts, "Ana@oak.example")
	w = edit.Wanted(store.KindDevice, nil, []edit.Value{text(store.FieldSerial, "123456789"), {Field: store.FieldAssetTag, Text: "1", Clear: true}})
	same(t, "serial numbers", w.Serials, "123456789", "0123456789", "00123456789")
	same(t, "User IDs", w.UserIDs, "123456789")
	same(t, "asset tags", w.AssetTags)
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}
