package tuitest

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
)

// encode is what a terminal sends for a key. Esc and keys with modifiers go in the unambiguous way (CSI u), as
// a lone escape byte would have to be told from the start of a sequence by waiting.
func encode(name string) string {
	key := screen.Press(name)
	mods := modifier(key.Mod)
	if final, ok := arrows()[key.Code]; ok {
		if mods == 1 {
			return "\x1b[" + final
		}
		return fmt.Sprintf("\x1b[1;%d%s", mods, final)
	}
	if number, ok := pads()[key.Code]; ok {
		return fmt.Sprintf("\x1b[%d;%d~", number, mods)
	}
	switch {
	case mods > 1 || key.Code == tea.KeyEscape:
		return fmt.Sprintf("\x1b[%d;%du", key.Code, mods)
	case key.Text != "":
		return key.Text
	}
	return string(key.Code)
}

// modifier is the number by which CSI sequences name modifiers.
func modifier(mod tea.KeyMod) int {
	n := 1
	for bit, m := range map[int]tea.KeyMod{1: tea.ModShift, 2: tea.ModAlt, 4: tea.ModCtrl} {
		if mod.Contains(m) {
			n += bit
		}
	}
	return n
}

func arrows() map[rune]string {
	return map[rune]string{
		tea.KeyUp: "A", tea.KeyDown: "B", tea.KeyRight: "C", tea.KeyLeft: "D", tea.KeyHome: "H", tea.KeyEnd: "F",
		tea.KeyF1: "P", tea.KeyF2: "Q", tea.KeyF4: "S",
	}
}

func pads() map[rune]int {
	return map[rune]int{tea.KeyInsert: 2, tea.KeyDelete: 3, tea.KeyPgUp: 5, tea.KeyPgDown: 6, tea.KeyF3: 13}
}
