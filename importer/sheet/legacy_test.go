package sheet_test

import (
	"runtime"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"homeroom/importer/sheet"
)

// inSchools are names, rooms and notes as schools write them, each with characters that both old encodings have.
var inSchools = []string{
	"Garc\u00eda", "D\u00edaz", "Mart\u00ednez", "Rodr\u00edguez", "Sof\u00eda", "Mar\u00eda", "Cafeter\u00eda", "Bj\u00f6rn", "Schr\u00f6der", "L\u00d3PEZ",
	"GARC\u00cdA", "NU\u00d1EZ", "PE\u00d1A", "M\u00dcLLER", "JOS\u00c9", "FRAN\u00c7OIS", "REN\u00c9E", "NO\u00cbL", "C\u00d4T\u00c9", "D\u00cdAZ",
	"Jos\u00e9", "Pe\u00f1a", "Mu\u00f1oz", "N\u00fa\u00f1ez", "I\u00f1igo", "Zu\u00f1iga", "Jes\u00fas", "Ra\u00fal", "H\u00e9ctor", "Ram\u00f3n",
	"Le\u00f3n", "Mar\u00eda Jos\u00e9", "\u00c1ngel", "\u00d3scar", "\u00darsula", "\u00c9lodie", "\u00c9. Roy", "\u00d6zil", "\u00dcnal", "\u00c7elik",
	"J\u00f6rg", "G\u00f6khan", "M\u00fcller", "J\u00e4ger", "Fran\u00e7ois", "Zo\u00eb", "Ana\u00efs", "Rapha\u00ebl", "Beno\u00eet", "J\u00e9r\u00f4me",
	"Jo\u00e3o", "\u00c5sa", "S\u00f8ren", "\u00d8ystein", "Kj\u00e6r", "Gr\u00f6\u00dfe", "Br\u00fbl\u00e9court", "Andr\u00e9e", "Chlo\u00e9", "Nicol\u00f2",
	"O\u2019Neil", "O\u2019NEIL", "O\u2019shea", "D\u2019Angelo", "L\u2019Heureux", "Ana\u2019s iPad", "Kim\u2019s cart", "can\u2019t charge", "the students\u2019 cart", "class of \u201926",
	"Remy \u201cRem\u201d Pellwell", "D\u2019Angelo \u201cDJ\u201d Moss", "Jos\u00e9 \u201cPepe\u201d Ruiz", "Ana \u201cANNIE\u201d Moss", "Kim \u2018Kit\u2019 Ek",
	"K\u20135 Lab", "K\u20145 Lab", "Smith\u2013Jones", "Wi\u2013Fi", "Art\u2014Music", "Grades 6\u20138", "Gym \u2013 new", "Hall \u2014 old",
	"iPad\u2122", "iPad\u00ae", "Art\u2026", "\u2022 broken", "3\u00ba A", "Room\u00a0Blue", "\u00bfQu\u00e9", "\u00a1Hola", "5\u00b0",
}

// windowsOnly are what Mac Roman cannot write.
var windowsOnly = []string{"Milo\u0161", "Nata\u0161a", "Du\u0161an", "\u0160imon", "\u017diga", "Jo\u017ee", "Dra\u017een", "\u00de\u00f3ra"}

// onlyName is the encoding and the only name of a table.
func onlyName(t *testing.T, table *charmap.Charmap, name string) (string, string) {
	t.Helper()
	tab := read(t, toLegacy(t, table, "Full Name,Room\n\""+name+"\",x\n"))
	return tab.Encoding, tab.Records[0].Cells[0]
}

func TestLegacy_OneNameAloneIsReadRightFromBothEncodings(t *testing.T) {
	for label, c := range map[string]struct {
		table *charmap.Charmap
		names []string
	}{
		"Windows-1252": {charmap.Windows1252, append(windowsOnly, inSchools...)},
		"Mac Roman":    {charmap.Macintosh, inSchools},
	} {
		for _, name := range c.names {
			if encoding, got := onlyName(t, c.table, name); got != name {
				t.Errorf("%s: %s was read as %s in %s", label, name, got, encoding)
			}
		}
	}
}

func TestLegacy_AFileOfManyNamesIsReadRightFromBothEncodings(t *testing.T) {
	for label, table := range map[string]*charmap.Charmap{"Windows-1252": charmap.Windows1252, "Mac Roman": charmap.Macintosh} {
		tab := read(t, toLegacy(t, table, "Full Name\n"+strings.Join(inSchools, "\n")+"\n"))
		for i, name := range inSchools {
			if got := tab.Records[i].Cells[0]; got != name {
				t.Errorf("%s: %s was read as %s", label, name, got)
			}
		}
		p := problem(t, tab, "encoding_guessed")
		if strings.Contains(p.Message, "nearly as well") {
			t.Errorf("%s: a file full of evidence is told as a near tie: %s", label, p.Message)
		}
	}
}

func TestLegacy_ANearTieIsToldWithBothReadings(t *testing.T) {
	tab := read(t, "Full Name,Room\nSol\x92s,12\n")
	p := problem(t, tab, "encoding_guessed")
	for _, reading := range []string{"\u201cSol\u00eds\u201d", "\u201cSol\u2019s\u201d", "Mac Roman", "Windows-1252"} {
		if !strings.Contains(p.Message, reading) {
			t.Errorf("%s is not in %q", reading, p.Message)
		}
	}
	clear := problem(t, read(t, "Full Name,Room\nGarc\x92a,12\n"), "encoding_guessed")
	if strings.Contains(clear.Message, "nearly as well") {
		t.Errorf("what is plain is told as a near tie: %q", clear.Message)
	}
}

// TestCSV_OddTextsDoNotFillTheMemory counts all that is allocated, what was given back included.
func TestCSV_OddTextsDoNotFillTheMemory(t *testing.T) {
	accented := "Full Name,Room\n" + strings.Repeat(strings.Repeat("Jos\xe9 Pellwell ", 8)+",12\n", 400_000)
	for name, data := range map[string]string{
		"line breaks in 900,000 rows": "a,b,c\n" + strings.Repeat("\"x\ny\nz\",y,z\n", 900_000),
		"each row wholly quoted":      strings.Repeat("\"a,b,c\"\n", 800_000),
		"backslashes before marks":    "a,b\n" + strings.Repeat("\"x \\\"y\\\" z\",1\n", 900_000),
		"48 MiB of accents":           accented,
		"60 MiB of UTF-16":            "\xff\xfe" + to16("Full Name,Room\n"+strings.Repeat(strings.Repeat("Ana Pellwell ", 10)+",12\n", 230_000), false),
	} {
		t.Run(name, func(t *testing.T) {
			runtime.GC()
			before := allocated()
			tab, err := sheet.Read("a.csv", []byte(data), sheet.Options{})
			used := (allocated() - before - uint64(len(data))) >> 20 // the bytes of the file themselves
			if err != nil || len(tab.Records) == 0 {
				t.Fatal(err)
			}
			if used > 128 {
				t.Errorf("%d MiB of memory", used)
			}
		})
	}
}
