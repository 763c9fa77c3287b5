package sheet_test

import "testing"

func TestXLSX_APartThatIsNotNeededIsCheckedToo(t *testing.T) {
	data := []byte(book{rows: row(1, "Name", "Room") + row(2, "a", "1"), extra: map[string]string{"xl/theme/theme1.xml": "<theme/>"}}.bytes(t))
	at := len(data)
	for i := range data {
		if string(data[i:min(i+19, len(data))]) == "xl/theme/theme1.xml" {
			at = i + 19 + 4 // inside its compressed data
			break
		}
	}
	data[at] ^= 0x10
	p := refused(t, string(data), "damaged")
	if p.Message != "the workbook's part xl/theme/theme1.xml is damaged: its compressed data is wrong" &&
		p.Message != "the workbook's part xl/theme/theme1.xml is damaged: its checksum is wrong" &&
		p.Message != "the workbook's part xl/theme/theme1.xml is damaged: it ends too early" {
		t.Fatalf("told as %q", p.Message)
	}
}

func TestXLSX_PartsTwiceOrMissingAreRefused(t *testing.T) {
	twice := zipped(t, [2]string{"[Content_Types].xml", "<x/>"}, [2]string{"xl/a.xml", "<x/>"}, [2]string{"XL/A.xml", "<x/>"})
	refused(t, twice, "damaged")
	missing := book{rows: row(1, "Name", "Room") + row(2, "a", "1"), rels: `<Relationship Id="rId2" Type="` + relNS + `/worksheet" Target="worksheets/gone.xml"/>`}
	read(t, missing.bytes(t))
	missing.sheets = `<sheet name="Gone" sheetId="1" r:id="rId2"/>`
	refused(t, missing.bytes(t), "damaged")
	missing.sheets = `<sheet name="Gone" sheetId="1" r:id="rId7"/>`
	refused(t, missing.bytes(t), "malformed")
}
