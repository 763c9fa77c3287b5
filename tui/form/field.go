// Package form is what is typed into: a Field is a single line of text, as the filter, the command bar and the
// dialogs use it; a Form is the fields of a record one under the other.
package form

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"homeroom/store/text"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// limit is the number of characters a field takes: longer than any identifier, shorter than a pasted file.
const limit = 512

// Field is one line of text with a prompt and, where it is not valid, the reason in words.
type Field struct {
	theme    *theme.Theme
	prompt   string
	input    textinput.Model
	hint     string
	ghost    string // how the text would go on
	validate func(string) error
	anew     bool // what is typed next takes the place of the text
}

// New makes an empty field that is ready to be typed into.
func New(th *theme.Theme, prompt string) *Field {
	in := textinput.New()
	in.CharLimit = limit
	// The library's paste key reads the clipboard of the machine the program runs on, which over SSH is not the
	// person's own; the terminal's paste arrives as text anyhow.
	in.KeyMap.Paste = key.NewBinding(key.WithDisabled())
	in.Focus() // the command it returns would blink the cursor: idle sends nothing
	return &Field{theme: th, prompt: prompt, input: in}
}

// Validate says what a valid text is; its error is shown under the field.
func (f *Field) Validate(rule func(string) error) { f.validate = rule }

// SetHint says what stands in the empty field.
func (f *Field) SetHint(words string) { f.hint = words }

// SetGhost says how the text would go on: it is drawn after the cursor at the end of the text and is no part of it.
func (f *Field) SetGhost(rest string) { f.ghost = rest }

// Value is the text as typed.
func (f *Field) Value() string { return f.input.Value() }

// SetValue replaces the text and puts the cursor at its end.
func (f *Field) SetValue(s string) {
	f.input.SetValue(s)
	f.input.CursorEnd()
}

// Anew lets what is typed or pasted next take the place of the text; any other key goes on with the text as it is.
func (f *Field) Anew() { f.anew = true }

// Prompt is what stands before the text.
func (f *Field) Prompt() string { return f.prompt }

// Err is what is wrong with the text, nil when it is valid.
func (f *Field) Err() error {
	if f.validate == nil {
		return nil
	}
	return f.validate(f.Value())
}

// Update takes a key or a paste and reports whether the text changed. Enter, Esc, Tab and the up and down
// arrows are left to the one who asked.
func (f *Field) Update(msg tea.Msg) bool {
	before := f.Value()
	typed, pressed := msg.(tea.KeyPressMsg)
	if _, pasted := msg.(tea.PasteMsg); f.anew && (pasted || pressed && typed.Text != "") {
		f.input.SetValue("")
	}
	f.anew = f.anew && !pressed
	f.input, _ = f.input.Update(msg)
	return f.Value() != before
}

// View draws prompt, text and cursor in one line of at most width cells, and keeps the cursor in sight.
func (f *Field) View(width int) string {
	prompt := screen.Clip(f.prompt, width)
	room := width - screen.Width(prompt)
	if f.Value() == "" && f.hint != "" {
		hint := []rune(f.hint)
		return prompt + screen.Clip(f.theme.Cursor.Render(string(hint[:1]))+f.theme.Dim.Render(string(hint[1:])), room)
	}
	left, under, right := f.around()
	if screen.Width(under) == 0 { // a combining mark has no cell of its own
		under = " "
	}
	if over := screen.Width(left) + screen.Width(under) - room; over > 0 {
		left = "…" + screen.Cut(left, over+1, over+1+room)
	}
	return prompt + screen.Clip(left+f.theme.Cursor.Render(under)+right, room)
}

// around is the text before, under and after the cursor, made visible.
func (f *Field) around() (left, under, right string) {
	runes, at := []rune(f.Value()), f.input.Position()
	left = text.Visible(string(runes[:at]))
	switch ghost := []rune(f.ghost); {
	case at < len(runes):
		return left, text.Visible(string(runes[at])), text.Visible(string(runes[at+1:]))
	case len(ghost) > 0:
		return left, text.Visible(string(ghost[0])), f.theme.Dim.Render(text.Visible(string(ghost[1:])))
	}
	return left, " ", ""
}

// Lines draws the field and, below it, what is wrong with the text.
func (f *Field) Lines(width int) []string {
	lines := []string{f.View(width)}
	if err := f.Err(); err != nil && strings.TrimSpace(f.Value()) != "" {
		for _, l := range screen.Wrap(err.Error(), width) {
			lines = append(lines, f.theme.Bad.Render(l))
		}
	}
	return lines
}
