package bulk

import (
	"cmp"
	"slices"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/tui/form"
	"homeroom/tui/progress"
	"homeroom/tui/screen"
)

// understood is the second step: what the program made of the file, and every part of it that can be corrected.
type understood struct {
	*session
	file     *opened
	choice   choice
	proposed template.Mode
	at       int           // the option that the cursor is on
	follow   bool          // the cursor was moved last, so its line has to be in sight
	top      int           // first line in sight
	room     int           // lines in sight at the last View
	long     int           // lines there are at the last View
	asked    int           // the comparison that is waited for, 0 when none is
	run      *progress.Run // of that comparison
	plan     *importer.Plan
	tally    tally
	err      error // why there is no plan
	field    *form.Field
	typing   bool
	small    bool   // there was no room for long reasons at the last View
	changed  string // the line of how the file is read that was changed last
}

func newUnderstood(s *session, m openedMsg) *understood {
	f := m.file
	u := &understood{session: s, file: f, follow: true, field: form.New(s.env.Theme, "")}
	u.field.Validate(func(code string) error { _, err := store.ParseSiteCode(code); return err })
	u.choice = choice{sheet: f.table.Sheet, solution: store.SolutionPrimary}
	u.choice.template = f.guessed()
	u.take(m.plan, m.refusal)
	u.proposed = u.choice.mode
	u.at = slices.IndexFunc(u.options(), func(o option) bool { return o.name == "Sheet" || o.name == "Template" })
	u.goTo(cmp.Or(u.trouble().option, u.unanswered()))
	return u
}

// goTo puts the cursor on a line by its name: there may be other lines than before.
func (u *understood) goTo(name string) {
	list := u.options()
	if at := slices.IndexFunc(list, func(o option) bool { return o.name == name }); at >= 0 {
		u.at = at
	}
	u.at = max(0, min(u.at, len(list)-1))
}

// take shows a plan and takes over what it settled by itself.
func (u *understood) take(plan *importer.Plan, err error) {
	u.err = err
	u.file.took(plan.Table, u.choice)
	if err != nil { // it was not compared, but what it is for may have been settled
		u.choice.mode, u.plan = cmp.Or(plan.Mode, u.choice.mode), nil
		return
	}
	u.plan = plan
	if u.choice.anew {
		u.proposed, u.choice.anew = plan.Mode, false
	}
	u.tally = tallyOf(plan)
	u.choice.template, u.choice.mode, u.choice.sheet = plan.Template.Name, plan.Mode, plan.Table.Sheet
	u.choice.hand, u.choice.options = plan.Request.Mapping, plan.Request.Options
	if !u.choice.fresh {
		u.choice.site = plan.Site.Code
	}
}

// Init has nothing to ask: the first comparison came with the file.
func (u *understood) Init() tea.Cmd { return nil }

// again compares anew: the plan of before went to the review, and records may have changed since.
func (u *understood) again() tea.Cmd {
	u.plan = nil
	return u.compare()
}

// Title names the step and the file.
func (u *understood) Title() string { return "Bulk · " + u.file.name }

// Typing reports whether the code of a new site is being typed.
func (u *understood) Typing() bool { return u.typing }

// Undecided is 0: no decision was made yet.
func (u *understood) Undecided() int { return 0 }

// Update corrects what was understood, and compares again after every correction.
func (u *understood) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case planMsg:
		if msg.answers(u.session, u.asked) {
			on := u.options()[u.at].name
			u.asked, u.run = 0, nil
			u.file.guesses = msg.guesses
			u.take(msg.plan, msg.err)
			u.goTo(on)
		}
	case progress.Msg:
		return u, u.run.Took(msg)
	case screen.ChangedMsg:
		return u, u.compare()
	case tea.KeyPressMsg:
		if u.typing {
			return u.typed(msg)
		}
		if next, cmd, ok := press(u, u.actions(), msg.String()); ok {
			return next, cmd
		}
		u.page(msg.String())
	case tea.PasteMsg:
		if u.typing {
			u.field.Update(msg)
		}
	}
	return u, nil
}

// stop ends the comparison that is under way: it is for nobody any more.
func (u *understood) stop() {
	if u.run != nil {
		u.run.Cancel()
	}
	u.asked, u.run = 0, nil
}

// compare asks for a plan with the choices as they are now.
func (u *understood) compare() tea.Cmd {
	u.stop()
	if u.choice.fresh && u.choice.typed == "" {
		u.plan, u.err = nil, nil
		return nil
	}
	w := u.work("Comparing with the records")
	u.asked, u.run = w.id, w.run
	return w.do(compare(w, u.file, u.choice))
}

func (u *understood) options() []option { return options(u.file, u.choice, u.proposed) }

func (u *understood) change(by int) func() (screen.Screen, tea.Cmd) {
	return func() (screen.Screen, tea.Cmd) {
		o := u.options()[u.at]
		id, ok := o.step(by)
		if !ok {
			return u, screen.Say(screen.Sentence("there is nothing else to choose for " + o.name))
		}
		if o.set == nil {
			return u, nil
		}
		o.set(&u.choice, id)
		if u.changed = ""; o.reads {
			u.changed, u.choice.anew = o.name, !u.choice.named
		}
		u.goTo(o.name)
		u.follow = true
		return u, u.again()
	}
}

// move goes to the next line that can be changed; after the last one, and back, it scrolls.
func (u *understood) move(by int) func() (screen.Screen, tea.Cmd) {
	return func() (screen.Screen, tea.Cmd) {
		last := len(u.options()) - 1
		if by > 0 && u.at == last || by < 0 && u.at == last && !u.follow && u.top > 0 {
			u.scroll(by)
			return u, nil
		}
		u.at, u.follow = max(0, min(last, u.at+by)), true
		return u, nil
	}
}

// scroll moves what is in sight, never past the ends.
func (u *understood) scroll(by int) {
	u.follow = false
	u.top = max(0, min(u.top+by, u.long-u.room))
}

// page scrolls by the keys of a list.
func (u *understood) page(key string) {
	page := max(1, u.room-1)
	steps := map[string]int{
		"pgdown": page, "ctrl+d": page / 2, "pgup": -page, "ctrl+u": -page / 2, "g": -u.long, "home": -u.long, "G": u.long, "end": u.long,
	}
	if by, ok := steps[key]; ok {
		u.scroll(by)
	}
}

// edit types the code of a new site.
func (u *understood) edit() (screen.Screen, tea.Cmd) {
	u.typing = true
	u.field.SetValue(u.choice.typed)
	return u, nil
}

func (u *understood) typed(msg tea.KeyPressMsg) (screen.Screen, tea.Cmd) {
	switch msg.String() {
	case "esc":
		u.typing = false
	case "enter":
		code, err := store.ParseSiteCode(u.field.Value())
		if err != nil {
			return u, nil // the field says what is wrong
		}
		u.typing, u.choice.typed = false, code
		return u, u.again()
	default:
		u.field.Update(msg)
	}
	return u, nil
}

// review goes on to the rows.
func (u *understood) review() (screen.Screen, tea.Cmd) {
	if u.choice.fresh && u.choice.typed == "" {
		return u.edit()
	}
	return begin(u.session, u, "Opening the review …", func(w work) tea.Cmd { return thenDrop(u.file.scribe, beginReview(w, u.plan)) })
}

// back stops comparing and goes back to the files.
func (u *understood) back() (screen.Screen, tea.Cmd) {
	u.stop()
	return leave(u, u.session, nil)
}

// actions are the keys of the step.
func (u *understood) actions() []action {
	list := u.options()
	o := list[min(u.at, len(list)-1)]
	only, untyped := "", "only the code of a new site is typed; change the others with ← →"
	if _, ok := o.step(1); !ok {
		only = "there is nothing else to choose for " + o.name
	}
	if o.typed {
		only, untyped = "the code of a new site is typed: press e", ""
	}
	return []action{
		{screen.Key{Press: []string{"enter"}, Show: "⏎", Do: "review", Help: "Go on to the rows.", Disabled: u.notYet()}, u.review},
		{screen.Key{Press: []string{"right", "l", "space"}, Show: "← →", Do: "change", Help: "Choose another value for the line of the cursor.", Disabled: only}, u.change(1)},
		{screen.Key{Press: []string{"left", "h"}, Disabled: only}, u.change(-1)},
		{screen.Key{Press: []string{"e"}, Do: "type", Help: "Type the code of a new site.", Disabled: untyped, Quiet: untyped != ""}, u.edit},
		{screen.Key{Press: []string{"down", "j", "tab"}, Show: "j k", Do: "move", Help: "Go to the next line that can be changed, or the one before; after the last one, scroll.", Quiet: true}, u.move(1)},
		{screen.Key{Press: []string{"up", "k", "shift+tab"}}, u.move(-1)},
		{screen.Key{Press: leaveKeys(u.session), Show: "esc", Do: "pick another file", Help: "Go back to the files. Nothing was written."}, u.back},
		{screen.Key{Press: []string{"m"}, Do: "columns", Help: "Say by hand which column of the file is which field, and keep that under a name.", Disabled: u.unmappable()}, u.mapByHand},
	}
}

// notYet says why the review cannot begin.
func (u *understood) notYet() string {
	switch {
	case u.choice.fresh && u.choice.typed == "":
		return "" // Enter asks for the code
	case u.asked != 0:
		return "the file is still being compared with the records"
	case u.err != nil:
		t := u.trouble()
		return t.what + " " + t.remedy
	case u.plan == nil || len(u.plan.Rows) == 0:
		return "there is no row to review"
	}
	return ""
}

// Keys are the keys of the step, or those of the field while it is typed into.
func (u *understood) Keys() []screen.Key {
	if u.typing {
		return typingKeys()
	}
	return append(keysOf(u.actions()), screen.Key{
		Press: []string{"pgdown", "pgup", "ctrl+d", "ctrl+u", "g", "G", "home", "end"}, Show: "PgDn PgUp", Do: "scroll",
		Help: "Scroll by a page; ctrl+d and ctrl+u by half of one, g and G to the ends.", Quiet: true,
	})
}
