package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/spf13/cobra"

	"homeroom/fixtures"
	"homeroom/store/procedure"
	"homeroom/tui"
	"homeroom/tui/plain"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// hostile moves the cursor, turns the text around, hides a letter, clears the screen the short way and rings the bell,
// if it is let through.
const hostile = "\x1b[66;6Hpwn\u202e\u200b\u009b2J\x07"

// poison writes the hostile text into every free text of the database, past the store, as another program could.
func poison(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	run := func(statement string, args ...any) {
		t.Helper()
		if _, err := db.Exec(statement, args...); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	for _, trigger := range names(t, db, "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
		run("DROP TRIGGER " + trigger)
	}
	run("INSERT INTO mappings (name_key, name, template, headers, pairs, operator, at) VALUES ('list', 'list', 'mut-users', '[]', ?, 'kim', '')",
		`[["Log\u001b[66;6Hpwn\u202e\u200bin","user_id"]]`)
	for table, columns := range map[string]string{
		"mappings":    "name operator",
		"sites":       "name",
		"devices":     "asset_tag model full_name email phone position department building room ownership",
		"users":       "full_name email phone position managed_apple_account domain grade type groups locations",
		"exports":     "operator site query",
		"acts":        "operator title",
		"imports":     "template mode sheet file_name",
		"import_rows": "status serial asset_tag user_id",
		"reviews":     "file_name",
		"decisions":   "reason operator",
		"mends":       "value",
		"review_log":  "operator word",
		"scopes":      "title",
		"views":       "name query operator",
		"checklists":  "owner sender note",
	} {
		for _, column := range strings.Fields(columns) {
			run("UPDATE "+table+" SET "+column+" = "+column+" || ?", hostile)
		}
	}
	run("UPDATE reviews SET sheet = sheet || ?1, operator = operator || ?1 WHERE operator = 'kim'", hostile) // the other one is found
	run("UPDATE history SET fields = replace(fields, 'student', ?)", `\u001b[66;6Hpwn\u202e\u200b\u009b2J\u0007`)
}

func names(t *testing.T, db *sql.DB, query string) (list []string) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		list = append(list, name)
	}
	return list
}

// steers finds the first character in what a command wrote that acts on a terminal or cannot be seen.
func steers(s string) string {
	for i, r := range s {
		if r == utf8.RuneError && s[i] != 0xef {
			return "a byte that is not text in " + around(s, i)
		}
		if r != '\n' && !unicode.IsGraphic(r) {
			return fmt.Sprintf("%U in %s", r, around(s, i))
		}
	}
	return ""
}

func around(s string, i int) string { return strconv.Quote(s[max(0, i-60):min(len(s), i+60)]) }

// folder lays out a folder with hostile files, and returns their names.
func folder(t *testing.T) (dir string, files map[string]string) {
	t.Helper()
	dir = t.TempDir()
	header := "Asset Tag,Serial Number,Model,User ID,Full Name,Email,Phone Number,Position,Home School,Delete\n"
	row := "9975685,LKP6FMAT0T9L,iPad mini Retina,eve.pwn,Eve,,,student,,\n"
	files = map[string]string{}
	for name, content := range map[string]string{
		"rows":   header + strings.ReplaceAll(row, "Eve", "Eve\u202e\x1b[66;6Hpwn\u200b"),
		"header": strings.Replace(header, "Home School", "Home \x1b[66;6Hpwn\u202e", 1) + row,
		"broken": header + "\"" + hostile + row,
		"binary": "%PDF-" + hostile,
		"bytes":  header + strings.ReplaceAll(row, "Eve", "\x80\x81\xff\x1b[66;6H"),
	} {
		path := filepath.Join(dir, name+"\x1b[66;6H\u202e"+".csv")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		files[name] = path
	}
	return dir, files
}

// leaves are the names of all commands that do something.
func leaves(c *cobra.Command, path string) (list []string) {
	if c.Runnable() && path != "" {
		list = append(list, path)
	}
	for _, sub := range c.Commands() {
		if sub.Name() != "help" && sub.Name() != "completion" {
			list = append(list, leaves(sub, strings.TrimSpace(path+" "+sub.Name()))...)
		}
	}
	return list
}

// begin lets an operator begin a review of a file, decide on two rows, and lose the line.
func begin(t *testing.T, program plain.Program, operator, file string) {
	t.Helper()
	program.In, program.Out, program.Err = strings.NewReader("y\nN\nspare\n"), io.Discard, io.Discard
	command := plain.Command(program)
	command.SetArgs([]string{"import", file, "--site", "LARK", "--mode", "assign", "--plain", "--operator", operator})
	if code := plain.Report(io.Discard, command.ExecuteContext(t.Context())); code != 2 {
		t.Fatalf("the import of %s ended with %d", file, code)
	}
}

// uses are the commands, each with what it is run with on the poisoned demo school; kept is a file under review.
func uses(dir string, files map[string]string, kept string) map[string][][]string {
	json := func(args ...[]string) (all [][]string) {
		for _, a := range args {
			all = append(all, a, append(slices.Clip(a), "--json"))
		}
		return all
	}
	list := func(words ...string) []string { return words }
	var inspect, preview, imports [][]string
	for _, file := range files {
		inspect = append(inspect, json(list("--rows", file))...)
		preview = append(preview, json(list("--site", "LARK", "--mode", "assign", file))...)
		preview = append(preview, json(list("--template", "mlti", "--map", hostile+"=serial", file), list("--map", hostile, file),
			list("--mapping", hostile, file), list("--option", hostile, file), list("--option", "x="+hostile, "--site", "LARK", file))...)
		imports = append(imports, json(list("--site", "LARK", "--mode", "assign", "--yes", file))...)
	}
	imports = append(imports, list("--site", "LARK", "--mode", "assign", "--plain", kept))
	return map[string][][]string{
		"devices":   append(json(list(), list("changed:"+hostile)), list("--csv")),
		"users":     append(json(list(), list("departing:yes"), list(hostile)), list("--csv")),
		"views":     json(list("devices"), list("users"), list(hostile), list("devices", "--save", hostile, hostile)),
		"scan":      json(list(hostile), list("S"+hostile)),
		"history":   json(list("anouk.ivermere"), list("LKP6FMAT0T9L"), list(hostile), list("anouk.ivermere", "--on", hostile)),
		"assign":    json(list("LKP6FMAT0T9L", hostile, "--yes"), list(hostile, "anouk.ivermere", "--yes")),
		"clear":     json(list("LKP6FMAT0T9L", "--yes"), list(hostile, "--yes")),
		"swap":      json(list("LKP6FMAT0T9L", hostile, "--yes")),
		"edit":      json(list("device", "LKP6FMAT0T9L", "room="+hostile, "--yes"), list("user", "anouk.ivermere", "name=a\u202eb", "--yes")),
		"new":       json(list("user", "id="+hostile, "--yes"), list(hostile, hostile)),
		"depart":    json(list("anouk.ivermere", "--yes"), list(hostile, "--yes")),
		"position":  json(list("teacher", "anouk.ivermere", "--yes"), list(hostile, "anouk.ivermere", "--yes")),
		"undo":      {list("1"), list("2", "--yes"), list(hostile), list("3", "--line", "2", "--line", hostile)},
		"redo":      {list("1", "--yes"), list("2", "--yes"), list(hostile)},
		"checklist": {list(hostile)},

		"checklist list":      json(list(), list("--state", hostile)),
		"checklist show":      json(list("1"), list("2"), list(hostile)),
		"checklist start":     json(list(hostile), list("removal", "--user", hostile), list("removal", "--user", "anouk.ivermere", "--note", hostile)),
		"checklist do":        json(list("1", "--yes"), list("1", "--step", hostile, "--yes"), list("2", "--yes", "--note", hostile)),
		"checklist note":      json(list("1", hostile), list("1", "a\u202eb")),
		"checklist hand-over": json(list("1", "--to", hostile), list("1", "--to", "k\u202e.alder")),
		"checklist write":     {list("1"), list("1", "-o", filepath.Join(dir, hostile+".txt")), list(hostile)},
		"checklist abandon":   json(list("1", "--yes"), list(hostile)),

		"scopes":        {list(hostile)},
		"scopes list":   json(list()),
		"scopes show":   json(list("reading"), list("Reading"), list(hostile)),
		"scopes new":    json(list(hostile, "--site", "LARK", "--yes"), list("ok", "--site", hostile, "--title", hostile, "--yes")),
		"scopes add":    json(list(hostile, hostile, "--yes")),
		"scopes remove": json(list(hostile, hostile, "--yes")),

		"reviews":            json(list()),
		"reviews list":       json(list()),
		"reviews show":       json(list("1"), list("2"), list(hostile)),
		"reviews file":       {list("1", "-o", filepath.Join(dir, hostile+".review")), list(hostile, "-o", "x")},
		"reviews take-over":  {list("1", "--word", hostile), list("1", "--word", "a\u202eb"), list("1", "--word", "a\u202eb", "--operator", "kim"), list(hostile, "--word", hostile)},
		"reviews throw-away": {list("1", "--operator", "kim", "--yes"), list("2", "--yes"), list(hostile, "--yes")},
		"reviews keep":       {list(), list("40"), list(hostile)},

		"imports":         json(list()),
		"imports list":    json(list()),
		"imports show":    json(list("1"), list("2"), list(hostile)),
		"imports file":    {list("1", "-o", filepath.Join(dir, hostile+".import")), list(hostile, "-o", "x")},
		"imports rejects": {list("2", "-o", filepath.Join(dir, hostile+"r.csv")), list(hostile, "-o", "x.csv")},
		"imports summary": {list("2", "-o", filepath.Join(dir, hostile+"s.csv")), list("2", "-o", hostile), list(hostile, "-o", "x.csv")},
		"groups":          {list(hostile)},
		"groups list":     json(list()),
		"groups new":      json(list(hostile, "--yes"), list("ok", "--yes")),
		"groups rename":   json(list("chess", hostile, "--yes"), list(hostile, "x", "--yes"), list("ok", "a\u202eb", "--yes")),
		"groups delete":   json(list(hostile, "--yes"), list("chess", "--yes")),

		"export": {
			list("mut-users", "-o", filepath.Join(dir, "a.csv")), list("mut-users", hostile, "-o", filepath.Join(dir, "b.csv")),
			list("mut-computers", "-o", filepath.Join(dir, hostile+".xlsx")), list(hostile, "-o", "x.csv"),
			list("manageengine-assign", "-o", filepath.Join(dir, "c.csv"), "--changes"),
		},
		"exports":            {list(hostile)},
		"exports list":       json(list()),
		"exports throw-away": {list(hostile), list("1", "--yes"), list(hostile, "--yes")},
		"exports file":       {list(hostile, "-o", "x.csv"), list("1", "-o", filepath.Join(dir, hostile+".csv"))},

		"mappings":        {list(hostile)},
		"mappings list":   json(list()),
		"mappings show":   json(list("list"), list(hostile)),
		"mappings rename": {list("list", hostile), list("list", "a\u202eb"), list(hostile, "x")},
		"mappings delete": {list(hostile), list("list")},

		"import":   imports,
		"inspect":  inspect,
		"preview":  preview,
		"template": {list(), list(hostile), list("mlti", "-o", filepath.Join(dir, hostile+".csv"))},
		"verify":   json(list()),
		"backup":   {list(filepath.Join(dir, hostile, "x.db")), list(filepath.Join(dir, hostile+".db"))},
		"demo":     {list("--no-console", "--dir", filepath.Join(dir, hostile))},
	}
}

// TestHostile_NoCommandLetsTextSteerTheTerminal runs every command there is on records, files, file names and arguments
// that try to; a new command is asked for here by its name.
func TestHostile_NoCommandLetsTextSteerTheTerminal(t *testing.T) {
	db, inbox, err := fixtures.Demo(context.Background(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	program := plain.Program{
		In: strings.NewReader(""), Out: &out, Err: &out, Asks: true, Database: db, Operator: "dana", Inbox: inbox, Demo: fixtures.Demo,
	}
	kept := filepath.Join(inbox, "assign-lark.csv")
	begin(t, program, "dana", kept)
	begin(t, program, "kim", kept)
	poison(t, db)
	dir, files := folder(t)
	known, said := uses(dir, files, kept), 0
	for _, name := range leaves(plain.Command(program), "") {
		if known[name] == nil {
			t.Errorf("homeroom %s is not tried", name)
		}
		for _, args := range known[name] {
			out.Reset()
			command := plain.Command(program)
			command.SetArgs(append(strings.Fields(name), args...))
			plain.Report(&out, command.ExecuteContext(context.Background()))
			if bad := steers(out.String()); bad != "" {
				t.Errorf("homeroom %s %q lets through %s", name, args, bad)
			}
			if strings.Contains(out.String(), "‹U+202E›") {
				said++
			}
		}
	}
	if said < 40 { // or the hostile text was not there to be shown
		t.Errorf("only %d answers showed the hostile text as marks", said)
	}
}

// watched is the program's end of the wire: it keeps every byte.
type watched struct {
	io.Writer
	seen *bytes.Buffer
}

func (w watched) Write(p []byte) (int, error) {
	w.seen.Write(p)
	return w.Writer.Write(p)
}

// TestHostile_NoScreenLetsTextSteerTheTerminal walks the console over the poisoned demo school and looks at the bytes on
// the wire, not at what a terminal makes of them.
func TestHostile_NoScreenLetsTextSteerTheTerminal(t *testing.T) {
	env := district.Env(t)
	if _, err := procedure.Start(t.Context(), env.Store, env.Operator, procedure.Request{Procedure: "removal", UserID: "anouk.ivermere", Note: "a\u202eb"}); err != nil {
		t.Fatal(err)
	}
	poison(t, env.Store.Path())
	env.Inbox, _ = folder(t)
	var seen bytes.Buffer
	term := tuitest.Run(t, func(in io.Reader, out io.Writer, environ []string) *tea.Program {
		return tea.NewProgram(tui.New(env), tea.WithInput(in), tea.WithOutput(watched{out, &seen}), tea.WithEnvironment(environ),
			tea.WithoutSignals(), tea.WithWindowSize(120, 40))
	}, 120, 40)
	const shown = "␛[66;6H"
	for _, walk := range []struct {
		digit, title string
		keys         []string // with a mark behind those that lead to another screen
	}{
		{"2", "Devices", []string{"v", "esc", "enter!", "o!", "esc!", "b!", "esc!", "esc!"}},
		{"3", "Users", []string{"enter!", "o!", "esc!", "b!", "esc!", "e!", "esc!", "esc!"}},
		{"4", "Bulk", []string{"/", "r", "o", "w", "s", "enter", "enter!", "enter!", "esc!"}},
		{"5", "Checklists", []string{"enter!", "esc!"}},
		{"6", "History", []string{"enter!", "u!", "esc!", "esc!", "end", "enter!", "esc!"}},
	} {
		term.Press("1")
		term.WaitFor("[1 Home]")
		term.Press(walk.digit)
		term.WaitFor("[" + walk.digit + " " + walk.title + "]")
		term.WaitFor(shown)
		for _, key := range walk.keys {
			before := header(term.Screen())
			key, opens := strings.CutSuffix(key, "!")
			term.Press(key)
			if opens {
				term.WaitUntil("another screen after "+key, func(s string) bool { return header(s) != before })
			}
		}
	}
	term.Resize(80, 24)
	term.Press("ctrl+c")
	term.WaitEnd()
	wire := seen.String()
	for _, bad := range []string{"\x1b[66;6H", "\u202e", "\u200b", "\u009b", "2J\x07"} {
		if at := strings.Index(wire, bad); at >= 0 {
			t.Errorf("%q is on the wire: %q", bad, wire[max(0, at-200):min(len(wire), at+60)])
		}
	}
}

// header is the first line of a screen: its title.
func header(s string) string { return strings.SplitN(s, "\n", 2)[0] }
