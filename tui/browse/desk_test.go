package browse_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/device"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
	"homeroom/tui/tuitest"
	"homeroom/tui/user"
)

// desk is a root that opens records and tells what it was asked for, and nothing more.
type desk struct {
	env           screen.Env
	stack         []screen.Screen
	width, height int
	said          string
}

func newDesk(env screen.Env, s screen.Screen) *desk {
	env.Theme = theme.New(true, true)
	return &desk{env: env, stack: []screen.Screen{s}}
}

func (d *desk) top() screen.Screen { return d.stack[len(d.stack)-1] }

func (d *desk) Init() tea.Cmd { return d.top().Init() }

func (d *desk) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		d.width, d.height = msg.Width, msg.Height
	case tea.KeyPressMsg, tea.PasteMsg:
		return d, d.press(msg)
	case screen.StatusMsg:
		d.said = msg.Text
	case screen.ActMsg:
		d.said = fmt.Sprintf("%s %s %s", msg.Act, msg.Record, strings.Join(msg.Keys, " "))
	case screen.OpenMsg:
		return d, d.open(msg)
	}
	cmds := make([]tea.Cmd, len(d.stack))
	for i, s := range d.stack {
		d.stack[i], cmds[i] = s.Update(msg)
	}
	return d, tea.Batch(cmds...)
}

// press keeps back a key that is disabled and tells why, as the root does.
func (d *desk) press(msg tea.Msg) tea.Cmd {
	d.said = ""
	key, _ := msg.(tea.KeyPressMsg)
	if key.String() == "esc" && len(d.stack) > 1 && !d.top().Typing() {
		d.stack = d.stack[:len(d.stack)-1]
		return nil
	}
	for _, k := range d.top().Keys() {
		if k.Is(key.String()) && k.Disabled != "" && !d.top().Typing() {
			d.said = k.Disabled
			return nil
		}
	}
	next, cmd := d.top().Update(msg)
	d.stack[len(d.stack)-1] = next
	return cmd
}

func (d *desk) open(msg screen.OpenMsg) tea.Cmd {
	var s screen.Screen
	switch msg.Name {
	case "device":
		s = device.Record(d.env, msg.Arg)
	case "user":
		s = user.Record(d.env, msg.Arg)
	default:
		d.said = "open " + msg.Name + " " + msg.Arg
		return nil
	}
	d.stack = append(d.stack, s)
	return s.Init()
}

func (d *desk) View() tea.View {
	v := tea.NewView("")
	if d.height > 1 {
		body := screen.Body(d.top().View(d.width, d.height-1), d.width, d.height-1)
		v.SetContent(strings.Join(append(body, screen.Clip(d.said, d.width)), "\n"))
	}
	v.AltScreen = true
	return v
}

// school is a database with a few records.
func school(t testing.TB) screen.Env {
	t.Helper()
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK", Name: "Oakmoor School"})
	storetest.MustSite(t, s, store.Site{Code: "ELM", Name: "Elmstead School"})
	storetest.MustUser(
		t, s,
		store.User{UserID: "ada.fern", FullName: "Ada Fern", Position: "teacher", Site: "OAK", Invitation: store.InvitationInvited, ManagedAppleAccount: "ada@id.oak.example"},
		store.User{UserID: "elodie", FullName: "Élodie Marsh", Position: "student", Site: "OAK"},
		store.User{UserID: "emil", FullName: "Emil Stone", Position: "student", Site: "ELM", Departing: true},
		store.User{UserID: "zoe", FullName: "Zoe Aldermoor", Position: "staff", Site: "ELM"},
	)
	storetest.MustDevice(
		t, s,
		store.Device{Serial: "OAKMAC000001", AssetTag: "3000007", Site: "OAK", Username: "ada.fern", FullName: "Ada Fern", Position: "teacher", Room: "Room 10"},
		store.Device{Serial: "OAKPAD000002", AssetTag: "5000001", Site: "OAK", Username: "ada.fern", FullName: "Ada Fern", Position: "teacher", Room: "Room 2"},
		store.Device{Serial: "OAKPAD000003", AssetTag: "5000002", Site: "OAK", Username: "elodie", FullName: "Élodie Marsh", Position: "student", Room: "Room 2"},
		store.Device{Serial: "OAKPAD000004", AssetTag: "5000003", Site: "OAK", Username: "OAKPAD000004"},
		store.Device{Serial: "ELMPAD000005", AssetTag: "5000004", Site: "ELM", Username: "emil", FullName: "Emil Stone", Position: "student"},
		store.Device{Serial: "ELMPAD000006", AssetTag: "5000005", Site: "ELM"},
		store.Device{Serial: "ELMTV0000007", AssetTag: "7000001", Site: "ELM", Room: "Library"},
	)
	return screen.Env{Context: context.Background(), Store: s, Theme: theme.New(true, true), Now: storetest.Clock(), Operator: "h.brackenmere"}
}

func devices(t *testing.T, env screen.Env, query string, width, height int) *tuitest.Term {
	t.Helper()
	term := tuitest.Start(t, newDesk(env, device.Filtered(env, query)), width, height)
	term.WaitFor("1 of ")
	return term
}

func users(t *testing.T, env screen.Env, query string, width, height int) *tuitest.Term {
	t.Helper()
	term := tuitest.Start(t, newDesk(env, user.Filtered(env, query)), width, height)
	term.WaitFor("1 of ")
	return term
}

// column reads one column of the rows in sight, by the words before and after it on the title line.
func column(view, title string) []string {
	lines := strings.Split(view, "\n")
	at := strings.Index(lines[0], title)
	if at < 0 {
		return nil
	}
	at = screen.Width(lines[0][:at])
	var values []string
	for _, l := range lines[1:] {
		value, _, _ := strings.Cut(strings.TrimSpace(screen.Cut(screen.Fill(l, at+40), at, at+40)), "  ")
		if value == "" {
			break
		}
		values = append(values, value)
	}
	return values
}

// changed is word of the newest change.
func changed(t *testing.T, env screen.Env) screen.ChangedMsg {
	t.Helper()
	latest, err := env.Store.Latest(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return screen.ChangedMsg{Latest: latest}
}

// line is the line of the screen that begins with sign.
func line(view, sign string) string {
	for _, l := range strings.Split(view, "\n") {
		if strings.HasPrefix(l, sign) {
			return l
		}
	}
	return ""
}

func storeView(t *testing.T, env screen.Env, name, query string) {
	t.Helper()
	if err := env.Store.SaveView(env.Context, store.View{Record: store.KindDevice, Name: name, Query: query, Operator: "t.ostermoor"}); err != nil {
		t.Fatal(err)
	}
}
