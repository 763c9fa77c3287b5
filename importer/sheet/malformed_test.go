package sheet_test

import (
	"strings"
	"testing"
)

// good is the sheet that the cases below damage.
func good() string {
	return row(1, "Name", "Room") + row(2, "a", "1") + row(3, "b", "2")
}

func TestXLSX_WrongRowsAndCellsAreNamedWithTheirPlace(t *testing.T) {
	tests := map[string]struct {
		rows, says string
		line       int
	}{
		"row twice":            {good() + row(3, "c"), "row 3 comes after row 3", 3},
		"row out of order":     {good() + row(2, "c"), "row 2 comes after row 3", 2},
		"row zero":             {`<row r="0"/>`, "“0”", 0},
		"row beyond the last":  {`<row r="1048577"/>`, "“1048577”", 0},
		"row no number":        {`<row r="x"/>`, "“x”", 0},
		"cell twice":           {`<row r="1"><c r="A1"/><c r="A1"/></row>`, "after the one in column A", 1},
		"cell out of order":    {`<row r="1"><c r="C1"/><c r="B1"/></row>`, "after the one in column C", 1},
		"cell of another row":  {good() + `<row r="4"><c r="A5"/></row>`, "“A5”", 4},
		"cell beyond XFD":      {`<row r="1"><c r="XFE1"/></row>`, "“XFE1”", 1},
		"cell without letters": {`<row r="1"><c r="11"/></row>`, "“11”", 1},
		"rows beyond the last": {`<row r="1048576"/><row/>`, "beyond row 1048576", 1048576},
		"cells beyond XFD":     {`<row r="1"><c r="XFD1"/><c/></row>`, "beyond column XFD", 1},
		"row with a sign":      {`<row r="+1"/>`, "“+1”", 0},
		"cell small letters":   {`<row r="1"><c r="a1"/></row>`, "“a1”", 1},
		"text index too high":  {`<row r="1"><c r="A1" t="s"><v>7</v></c></row>`, "text “7” of 0", 1},
		"text index negative":  {`<row r="1"><c r="A1" t="s"><v>-1</v></c></row>`, "“-1”", 1},
		"text index no number": {`<row r="1"><c r="A1" t="s"><v>x</v></c></row>`, "text “x”", 1},
		"number that is none":  {`<row r="1"><c r="A1"><v>12x</v></c></row>`, "“12x”", 1},
		"boolean that is none": {`<row r="1"><c r="A1" t="b"><v>2</v></c></row>`, "“2”", 1},
		"date that is none":    {`<row r="1"><c r="A1" t="d"><v>24.8.26</v></c></row>`, "“24.8.26”", 1},
		"unknown type":         {`<row r="1"><c r="A1" t="z"><v>2</v></c></row>`, "unknown type", 1},
		"two values":           {`<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>`, "two values", 1},
		"value and text":       {`<row r="1"><c r="A1"><v>1</v><is><t>2</t></is></c></row>`, "two values", 1},
		"unknown in a cell":    {`<row r="1"><c r="A1"><w>1</w></c></row>`, "element w", 1},
		"unknown in a row":     {`<row r="1"><cell r="A1"/></row>`, "element cell", 1},
		"unknown among rows":   {good() + `<group>` + row(4, "c") + `</group>`, "element group", 3},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := refused(t, book{rows: tt.rows}.bytes(t), "malformed")
			if !strings.Contains(p.Message, tt.says) || p.Line != tt.line {
				t.Errorf("line %d: %s; want line %d and %q", p.Line, p.Message, tt.line, tt.says)
			}
		})
	}
}

func TestXLSX_WhatIsNotWellFormedIsRefused(t *testing.T) {
	open, shut := `<worksheet xmlns="`+mainNS+`"><sheetData>`, `</sheetData></worksheet>`
	tests := map[string]string{
		"cut in the rows":          open + good()[:len(good())-20],
		"cut behind a row":         open + good(),
		"cut in a tag":             open + good() + `<row r="4`,
		"cut in a comment":         open + good() + shut + `<!-- `,
		"cut in a closing tag":     open + good() + `</sheetData></worksh`,
		"tags crossed":             open + row(1, "Name", "Room") + `<row r="2"><c r="A2"><v>1</c></v></row>` + shut,
		"closing tag too many":     open + good() + `</row>` + shut,
		"something after the end":  open + good() + shut + `<x/>`,
		"text after the end":       open + good() + shut + `x`,
		"second root":              open + good() + shut + open + shut,
		"text between rows":        open + good() + `lost` + shut,
		"text between cells":       open + `<row r="1">lost<c r="A1"/></row>` + shut,
		"text in a cell":           open + `<row r="1"><c r="A1">lost</c></row>` + shut,
		"attribute unquoted":       open + `<row r=1/>` + shut,
		"attribute without value":  open + `<row r/>` + shut,
		"attribute twice":          open + `<row r="1" r="2"/>` + shut,
		"attributes run together":  open + `<row r="1"s="2"/>` + shut,
		"attribute with <":         open + `<row s="<"/>` + shut,
		"attribute with an entity": open + `<row s="&bogus;"/>` + shut,
		"attribute not UTF-8":      open + "<row s=\"\xff\"/>" + shut,
		"comment with control":     open + "<!-- \x01 -->" + good() + shut,
		"comment not UTF-8":        open + "<!-- \xff -->" + good() + shut,
		"comment ends in three":    open + "<!-- --->" + good() + shut,
		"no character":             open + row(1, "Name", "a\uFFFFb") + shut,
		"names of another kind":    strings.Replace(open, mainNS, "urn:x", 1) + good() + shut,
		"unknown entity":           open + row(1, "Name", "a&nbsp;b") + shut,
		"lone ampersand":           open + row(1, "Name", "a & b") + shut,
		"reference to nothing":     open + row(1, "Name", "&#0;") + shut,
		"reference to a surrogate": open + row(1, "Name", "&#xD800;") + shut,
		"reference too large":      open + row(1, "Name", "&#x110000;") + shut,
		"end of CDATA in text":     open + row(1, "Name", "]]>") + shut,
		"control character":        open + row(1, "Name", "a\x1bb") + shut,
		"zero byte":                open + row(1, "Name", "a\x00b") + shut,
		"bytes that are not UTF-8": open + row(1, "Name", "a\xffb") + shut,
		"tag without name":         open + `< row r="1"/>` + shut,
		"tag of no UTF-8":          open + "<ro\xff/>" + shut,
		"attribute of two colons":  open + `<row xml:a:b="1"/>` + shut,
		"attribute ends in colon":  open + `<row xml:="1"/>` + shut,
		"tag with a bad name":      open + `<1row/>` + shut,
		"prefix not declared":      open + `<q:row/>` + shut,
		"attribute not declared":   open + `<row q:r="1"/>` + shut,
		"declaration in the midst": open + header + good() + shut,
		"markup of a DTD":          open + `<!ELEMENT x>` + shut,
		"instruction of nothing":   open + good() + `<?>` + shut,
		"instruction all empty":    open + good() + `<??>` + shut,
		"instruction of no name":   open + good() + `<?0x ?>` + shut,
		"instruction not UTF-8":    open + good() + "<?x \xff?>" + shut,
		"another XML":              `<?xml version="2.0"?>` + open + good() + shut,
		"instruction not closed":   open + good() + `<?x ` + shut,
		"element in a value":       open + `<row r="1"><c r="A1"><v>1<x/></v></c></row>` + shut,
		"two tables":               open + good() + `</sheetData><sheetData/></worksheet>`,
		"no table":                 `<worksheet xmlns="` + mainNS + `"/>`,
		"another root":             `<chartsheet xmlns="` + mainNS + `"/>`,
		"empty part":               "",
		"only white space":         " \n ",
	}
	for name, xml := range tests {
		t.Run(name, func(t *testing.T) {
			if xml == "" {
				xml = " "
			}
			refused(t, book{sheetXML: xml}.bytes(t), "malformed")
		})
	}
	refused(t, book{sheetXML: `<!DOCTYPE worksheet>` + open + good() + shut}.bytes(t), "doctype")
	refused(t, book{sheetXML: `<?xml version="1.0" encoding="ISO-8859-1"?>` + open + good() + shut}.bytes(t), "encoding")
}

func TestXLSX_MarkupAcrossTheWindowIsReadLikeAnyOther(t *testing.T) {
	open, shut := `<worksheet xmlns="`+mainNS+`"><sheetData>`+row(1, "Name", "Room"), row(2, "Ana &amp; Bo", "12")+`</sheetData></worksheet>`
	const window = 128 << 10
	for at := window - 180; at < window+10; at += 7 {
		pad := at - len(open)
		for name, filler := range map[string]string{
			"comment": "<!--" + strings.Repeat("x", pad-7) + "-->",
			"space":   strings.Repeat(" ", pad),
			"call":    "<?call a='" + strings.Repeat("y", pad-len("<?call a=''?>")) + "'?>",
		} {
			tab := read(t, book{sheetXML: open + filler + shut}.bytes(t))
			if got := cells(tab); len(got) != 2 || got[1][0] != "Ana & Bo" || got[1][1] != "12" {
				t.Fatalf("%s up to %d: %q", name, at, got)
			}
		}
	}
}
