package sheet_test

import (
	"strings"
	"testing"
)

func TestXLSX_EscapesBelongToTheirOwnRun(t *testing.T) {
	tab := read(t, book{rows: row(1, "Name", "Room") +
		`<row r="2"><c r="A2" t="inlineStr"><is><r><t>_x00</t></r><r><t>41_</t></r></is></c><c r="B2" t="inlineStr"><is><t>_xD83D__xDE00_</t></is></c></row>` +
		`<row r="3"><c r="A3" t="inlineStr"><is><t>_x005F_</t></is></c><c r="B3" t="inlineStr"><is><r><t>_x005F_</t></r><r><t>x0041_</t></r></is></c></row>`}.bytes(t))
	wantCells(t, tab, tab.Header, []string{"_x0041_", "😀"}, []string{"_", "_x0041_"})
}

func TestXLSX_BreaksOfLinesAreLineFeedsUnlessEscaped(t *testing.T) {
	tab := read(t, book{rows: row(1, "Name", "Room") + row(2, "a\r\nb", "a\rb&amp;\r\n") + row(3, "<![CDATA[a\r\nb]]>", "a&#13;&#10;b") + row(4, "a_x000D_\nb", "\r\r\n\nz")}.bytes(t))
	wantCells(t, tab, tab.Header, []string{"a\nb", "a\nb&\n"}, []string{"a\nb", "a\r\nb"}, []string{"a\r\nb", "\n\n\nz"})
}

func TestXLSX_WhiteSpaceOfTextsIsKept(t *testing.T) {
	tab := read(t, book{rows: row(1, "Name", "Room") +
		`<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve">  a </t></is></c><c r="B2" t="inlineStr"> <is> <t> b</t> </is> </c></row>` +
		`<row r="3"><c r="A3" t="n"><v> 7 </v></c><c r="B3" t="b"><v> 1 </v></c></row>`}.bytes(t))
	wantCells(t, tab, tab.Header, []string{"  a ", " b"}, []string{"7", "TRUE"})
}

// TestXLSX_WhatMightHoldATextIsNeverPassedOver has elements that no workbook of today has, where a part of the data
// could stand.
func TestXLSX_WhatMightHoldATextIsNeverPassedOver(t *testing.T) {
	const choice = `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x"/></mc:AlternateContent>`
	for where, b := range map[string]book{
		"among the rows":    {rows: good() + choice},
		"in a row":          {rows: row(1, "Name") + `<row r="2">` + choice + `</row>`},
		"in a cell":         {rows: row(1, "Name") + `<row r="2"><c r="A2">` + choice + `</c></row>`},
		"in a text":         {rows: row(1, "Name") + `<row r="2"><c r="A2" t="inlineStr"><is><t>a</t>` + choice + `</is></c></row>`},
		"in a shared text":  {rows: good(), strings: `<si><t>a</t><u>b</u></si>`},
		"among the sheets":  {rows: good(), sheets: oneSheet + choice},
		"among the styles":  {rows: good(), styles: `<cellXfs><xf numFmtId="0"/>` + choice + `</cellXfs>`},
		"text of no kind":   {rows: row(1, "Name") + `<row r="2"><c r="A2"><is><t>1</t></is></c></row>`},
		"text and an index": {rows: row(1, "Name") + `<row r="2"><c r="A2" t="s"><is><t>0</t></is></c></row>`, strings: `<si><t>lost</t></si>`},
	} {
		t.Run(where, func(t *testing.T) { refused(t, b.bytes(t), "malformed") })
	}
	b := book{rows: good(), workbook: choice, sheetXML: `<worksheet xmlns="` + mainNS + `"><sheetData>` + good() + `</sheetData>` + choice + `</worksheet>`}
	wantCells(t, read(t, b.bytes(t)), []string{"Name", "Room"}, []string{"a", "1"}, []string{"b", "2"})
}

func TestXLSX_PartsInUTF16(t *testing.T) {
	xml := `<?xml version="1.0" encoding="utf-16"?>` + sheetOpen + row(1, "Name", "Room") + row(2, "😀 Zoë", "李") + sheetShut
	sheetPart := func(content string) string {
		return book{extra: map[string]string{"xl/worksheets/sheet1.xml": content}}.bytes(t)
	}
	for name, content := range map[string]string{
		"little": inUTF16(xml, false), "big": inUTF16(xml, true), "no mark, little": inUTF16(xml, false)[2:], "no mark, big": inUTF16(xml, true)[2:],
		"undeclared": inUTF16(strings.Replace(xml, ` encoding="utf-16"`, "", 1), false),
	} {
		t.Run(name, func(t *testing.T) {
			wantCells(t, read(t, sheetPart(content)), []string{"Name", "Room"}, []string{"😀 Zoë", "李"})
		})
	}
	long := sheetOpen + row(1, "Name", "Room") + "<!--" + strings.Repeat("😀", 70_001) + "-->" + row(2, strings.Repeat("é😀", 9000), "z") + sheetShut
	if got := read(t, sheetPart(inUTF16(long, true))).Records[0].Cells; got[0] != strings.Repeat("é😀", 9000) || got[1] != "z" {
		t.Errorf("across the window: %d bytes", len(got[0]))
	}
	whole := inUTF16(xml, false)
	refused(t, sheetPart(whole[:len(whole)-1]), "malformed")
	refused(t, sheetPart(strings.Replace(whole, "\x3d\xd8", "a\x00", 1)), "malformed")
	refused(t, sheetPart(strings.Replace(whole, "\x00\xde", "a\x00", 1)), "malformed")
	refused(t, sheetPart(inUTF16(strings.Replace(xml, "utf-16", "utf-8", 1), false)), "encoding")
	refused(t, sheetPart(xml), "encoding")
}
