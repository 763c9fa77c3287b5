package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// layer is a part of the house and what it may know of the others.
type layer struct {
	packages []string // a name ending in /... stands for everything below it, too
	may      []string // homeroom packages it may import, besides those of its own entry
}

// parts of the console that every screen may use; screen is the leaf that root and screens share.
var parts = []string{
	"tui/screen", "tui/theme", "tui/table", "tui/form", "tui/dialog", "tui/diff", "tui/browse", "tui/page", "tui/trail", "tui/report", "tui/progress", "tui/roster",
}

// screens know parts, records and files; never each other, never the root.
var screens = []string{"tui/home", "tui/device", "tui/user", "tui/bulk", "tui/history", "tui/act", "tui/scan", "tui/checklist", "tui/export", "tui/class", "tui/settings"}

// layers is the direction of the house: nothing points back.
func layers() []layer {
	data := []string{"store", "store/edit", "store/procedure", "store/text", "store/index", "importer", "importer/sheet", "importer/template"}
	all := []layer{
		{[]string{"store/text"}, nil},
		{[]string{"store/index"}, nil},
		{[]string{"store"}, []string{"store/text", "store/index"}},
		{[]string{"store/edit"}, []string{"store", "store/text"}},
		{[]string{"store/procedure"}, []string{"store", "store/edit", "store/text"}},
		{[]string{"store/storetest"}, []string{"store", "store/text"}},
		{[]string{"importer/interleave"}, nil}, // a test alone
		{[]string{"importer/sheet"}, []string{"store/text"}},
		{[]string{"importer/template"}, []string{"importer/sheet", "store", "store/text"}},
		{[]string{"importer"}, []string{"importer/sheet", "importer/template", "store", "store/edit", "store/text", "store/index"}},
		{[]string{"fixtures/..."}, data},
		{[]string{"tui/tuitest"}, []string{"tui/screen"}},
		{[]string{"tui/tuitest/district"}, []string{"tui/screen", "tui/theme", "fixtures", "store/storetest"}},
		{[]string{"tui/plain"}, append([]string{"tui/theme", "tui/report"}, data...)},
		{[]string{"tui"}, slices.Concat(screens, parts, data)},
		{[]string{"."}, []string{"tui", "tui/plain", "tui/screen", "tui/theme", "fixtures"}},
		{parts, data},
	}
	for _, s := range screens {
		all = append(all, layer{[]string{s}, slices.Concat(parts, data)})
	}
	return all
}

func TestDirection_NothingPointsBack(t *testing.T) {
	for _, p := range listPackages(t) {
		place := layerOf(p.name)
		if place == nil {
			t.Errorf("package %s has no place in the house: give it one in layers()", p.name)
			continue
		}
		for _, i := range p.imports {
			if !slices.Contains(place.may, i) && !holds(place.packages, i) {
				t.Errorf("%s must not import %s", p.name, i)
			}
		}
	}
}

func TestDirection_StoreNeedsOnlyTheStandardLibraryAndItsDriver(t *testing.T) {
	for _, p := range listPackages(t) {
		if p.name != "store" && (!strings.HasPrefix(p.name, "store/") || p.name == "store/storetest") {
			continue
		}
		for _, i := range p.foreign {
			if i != "github.com/mattn/go-sqlite3" {
				t.Errorf("%s must not import %s", p.name, i)
			}
		}
	}
}

// pkg is a package of this module with the imports of its non-test files.
type pkg struct {
	name    string   // below the module
	imports []string // of this module, below the module
	foreign []string // of other modules
}

func listPackages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			t.Fatalf("go list: %v\n%s", err, failed.Stderr)
		}
		t.Fatal(err)
	}
	var list []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, sorted(p.ImportPath, p.Imports))
	}
}

// sorted tells the imports of this module from those of others; the standard library's names have no dot.
func sorted(path string, imports []string) pkg {
	p := pkg{name: below(path)}
	for _, i := range imports {
		first, _, _ := strings.Cut(i, "/")
		switch {
		case first == "homeroom":
			p.imports = append(p.imports, below(i))
		case strings.Contains(first, "."):
			p.foreign = append(p.foreign, i)
		}
	}
	return p
}

func below(path string) string {
	if path == "homeroom" {
		return "."
	}
	return strings.TrimPrefix(path, "homeroom/")
}

func layerOf(name string) *layer {
	for _, l := range layers() {
		if holds(l.packages, name) {
			return &l
		}
	}
	return nil
}

func holds(packages []string, name string) bool {
	for _, p := range packages {
		root, deep := strings.CutSuffix(p, "/...")
		if name == root || deep && strings.HasPrefix(name, root+"/") {
			return true
		}
	}
	return false
}
