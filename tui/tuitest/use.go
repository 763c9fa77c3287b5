package tuitest

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// Press presses keys by their names: "j", "enter", "ctrl+s", "shift+tab", "space".
func (t *Term) Press(keys ...string) {
	t.t.Helper()
	for _, key := range keys {
		t.send(encode(key))
	}
}

// Type types text, letter by letter.
func (t *Term) Type(text string) {
	t.t.Helper()
	t.send(text)
}

// Paste pastes text as terminals do.
func (t *Term) Paste(text string) {
	t.t.Helper()
	t.send("\x1b[200~" + text + "\x1b[201~")
}

// send fails the test if the program has ended: its keys would be lost in silence.
func (t *Term) send(bytes string) {
	t.t.Helper()
	if _, err := t.input.Write([]byte(bytes)); err != nil {
		t.t.Fatalf("keys %q: the program has ended; the screen:\n%s", bytes, t.Screen())
	}
}

// Send gives the program a message.
func (t *Term) Send(msg tea.Msg) { t.program.Send(msg) }

// WaitFor waits until text is on the screen.
func (t *Term) WaitFor(text string) {
	t.t.Helper()
	t.wait(fmt.Sprintf("%q", text), func() bool { return strings.Contains(t.screen(), text) })
}

// WaitGone waits until text is not on the screen, or the program has ended.
func (t *Term) WaitGone(text string) {
	t.t.Helper()
	t.wait(fmt.Sprintf("%q to go", text), func() bool { return t.ended || !strings.Contains(t.screen(), text) })
}

// WaitUntil waits until the screen is as ok wants it.
func (t *Term) WaitUntil(what string, ok func(screen string) bool) {
	t.t.Helper()
	t.wait(what, func() bool { return ok(t.screen()) })
}

// WaitEnd waits until the program has ended and returns its error.
func (t *Term) WaitEnd() error {
	t.t.Helper()
	t.wait("the end of the program", func() bool { return t.ended })
	return t.Err()
}

// Err is what the program returned; nil while it runs.
func (t *Term) Err() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.result
}

// Ended reports whether the program has ended.
func (t *Term) Ended() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.ended
}

// Screen is the text on the screen, line by line, without styles and without spaces at the ends of lines.
func (t *Term) Screen() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.screen()
}

func (t *Term) screen() string {
	lines := make([]string, t.emu.Height())
	for y := range lines {
		lines[y] = t.line(y)
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

func (t *Term) line(y int) string {
	var b strings.Builder
	for x := 0; x < t.emu.Width(); {
		cell := t.emu.CellAt(x, y)
		if cell == nil || cell.Content == "" {
			b.WriteByte(' ')
			x++
			continue
		}
		b.WriteString(cell.Content)
		x += max(1, cell.Width)
	}
	return strings.TrimRight(b.String(), " ")
}

// Cell is what stands at a place of the screen, with its style.
func (t *Term) Cell(x, y int) *uv.Cell {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.emu.CellAt(x, y).Clone()
}

// Bytes is the number of bytes that the program has written since Bytes was called last.
func (t *Term) Bytes() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := t.bytes
	t.bytes = 0
	return n
}

// Resize gives the terminal another size and tells the program.
func (t *Term) Resize(width, height int) {
	t.Late("", width, height)
}

// Late is Resize with bytes of the program that were on the wire and reach the terminal in its new size.
func (t *Term) Late(bytes string, width, height int) {
	t.mu.Lock()
	t.emu.Resize(width, height)
	_, _ = t.emu.WriteString(bytes)
	t.mu.Unlock()
	t.program.Send(tea.WindowSizeMsg{Width: width, Height: height})
}
