package bulk

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
)

// file is one entry of the inbox folder. Rel is its path inside the inbox, with slashes.
type file struct {
	rel     string
	name    string
	folder  bool
	known   bool // an ending that a bulk template comes with
	size    int64
	changed time.Time
}

// inboxMsg answers listInbox. A folder that cannot be read is told in errs; the reviews and imports are there all the same.
type inboxMsg struct {
	reply
	folder  string
	files   []file
	reviews []store.Review
	imports []store.ActSummary
	days    int // after which reviews age out, 0 for never
	now     time.Time
	errs    []error
}

const latestImports = 5

// listInbox reads the folder (a path inside the inbox), the open reviews of everybody and the latest imports.
func listInbox(s *session, id int, folder string) tea.Cmd {
	return func() tea.Msg {
		m := inboxMsg{reply: reply{s, id}, folder: folder, now: s.env.Now()}
		files, err := readFolder(s.env.Inbox, folder)
		reviews, reviewErr := s.env.Store.AllReviews(s.env.Context)
		ownFirst(reviews, s.env.Operator)
		imports, importErr := recentImports(s)
		days, daysErr := s.env.Store.Ageing(s.env.Context)
		m.files, m.reviews, m.imports, m.days = files, reviews, imports, days
		for _, err := range [...]error{err, reviewErr, importErr, daysErr} {
			if err != nil {
				m.errs = append(m.errs, err)
			}
		}
		return m
	}
}

func recentImports(s *session) ([]store.ActSummary, error) {
	acts, err := s.env.Store.Acts(s.env.Context, 10*latestImports)
	if err != nil {
		return nil, err
	}
	var imports []store.ActSummary
	for _, a := range acts {
		if a.Kind == store.ActImport && len(imports) < latestImports {
			imports = append(imports, a)
		}
	}
	return imports, nil
}

// readFolder lists a folder of the inbox. It never leaves the inbox, not even through a link.
func readFolder(inbox, folder string) ([]file, error) {
	root, err := os.OpenRoot(inbox)
	if err != nil {
		return nil, &store.Error{
			Code: store.CodeUnreadable, Message: "the inbox folder cannot be opened",
			Remedy: "make the folder, or open a file with :import FILE", Err: err,
		}
	}
	defer func() { _ = root.Close() }()
	names, err := fs.ReadDir(root.FS(), folder)
	if err != nil {
		return nil, &store.Error{
			Code: store.CodeUnreadable, Message: "the folder cannot be read",
			Remedy: "go back with Esc, or press r to look again", Err: err,
		}
	}
	files := make([]file, 0, len(names))
	for _, n := range names {
		rel := path.Join(folder, n.Name())
		if info, err := root.Stat(rel); err == nil && !hidden(n.Name()) {
			files = append(files, newFile(rel, info))
		}
	}
	sortFiles(files)
	return files, nil
}

// hidden leaves out what a person did not put there: dot files, and the lock files of spreadsheet programs.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") }

func newFile(rel string, info fs.FileInfo) file {
	return file{
		rel: rel, name: path.Base(rel), folder: info.IsDir(),
		known: !info.IsDir() && knownEnding(rel), size: info.Size(), changed: info.ModTime(),
	}
}

func knownEnding(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".txt", ".tsv", ".xlsx", ".zip":
		return true
	}
	return false
}

// sortFiles puts what can be imported first, then folders, then the rest; in each the newest first.
func sortFiles(files []file) {
	rank := func(f file) int {
		switch {
		case f.known:
			return 0
		case f.folder:
			return 1
		}
		return 2
	}
	sort.SliceStable(files, func(i, j int) bool {
		a, b := files[i], files[j]
		if rank(a) != rank(b) {
			return rank(a) < rank(b)
		}
		if !a.changed.Equal(b.changed) {
			return a.changed.After(b.changed)
		}
		return a.name < b.name
	})
}
