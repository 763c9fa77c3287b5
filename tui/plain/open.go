package plain

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"homeroom/store"
	"homeroom/store/text"
)

// open opens the database, which must be there: only an import and the console begin a new one.
func (a *app) open(ctx context.Context) (*store.Store, error) {
	there, err := a.databaseExists()
	if err != nil {
		return nil, err
	}
	if !there {
		return nil, &store.Error{
			Code:    store.CodeNotFound,
			Message: "there is no database at " + text.Visible(a.database),
			Remedy:  "name another with --db, or begin one with homeroom import FILE --site CODE --solution primary|alternate",
		}
	}
	return store.Open(ctx, a.database, store.Options{Now: a.Now})
}

// databaseExists tells whether something is at the database's path; what it is, store.Open finds out. Without a
// path it is an error.
func (a *app) databaseExists() (bool, error) {
	if a.database == "" {
		return false, wrongUse("there is no home folder to keep a database in", "name one with --db FILE, or set HOMEROOM_DB")
	}
	_, err := os.Stat(a.database)
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	}
	return false, &store.Error{
		Code: store.CodeUnreadable, Message: "the database cannot be read", Remedy: "check the path after --db", Err: err,
	}
}

// openForPreview opens the database, or, where there is none yet, an empty one in a throw-away folder, so
// that the first inventory of a school can be previewed without writing anything. done takes it away.
func (a *app) openForPreview(ctx context.Context) (st *store.Store, done func(), err error) {
	there, err := a.databaseExists()
	if err != nil {
		return nil, nil, err
	}
	if there {
		st, err = store.Open(ctx, a.database, store.Options{Now: a.Now})
		if err != nil {
			return nil, nil, err
		}
		return st, func() { st.Close() }, nil
	}
	dir, err := os.MkdirTemp("", "homeroom-preview-")
	if err != nil {
		return nil, nil, err
	}
	st, err = store.Open(ctx, filepath.Join(dir, "empty.db"), store.Options{Now: a.Now})
	if err != nil {
		os.RemoveAll(dir)
		return nil, nil, err
	}
	return st, func() { st.Close(); os.RemoveAll(dir) }, nil
}

// openConsole opens the console on the database, beginning one where there is none.
func (a *app) openConsole(ctx context.Context) error {
	if err := a.needScreen(); err != nil {
		return err
	}
	if _, err := a.databaseExists(); err != nil {
		return err
	}
	st, err := store.Open(ctx, a.database, store.Options{Now: a.Now, Zone: time.Local})
	if err != nil {
		return err
	}
	defer st.Close()
	return a.Console(ctx, a.console(st, a.inbox))
}

// console is what the console needs to open on st.
func (a *app) console(st *store.Store, inbox string) Console {
	return Console{Store: st, Operator: a.operator, Inbox: inbox, Color: a.Color && !a.noColor}
}

// needScreen refuses to open the console where it cannot be drawn.
func (a *app) needScreen() error {
	if a.Screen {
		return nil
	}
	return wrongUse("the console needs a terminal", "the commands work without one: see homeroom --help")
}
