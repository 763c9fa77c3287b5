package act_test

import (
	"strconv"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// inventory is a row of the state's template with one value in it, and what belongs to a new device else.
func inventory(f store.Field, value string) []byte {
	row := map[store.Field]string{store.FieldSerial: "LKPNEWDEV001", store.FieldAssetTag: "8123123"}
	row[f] = `"` + value + `"`
	return []byte("Asset Tag,Serial Number,Device Type,User ID,Full Name,Email Address,Phone Number,Position,Room,Delete\n" +
		strings.Join([]string{row[store.FieldAssetTag], row[store.FieldSerial], "iPad", row[store.FieldUsername], "", "", row[store.FieldPhone], row[store.FieldPosition], "", ""}, ",") + "\n")
}

// said is what an import says of the value: the first note of that rule.
func said(t *testing.T, env screen.Env, rule string, f store.Field, value string) importer.Note {
	t.Helper()
	p, err := importer.Preview(env.Context, env.Store, importer.Request{
		Name: "inventory.csv", Data: inventory(f, value), Template: "mlti", Mode: template.ModeInventory, Site: "LARK", Operator: env.Operator,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range p.Rows[0].Notes {
		if n.Rule == rule && n.Severity != store.SeverityInfo {
			return n
		}
	}
	t.Fatalf("an import says nothing under %s of %q: %+v", rule, value, p.Rows[0].Notes)
	return importer.Note{}
}

// speak through the rules of identifiers and of others' records; R-05 is not in a file of the state.
func TestForm_R01toR08_SpeaksTheWordsOfAnImport(t *testing.T) {
	env := district.Env(t)
	for i, c := range []struct {
		rule  string
		field store.Field
		value string
		late  bool // said by the records, when the form is to be saved
	}{
		{"R-01", store.FieldUsername, "anna-lee", false},
		{"R-01", store.FieldUsername, "anna lee", false},
		{"R-02", store.FieldUsername, fernUser, true},
		{"R-03", store.FieldSerial, "LKP-12345678", false},
		{"R-03", store.FieldSerial, "LKP1234", false},
		{"R-03", store.FieldSerial, "LKP123456", false}, // a warning
		{"R-06", store.FieldPosition, "boss", false},
		{"R-08", store.FieldPhone, "2018-05-01", false}, // text, with a warning
		{"R-08", store.FieldAssetTag, "6.0E+06", false}, // text, never a number
		{"R-08", store.FieldAssetTag, "8123123.0", false},
		{"R-08", store.FieldAssetTag, "'8123123", false},
		{"R-08", store.FieldAssetTag, "2018-05-01", false},
		{"R-08", store.FieldAssetTag, "1-May-18", false},
		{"R-08", store.FieldAssetTag, "#REF!", false},
		{"R-08", store.FieldAssetTag, "32419", true}, // a lost zero
		{"R-08", store.FieldSerial, "1.23E+11", false},
		{"R-08", store.FieldUsername, "anna\u200blee", false},
		{"R-17", store.FieldAssetTag, "9975685", true}, // another device's
	} {
		t.Run(c.rule+" "+c.value, func(t *testing.T) {
			env := env
			env.Operator = "tester" + strconv.Itoa(i) // whose form is empty, whatever the last one kept when it ended
			want := said(t, env, c.rule, c.field, c.value)
			term := console(t, env, ask(screen.ActNew, store.KindDevice), 250, 30)
			term.WaitFor("review and save")
			fill(term, c.field, c.value)
			if c.late {
				term.Press("ctrl+s")
			}
			sign := "! error "
			if want.Severity == store.SeverityWarning {
				sign = "? warning "
			}
			term.WaitFor(sign + c.rule + ": " + want.Message)
			term.WaitFor("→ " + want.Remedy)
		})
	}
}

// fill types a new device, with the value in its field and the cursor there.
func fill(term *tuitest.Term, field store.Field, value string) {
	for _, f := range []struct {
		field store.Field
		value string
	}{{store.FieldSerial, "LKPNEWDEV001"}, {store.FieldSite, "LARK"}, {field, value}} {
		if f.field == store.FieldSerial && field == store.FieldSerial && f.value != value {
			continue
		}
		step(term, "up", store.FieldSerial.Label())
		goTo(term, f.field.Label())
		term.Press("ctrl+u")
		term.Paste(f.value)
	}
}

func TestForm_R05_ManagedAppleAccountIsRefusedInTheRulesWords(t *testing.T) {
	env := district.Env(t)
	_, found := store.ParseManagedAppleAccount("anouk ivermere")
	term := console(t, env, ask(screen.ActEdit, store.KindUser, teacher), 250, 40)
	term.WaitFor("review and save")
	replace(term, "Managed Apple Account", "anouk ivermere")
	term.WaitFor("! error R-05: " + found[0].Message)
	replace(term, "Managed Apple Account", "ANOUK.fencroft@appleid.larkspur.example")
	term.Press("ctrl+s")
	term.WaitFor("! error R-05: Managed Apple Account ANOUK.fencroft@appleid.larkspur.example already belongs to Anouk Fencroft")
	term.WaitFor("Nothing was saved: a rule stands in the way.")
}
