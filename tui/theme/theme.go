// Package theme turns tokens into styles.
package theme

import "charm.land/lipgloss/v2"

// Theme is the look of one session. Its fields are tokens: a screen says what a text is, never what colour.
type Theme struct {
	Dark  bool // the terminal's background
	Color bool // false: bold, underline and reverse only (NO_COLOR, --no-color)

	Text     lipgloss.Style // ordinary text
	Dim      lipgloss.Style // what may be skipped: labels, (empty), what lies ahead
	Accent   lipgloss.Style // what to look at: the cursor, a progress bar
	Good     lipgloss.Style
	Warn     lipgloss.Style
	Bad      lipgloss.Style
	Title    lipgloss.Style // headings
	Header   lipgloss.Style // a table's column titles
	Key      lipgloss.Style // the key in "q quit"
	Border   lipgloss.Style // lines of boxes and panes
	Selected lipgloss.Style // the chosen entry of a short list
	Cursor   lipgloss.Style // the cell under the text cursor
}

// shade is one token's colour, as 256-colour numbers for a dark and for a light background.
type shade struct{ dark, light string }

// New makes the theme for a dark or light background, with or without colour.
func New(dark, color bool) *Theme {
	paint := func(s shade) lipgloss.Style {
		style := lipgloss.NewStyle()
		switch {
		case !color:
			return style
		case dark:
			return style.Foreground(lipgloss.Color(s.dark))
		}
		return style.Foreground(lipgloss.Color(s.light))
	}
	accent := shade{"75", "25"}
	return &Theme{
		Dark: dark, Color: color,
		Text:     lipgloss.NewStyle(),
		Dim:      paint(shade{"245", "241"}),
		Accent:   paint(accent),
		Good:     paint(shade{"78", "28"}),
		Warn:     paint(shade{"179", "130"}),
		Bad:      paint(shade{"203", "160"}),
		Title:    lipgloss.NewStyle().Bold(true),
		Header:   paint(shade{"245", "241"}).Bold(true),
		Key:      paint(accent).Bold(true),
		Border:   paint(shade{"240", "248"}),
		Selected: paint(accent).Reverse(true),
		Cursor:   lipgloss.NewStyle().Reverse(true),
	}
}

// SetDark changes the theme in place for a dark or light background, so that every screen of the session
// follows when the terminal has told its colour.
func (t *Theme) SetDark(dark bool) { *t = *New(dark, t.Color) }
