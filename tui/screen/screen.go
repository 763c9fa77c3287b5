// Package screen is what the root and the screens share: the Screen interface, the session's Env, keys as
// data, and the messages by which a screen asks the root for something.
package screen

import (
	"context"
	"log/slog"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/theme"
)

// Env is what a session gives to its screens. It is made per session; nothing in it is a package variable.
type Env struct {
	Context  context.Context // ends with the session
	Store    *store.Store
	Theme    *theme.Theme
	Now      func() time.Time
	Log      *slog.Logger // ids, never names
	Operator string
	Inbox    string          // the folder the file picker opens in
	Keeping  *sync.WaitGroup // what Keep has begun; nil where nobody waits for it
}

// Screen is one page of the console. Update decides and View draws; files, SQL and clocks belong in commands.
type Screen interface {
	Init() tea.Cmd
	Update(msg tea.Msg) (Screen, tea.Cmd)
	// View draws the body: at most height lines of at most width cells.
	View(width, height int) string
	// Title is the screen's name in the top line.
	Title() string
	// Keys are the keys that work here, in the order of the footer.
	Keys() []Key
	// Typing reports whether the keyboard belongs to a text field, so that the root leaves letters alone.
	Typing() bool
	// Undecided counts what would be left open by leaving; the root asks before quitting when it is not 0.
	Undecided() int
}

// Key is one key of a screen as data: the footer, the help page and the palette are made from it.
type Key struct {
	Press    []string // as tea.KeyPressMsg.String() spells them: "enter", "ctrl+s", "]"
	Show     string   // how the key is written: "⏎", "ctrl+s"; empty means Press[0]
	Do       string   // one or two words for the footer: "accept"
	Help     string   // a sentence for the help page
	Disabled string   // why it cannot be used now; empty when it can
	Quiet    bool     // on the help page but not in the footer
}

// Is reports whether the pressed key is this one.
func (k Key) Is(press string) bool {
	for _, p := range k.Press {
		if p == press {
			return true
		}
	}
	return false
}

// Messages from a screen to the root.
type (
	// PushMsg opens a screen on top of this one.
	PushMsg struct{ Screen Screen }
	// PopMsg closes the top screen.
	PopMsg struct{}
	// OpenMsg asks the root for a screen it knows how to make: "device", "user", "bulk", "history", …
	OpenMsg struct{ Name, Arg string }
	// StatusMsg puts a line into the status line until the next key. Where it tells of a save, Undo is its number: u,
	// pressed while the line stands, takes that save back.
	StatusMsg struct {
		Text  string
		Error bool
		Undo  int64
	}
	// LandMsg tells every list of that kind that a record came to be, so that its cursor goes there.
	LandMsg struct {
		Record store.Kind
		Key    string
	}
	// ChangedMsg tells every screen that the records changed, here or in another console.
	ChangedMsg struct{ Latest int64 }
	// ReviewsMsg tells every screen that a review was begun, taken over or ended, or that another time holds after which reviews
	// age out, here or in another console.
	ReviewsMsg struct{}
)

// Act is one of the everyday acts on records.
type Act string

// The everyday acts.
const (
	ActNew      Act = "new"
	ActEdit     Act = "edit"
	ActAssign   Act = "assign"
	ActClear    Act = "clear"
	ActSwap     Act = "swap"
	ActDepart   Act = "depart"
	ActPosition Act = "position"
)

// ActMsg asks the root for an everyday act: on one record, on several that are marked, or on none for a new one, of
// which Prefill then tells what is known.
type ActMsg struct {
	Act     Act
	Record  store.Kind
	Keys    []string // serial numbers or User IDs
	Prefill map[store.Field]string
}

// Do returns the command that asks for an everyday act.
func Do(act Act, record store.Kind, keys ...string) tea.Cmd {
	return func() tea.Msg { return ActMsg{Act: act, Record: record, Keys: keys} }
}

// Push returns the command that opens s on top.
func Push(s Screen) tea.Cmd { return func() tea.Msg { return PushMsg{s} } }

// Pop is the command that closes the top screen.
func Pop() tea.Msg { return PopMsg{} }

// Open returns the command that asks the root for a screen by name.
func Open(name, arg string) tea.Cmd { return func() tea.Msg { return OpenMsg{name, arg} } }

// Say returns the command that shows text in the status line.
func Say(text string) tea.Cmd { return func() tea.Msg { return StatusMsg{Text: text} } }

// Fail returns the command that shows err in the status line, in sentences.
func Fail(err error) tea.Cmd {
	return func() tea.Msg { return StatusMsg{Text: Words(err), Error: true} }
}
