package template_test

import (
	"bytes"
	"strings"
	"testing"

	"homeroom/importer/template"
)

// The header lines of MUT 6, as its own files have them.
const (
	mutComputers = "Computer Serial,Display Name,Asset Tag,Barcode 1,Barcode 2,Username,Real Name,Email Address,Position,Phone Number,Department,Building,Room,PO Number,Vendor,Purchase Price,PO Date,Warranty Expires,Is Leased,Lease Expires,AppleCare ID,Site (ID or Name),Managed"
	mutMobile    = "Mobile Device Serial,Display Name,Enforce Name,Asset Tag,Username,Real Name,Email Address,Position,Phone Number,Department,Building,Room,PO Number,Vendor,Purchase Price,PO Date,Warranty Expires,Is Leased,Lease Expires,AppleCare ID,Airplay Password (tvOS Only),Site (ID or Name)"
	mutUsers     = "Current Username,New Username,Full Name,Email Address,Phone Number,Position,LDAP Server ID,Site (ID or Name),Managed Apple ID (Requires Jamf Pro 10.15+)"
)

func TestMUT_HeadersAreThoseOfTheToolByteForByte(t *testing.T) {
	for want, layout := range map[string]*template.Template{
		mutComputers: template.MUTComputers(), mutMobile: template.MUTMobileDevices(), mutUsers: template.MUTUsers(),
	} {
		var b bytes.Buffer
		if err := layout.Write(&b, "csv", nil); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimRight(b.String(), "\r\n"); got != want {
			t.Errorf("%s is headed\n%s, want\n%s", layout.Name, got, want)
		}
	}
}

func TestGuess_TellsTheFilesOfMUTApart(t *testing.T) {
	for header, name := range map[string]string{mutComputers: "mut-computers", mutMobile: "mut-mobile-devices", mutUsers: "mut-users"} {
		row := "DMPX10000001" + strings.Repeat(",", strings.Count(header, ","))
		guesses := template.Guess(read(t, header+"\n"+row+"\n"))
		if len(guesses) == 0 || guesses[0].Template.Name != name || guesses[0].Score < 0.99 {
			t.Errorf("%s is taken for %+v", name, guesses)
		}
	}
}
