package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const maasHeader = "Full Name,Username,Domain,Email Address,Managed Apple ID"

// bad are ways in which an account is wrong, and what is said of each.
var bad = []struct{ account, says string }{
	{"p%04d.oak.example", "R-05: a Managed Apple Account has exactly one @"},
	{"p%04d @oak.example", "R-05: a Managed Apple Account has no space"},
	{"p%04d@oak", "R-05: after the @ stands a domain with a dot"},
	{"HELD@oak.example", "R-60: Managed Apple ID already exists: Held Account (held) has it"},
}

// thousandUsers are 1,000 people of whom every 25th has an account that is wrong; mended, none has.
func thousandUsers(mended bool) [][]string {
	rows := [][]string{strings.Split(maasHeader, ",")}
	for i := range 1000 {
		account := fmt.Sprintf("p%04d@oak.example", i)
		if i%25 == 0 && !mended {
			if account = bad[i/25%len(bad)].account; strings.Contains(account, "%") {
				account = fmt.Sprintf(account, i)
			}
		}
		rows = append(rows, []string{fmt.Sprintf("Person %d", i), fmt.Sprintf("p%04d", i), "OAK", "", account})
	}
	return rows
}

// writeRows writes rows by hand as the file's name says.
func (p *place) writeRows(name string, rows [][]string) {
	p.t.Helper()
	var b bytes.Buffer
	if strings.HasSuffix(name, ".csv") {
		if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
			p.t.Fatal(err)
		}
		p.write(name, b.String())
		return
	}
	book := excelize.NewFile()
	defer book.Close()
	for i := range rows {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &rows[i]); err != nil {
			p.t.Fatal(err)
		}
	}
	if err := book.SaveAs(p.path(name)); err != nil {
		p.t.Fatal(err)
	}
}

// readRows reads what the program wrote.
func (p *place) readRows(name string) (rows [][]string) {
	p.t.Helper()
	data, err := os.ReadFile(p.path(name))
	if err != nil {
		p.t.Fatal(err)
	}
	if strings.HasSuffix(name, ".csv") {
		rows, err = csv.NewReader(bytes.NewReader(data)).ReadAll()
	} else {
		var book *excelize.File
		if book, err = excelize.OpenReader(bytes.NewReader(data)); err == nil {
			defer book.Close()
			rows, err = book.GetRows(book.GetSheetName(0))
		}
	}
	if err != nil {
		p.t.Fatal(err)
	}
	return rows
}

// accounts are the users on record by their accounts.
func (p *place) accounts() map[string][]string {
	p.t.Helper()
	var list []struct {
		UserID  string `json:"user_id"`
		Account string `json:"managed_apple_account"`
	}
	if err := json.Unmarshal([]byte(p.run(0, "users", "--json")), &list); err != nil {
		p.t.Fatal(err)
	}
	by := map[string][]string{}
	for _, u := range list {
		account := strings.ToLower(u.Account)
		by[account] = append(by[account], u.UserID)
	}
	return by
}

func TestMaaS360_R60_R88_FortyOfAThousandComeBackAndAreSavedOnceMended(t *testing.T) {
	for _, format := range []string{"csv", "xlsx"} {
		t.Run(format, func(t *testing.T) {
			p := newPlace(t)
			p.write("stock.csv", "Asset Tag,Serial Number,Device Type\n8000001,DMPX10000001,iPad Air\n")
			p.run(0, "import", "stock.csv", "--site", "OAK", "--solution", "primary", "--yes")
			p.writeRows("held.csv", [][]string{strings.Split(maasHeader, ","), {"Held Account", "held", "OAK", "", "held@oak.example"}})
			p.run(0, "import", "held.csv", "--yes")

			p.writeRows("users."+format, thousandUsers(false))
			out := p.run(1, "import", "users."+format, "--yes", "--rejects", "mend."+format)
			for _, said := range []string{
				"\n1000 rows: 960 add, 0 change, 0 revoke, 0 same, 0 left out, 0 held back, 40 error\n", "Saved: 960 rows", "40 rows written to mend." + format,
			} {
				if !strings.Contains(out, said) {
					t.Errorf("the summary does not say %q: %s", said, tail(out))
				}
			}
			if by := p.accounts(); len(by) != 961 {
				t.Errorf("%d accounts are on record", len(by))
			}

			rows := p.readRows("mend." + format)
			if len(rows) != 41 || strings.Join(rows[0][:5], ",") != maasHeader {
				t.Fatalf("%d rows come back, under %q", len(rows)-1, rows[0])
			}
			for i, row := range rows[1:] {
				if want := bad[i%len(bad)].says; row[1] != fmt.Sprintf("p%04d", i*25) || !strings.Contains(row[5], want) {
					t.Errorf("%q does not say %s", row, want)
				}
				row[4] = row[1] + "@oak.example"
			}
			p.writeRows("mended."+format, rows)
			p.run(0, "import", "mended."+format, "--yes")

			by := p.accounts()
			for account, ids := range by {
				if len(ids) != 1 {
					t.Errorf("%s is had by %v", account, ids)
				}
			}
			if len(by) != 1001 {
				t.Errorf("%d accounts are on record", len(by))
			}
			p.writeRows("whole."+format, thousandUsers(true))
			if out := p.run(0, "preview", "whole."+format, "--json"); !strings.Contains(out, `"same":1000`) {
				t.Errorf("the whole mended file is %s", tail(out))
			}
			p.run(0, "verify")
		})
	}
}
