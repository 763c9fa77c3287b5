package act

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/tui/screen"
)

// reviewing makes the review of one edit of many records, and goes on to it.
type reviewing struct {
	env    screen.Env
	msg    screen.ActMsg
	value  edit.Value
	from   screen.Screen // where Esc leads when it cannot be made; nil closes the screen
	failed string
	exit
}

func newReviewing(env screen.Env, m screen.ActMsg, v edit.Value) *reviewing {
	return &reviewing{env: env, msg: m, value: v}
}

// takeBackMany takes several devices back.
func takeBackMany(env screen.Env, m screen.ActMsg) screen.Screen {
	if m.Record != store.KindDevice {
		return newNotice(env, title(m), "Devices are taken back: mark them in the list of devices.")
	}
	return newReviewing(env, m, edit.Value{Field: store.FieldUsername, Clear: true})
}

// reviewedMsg answers Init.
type reviewedMsg struct {
	reviewing *reviewing
	review    store.Review
	err       error
}

func (r *reviewing) begin() (screen.Screen, tea.Cmd) { return r, r.Init() }

// Init makes the review. Nothing is saved by it.
func (r *reviewing) Init() tea.Cmd {
	m, env, msg, value := reviewedMsg{reviewing: r}, r.env, r.msg, r.value
	return func() tea.Msg {
		kind, keys := msg.Record, msg.Keys
		if msg.Act == screen.ActPosition && kind == store.KindDevice {
			kind = store.KindUser
			keys, m.err = holders(env, msg.Keys)
		}
		if m.err == nil {
			m.review, m.err = importer.BeginEdit(env.Context, env.Store, env.Operator, kind, keys, value)
		}
		return m
	}
}

// holders are the people who hold these devices, each once, in the order of the devices: a position is a person's, of
// one device as of many.
func holders(env screen.Env, serials []string) ([]string, error) {
	r, err := env.Store.Records(env.Context, edit.Wanted(store.KindDevice, serials, nil))
	if err != nil {
		return nil, err
	}
	var ids []string
	seen := map[string]bool{}
	for _, serial := range serials {
		d := r.Device(serial)
		if !edit.IsHeld(r, d) || seen[store.UserKey(d.Username)] {
			continue
		}
		seen[store.UserKey(d.Username)] = true
		ids = append(ids, d.Username)
	}
	if ids == nil {
		return nil, &store.Error{Code: store.CodeInvalid, Message: "nobody holds any of these devices", Remedy: "assign them first"}
	}
	return ids, nil
}

// Update goes on to the review.
func (r *reviewing) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case reviewedMsg:
		switch {
		case msg.reviewing != r:
		case msg.err != nil:
			r.failed = screen.Words(msg.err)
		default:
			return r, tea.Sequence(r.pop(), screen.Open("review", fmt.Sprint(msg.review.ID)))
		}
	case tea.KeyPressMsg:
		if !r.Keys()[0].Is(msg.String()) || r.failed == "" {
			return r, nil
		}
		if r.from != nil {
			return r.from, nil
		}
		return r, r.pop()
	}
	return r, nil
}

// View says what is being done.
func (r *reviewing) View(width, height int) string {
	if r.failed != "" {
		return sentence(r.env.Theme.Bad, r.failed, width, height)
	}
	return sentence(r.env.Theme.Dim, "Making the review of "+count(len(r.msg.Keys), r.msg.Record)+" …", width, height)
}

// Title names the act.
func (r *reviewing) Title() string { return title(r.msg) }

// Typing is true: the answer must find this screen.
func (r *reviewing) Typing() bool { return true }

// Undecided is 0.
func (r *reviewing) Undecided() int { return 0 }

// Keys lead back.
func (r *reviewing) Keys() []screen.Key {
	wait := ""
	if r.failed == "" {
		wait = "the review is being made"
	}
	return []screen.Key{{Press: []string{"esc", "q", "enter"}, Show: "esc", Do: "back", Help: "Go back. Nothing was written.", Disabled: wait}}
}
