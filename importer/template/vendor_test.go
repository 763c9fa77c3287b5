package template_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"homeroom/importer/template"
)

func TestGuess_TakesAVendorsFileForWhatItIs(t *testing.T) {
	for text, name := range map[string]string{
		"Serial Number,Device Type,Username,Full Name,Email Address\nDMPX10000001,Computer,ana,Ana,a@oak.example\n":          "jamf-preload",
		"Serial Number,User Name,Domain Name,Email Address,Group Name\nDMPX10000001,ana,MDM,a@oak.example,Year 7\n":          "manageengine-assign",
		"SERIAL_NUMBER,GROUP_NAME,USER_NAME,EMAIL_ADDRESS\nDMPX10000001,Year 7,ana,a@oak.example\n":                          "manageengine-assign",
		"Serial Number\nDMPX10000001\nDMPX10000002\n":                                                                        "manageengine-unassign",
		"Full Name,Username,Domain,Email Address,Managed Apple ID\nAna,ana,OAK,a@oak.example,ana@oak.example\n":              "maas360-users",
		"Username,Domain,Email Address,Platform,Ownership,Enroll Using iOS User Enrollment\nana,OAK,a@o.example,iOS,x,Yes\n": "maas360-enrollments",
	} {
		if guesses := template.Guess(read(t, text)); len(guesses) == 0 || guesses[0].Template.Name != name {
			t.Errorf("%q is taken for %+v", text, guesses)
		}
	}
}

func TestGuess_R54_AFileWithOtherColumnsIsNoUnassigning(t *testing.T) {
	for _, g := range template.Guess(read(t, "Serial Number,Colour,Room\nDMPX10000001,red,1\n")) {
		if g.Template.Unassigned {
			t.Errorf("it is taken for %s", g.Template.Name)
		}
	}
}

func TestAll_EveryLayoutSaysWhatABlankCellMeansAndHasEachColumnOnce(t *testing.T) {
	for _, layout := range template.All() {
		if layout.Title == "" || layout.Note == "" || len(layout.Modes) == 0 {
			t.Errorf("%s says too little of itself", layout.Name)
		}
		for _, mode := range layout.Modes {
			if layout.Blank[mode] == "" {
				t.Errorf("%s does not say what a blank cell means in the mode %s", layout.Name, mode)
			}
		}
		seen := map[string]bool{}
		for i := range layout.Columns {
			c := &layout.Columns[i]
			c.Header = fmt.Sprint(c.Part, c.Header)
			if seen[string(c.Field)] || seen[c.Header] || c.Field == "" || c.Header == "" {
				t.Errorf("%s has %s (%s) twice, or without a name", layout.Name, c.Field, c.Header)
			}
			seen[string(c.Field)], seen[c.Header] = true, true
		}
		if key := layout.Columns[layout.KeyColumn()]; layout.Edits != "" && (!key.Required || !key.Identifier) {
			t.Errorf("%s can be read without %s, which names the record", layout.Name, key.Header)
		}
	}
}

func TestGuess_TheContentCountsAndTiesAreTold(t *testing.T) {
	header := "Serial Number,Device Type,Username,Email Address\n"
	jamf := template.Guess(read(t, header+"DMPX10000001,Computer,ana,a@oak.example\nDMPX10000002,Mobile Device,bo,b@oak.example\n"))
	if jamf[0].Template.Name != "jamf-preload" {
		t.Errorf("it is taken for %+v", jamf)
	}
	other := template.Guess(read(t, header+"DMPX10000001,iPad mini,ana,a@oak.example\nDMPX10000002,iPad Air,bo,b@oak.example\n"))
	i := slices.IndexFunc(other, func(c template.Candidate) bool { return c.Template.Name == "jamf-preload" })
	if i < 0 || other[i].Score >= jamf[0].Score || !strings.Contains(other[i].Reason, "2 of 4 values do not look like it") {
		t.Errorf("with other words it is %+v", other)
	}
	tied := template.Tied(template.Guess(read(t, "Username,Email Address,Domain\nana,a@oak.example,OAK\nbo,b@oak.example,OAK\n")))
	if tied != nil {
		t.Errorf("users and requests are tied: %+v", tied)
	}
	same := []template.Candidate{{Template: template.MLTI(), Score: 0.5}, {Template: template.MUTUsers(), Score: 0.495}, {Template: template.JamfPreload(), Score: 0.4}}
	if tied := template.Tied(same); len(tied) != 2 {
		t.Errorf("tied are %+v", tied)
	}
	if template.Tied(same[:1]) != nil || template.Tied(nil) != nil {
		t.Error("one layout alone is tied")
	}
}
