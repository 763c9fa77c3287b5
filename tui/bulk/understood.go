package bulk

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/tui/form"
	"homeroom/tui/screen"
)

// understood is the second step: what the program made of the file, and every part of it that can be corrected.
type understood struct {
	*session
	file     *opened
	choice   choice
	proposed template.Mode
	at       int // the option that the cursor is on
	scroll   int // lines below the last option that were scrolled to
	asked    int // the comparison that is waited for, 0 when none is
	plan     *importer.Plan
	tally    tally
	err      error // why there is no plan
	field    *form.Field
	typing   bool
}

func newUnderstood(s *session, m openedMsg) *understood {
	f := m.file
	u := &understood{session: s, file: f, field: form.New(s.env.Theme, "")}
	u.field.Validate(func(code string) error { _, err := store.ParseSiteCode(code); return err })
	u.choice = choice{template: template.All()[0].Name, sheet: f.table.Sheet, solution: store.SolutionPrimary}
	if guesses := template.Guess(f.table); len(guesses) > 0 {
		u.choice.template = guesses[0].Template.Name
	}
	u.take(m.plan, m.refusal)
	u.proposed = u.choice.mode
	return u
}

// take shows a plan and takes over what it settled by itself.
func (u *understood) take(plan *importer.Plan, err error) {
	u.plan, u.err = plan, err
	if plan == nil {
		return
	}
	u.tally = tallyOf(plan)
	u.choice.template, u.choice.mode, u.choice.sheet = plan.Template.Name, plan.Mode, plan.Table.Sheet
	u.file.table = plan.Table
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
			u.asked = 0
			u.take(msg.plan, msg.err)
		}
	case screen.ChangedMsg:
		return u, u.compare()
	case tea.KeyPressMsg:
		if u.typing {
			return u.typed(msg)
		}
		next, cmd, _ := press(u, u.actions(), msg.String())
		return next, cmd
	case tea.PasteMsg:
		if u.typing {
			u.field.Update(msg)
		}
	}
	return u, nil
}

// compare asks for a plan with the choices as they are now.
func (u *understood) compare() tea.Cmd {
	if u.choice.fresh && u.choice.typed == "" {
		u.asked, u.plan, u.err = 0, nil, nil
		return nil
	}
	u.asked = u.next()
	return compare(u.session, u.asked, u.file, u.choice)
}

func (u *understood) options() []option { return options(u.file, u.choice, u.proposed) }

func (u *understood) change(by int) func() (screen.Screen, tea.Cmd) {
	return func() (screen.Screen, tea.Cmd) {
		o := u.options()[u.at]
		id, ok := o.step(by)
		if !ok {
			return u, screen.Say(sentence("there is nothing else to choose for " + o.name))
		}
		o.set(&u.choice, id)
		u.at = min(u.at, len(u.options())-1)
		return u, u.again()
	}
}

func (u *understood) move(by int) func() (screen.Screen, tea.Cmd) {
	return func() (screen.Screen, tea.Cmd) {
		last := len(u.options()) - 1
		switch {
		case by > 0 && u.at == last:
			u.scroll++
		case by < 0 && u.scroll > 0:
			u.scroll--
		default:
			u.at = max(0, min(last, u.at+by))
		}
		return u, nil
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
	return begin(u.session, u, "Opening the review …", func(id int) tea.Cmd { return beginReview(u.session, id, u.plan) })
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
		{screen.Key{Press: []string{"left", "h"}, Show: "←", Do: "change", Help: "Choose the value before.", Disabled: only, Quiet: true}, u.change(-1)},
		{screen.Key{Press: []string{"e"}, Do: "type", Help: "Type the code of a new site.", Disabled: untyped, Quiet: untyped != ""}, u.edit},
		{screen.Key{Press: []string{"down", "j", "tab"}, Show: "j k", Do: "move", Help: "Go to the next line; after the last one, scroll.", Quiet: true}, u.move(1)},
		{screen.Key{Press: []string{"up", "k", "shift+tab"}, Show: "k", Do: "move", Help: "Go to the line before.", Quiet: true}, u.move(-1)},
		{screen.Key{Press: leaveKeys(u.session), Show: "esc", Do: "pick another file", Help: "Go back to the files. Nothing was written."}, func() (screen.Screen, tea.Cmd) { return leave(u, u.session, "") }},
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
		what, remedy := explain(u.err)
		return what + " " + remedy
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
	return keysOf(u.actions())
}
