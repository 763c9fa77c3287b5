package bulk

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"charm.land/lipgloss/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/theme"
	"homeroom/tui/trail"
)

// outcome is a row of a saved file and what became of it.
type outcome struct {
	*importer.ResultRow
	line  int
	saved bool
	back  *takenBack // who took it back since; nil where it stands as it was saved
}

// takenBack is who took a row back, when, and in which save.
type takenBack struct {
	act    int64
	by     string
	at     time.Time
	partly bool // something of it stands all the same
}

// outcomes are all rows of a saved file: the saved ones first, then those that somebody has to look at again, and what
// needed nothing last.
type outcomes struct {
	theme *theme.Theme
	list  []*outcome
	lines map[int]*outcome
	stays map[int]kept // rows that could not be put back when that was asked last, and why
	saved int          // rows
	back  int          // of these, rows that were taken back
	fit   *fit         // what the columns have room for
	from  *importer.Result
	now   time.Time
}

func outcomesOf(th *theme.Theme, r *importer.Result, room *fit, now time.Time) outcomes {
	o := outcomes{theme: th, list: make([]*outcome, len(r.Rows)), lines: make(map[int]*outcome, len(r.Rows)), fit: room, from: r, now: now}
	for i := range r.Rows {
		row := &r.Rows[i]
		o.list[i] = &outcome{ResultRow: row, line: row.Line, saved: row.Saved}
		if row.UndoneBy != "" {
			o.list[i].back = &takenBack{row.UndoneAct, row.UndoneBy, row.UndoneAt, row.Partly}
		}
		o.lines[row.Line] = o.list[i]
		o.tally(o.list[i])
	}
	slices.SortStableFunc(o.list, func(a, b *outcome) int { return a.rank() - b.rank() })
	return o
}

func (o *outcome) rank() int {
	switch {
	case o.saved:
		return 0
	case o.Status == importer.StatusError:
		return 1
	case o.Status == importer.StatusHeldBack:
		return 2
	case o.Status == importer.StatusSame:
		return 4
	}
	return 3
}

// at is the row of a line; nil if there is none.
func (o *outcomes) at(line int) *outcome { return o.lines[line] }

func (o *outcomes) byKey(key string) *outcome {
	line, _ := strconv.Atoi(key) // made by Key: it is a number
	return o.lines[line]
}

// tookBack counts the rows that an undo took back.
func (o *outcomes) tookBack(act int64) (n int) {
	for _, row := range o.list {
		if row.back != nil && row.back.act == act {
			n++
		}
	}
	return n
}

// tally counts a row.
func (o *outcomes) tally(row *outcome) {
	if row.saved {
		o.saved++
	}
	if row.back != nil {
		o.back++
	}
}

// Len, Key, Cell and Paint are what the table asks.
func (o outcomes) Len() int         { return len(o.list) }
func (o outcomes) Key(i int) string { return lineKey(o.list[i].line) }

// Cell is line, status, whether it was saved and stands, device and User ID or what the row is about, and why not.
func (o outcomes) Cell(i, col int) string {
	row := o.list[i]
	switch {
	case col == 0:
		return o.fit.spot(o.from, row.line)
	case col == 1:
		return row.status(o.theme)
	case col == 2:
		return row.sign()
	case col == o.noteColumn():
		return o.note(row)
	case o.fit.tables:
		return o.fit.about(o.from, row.line)
	case col == 3:
		return row.device()
	}
	return elide(row.who(), o.fit.name)
}

// noteColumn is the last column.
func (o *outcomes) noteColumn() int {
	if o.fit.tables {
		return 4
	}
	return 5
}

// Paint colours the status; what does not stand is dimmed.
func (o outcomes) Paint(i, col int) lipgloss.Style {
	row := o.list[i]
	switch {
	case col == 1:
		_, _, style := o.theme.Status(string(row.Status))
		return style
	case col == o.noteColumn() && (row.back != nil || o.stays[row.line].full != ""):
		return o.theme.Warn
	case !row.saved || row.back != nil:
		return o.theme.Dim
	}
	return o.theme.Text
}

// sign says whether the row was saved, and whether that still stands.
func (o *outcome) sign() string {
	switch {
	case o.back != nil:
		return "←"
	case o.saved:
		return "✓"
	}
	return "·"
}

// status is the status's sign and word, with a * where something in the row was mended and a ! where a saved one carries
// a warning.
func (o *outcome) status(th *theme.Theme) string {
	sign, word, _ := th.Status(string(o.Status))
	said := sign + " " + word
	if len(o.Mends) > 0 {
		said += "*"
	}
	warns := func(n importer.Note) bool { return n.Severity != store.SeverityInfo }
	if o.saved && o.Status != importer.StatusHeldBack && slices.ContainsFunc(o.Notes, warns) {
		said += " !"
	}
	return said
}

// device names the row's device by what is on its sticker, or by its serial number. Of a row about a person it tells how
// many devices followed.
func (o *outcome) device() string {
	if o.AssetTag != "" || o.Serial != "" {
		return or(o.AssetTag, o.Serial)
	}
	n := 0
	for i := range o.Entries {
		if o.Entries[i].Record == store.KindDevice {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return many(n, "device", "devices")
}

// who is the person the row is about: of the file, or, where the file need not say, who lost the device.
func (o *outcome) who() string {
	if o.UserID != "" {
		return o.UserID
	}
	for i := range o.Entries {
		e := &o.Entries[i]
		for _, f := range e.Fields {
			if e.Record == store.KindDevice && f.Field == store.FieldUsername && !strings.EqualFold(f.Old, e.Key) {
				return f.Old
			}
		}
	}
	return ""
}

// note is the last column: what happened to the row since, or what became of it.
func (o *outcomes) note(row *outcome) string {
	switch {
	case o.stays[row.line].full != "":
		return "stays: " + o.stays[row.line].brief
	case row.back != nil:
		return row.back.words(when(row.back.at, o.now))
	}
	return row.became()
}

// words say who took it back; at is when.
func (t *takenBack) words(at string) string {
	said := "taken back"
	if t.partly {
		said += " in part"
	}
	return said + " by " + t.by + ", " + at
}

// became says what became of a row: why it was not saved, or what its first note says.
func (o *outcome) became() string {
	switch {
	case len(o.Notes) > 0 && o.decided():
		return "not saved: " + o.Notes[len(o.Notes)-1].Message
	case len(o.Notes) > 0:
		return o.Notes[0].Message
	case o.Status == importer.StatusSame:
		return "the records say this already"
	case o.decided():
		return "not saved: it was left out"
	}
	return ""
}

// decided reports whether somebody kept a row from being saved that could have been: the last note tells who.
func (o *outcome) decided() bool {
	return !o.saved && (o.Status == importer.StatusAdd || o.Status == importer.StatusChange || o.Status == importer.StatusRevoke)
}

// told is what became of a row and what to do about it, a sentence each.
func (o *outcomes) told(row *outcome) (said []string) {
	if why := o.stays[row.line].full; why != "" {
		said = append(said, screen.Sentence("stays as it is: "+why))
	}
	if row.back != nil {
		said = append(said, screen.Sentence(row.back.words(trail.Moment(row.back.at, o.now.Location()))+" ("+trail.Save(store.ActUndo, row.back.act)+")"))
	}
	for i := range row.Notes {
		said = append(said, noteSentence(&row.Notes[i]))
	}
	if len(row.Notes) == 0 && row.became() != "" {
		said = append(said, screen.Sentence(row.became()))
	}
	return said
}

func noteSentence(n *importer.Note) string {
	said := screen.Sentence(n.Message)
	if n.Rule != "" {
		said = n.Rule + " · " + said
	}
	if n.Remedy != "" {
		said += " → " + screen.Sentence(n.Remedy)
	}
	return said
}

// measure is how wide the columns of the rows have to be.
func (o *outcomes) measure(people bool) measures {
	m := measures{status: statusWidth, name: len("User ID"), people: people}
	for _, row := range o.list {
		m.spot(o.from, row.line)
		m.device = max(m.device, deviceWidth(row.AssetTag, row.Serial))
		m.name = max(m.name, min(nameWidth, screen.Width(row.who())))
	}
	return m.settled()
}

// withNotes are the columns of outcomes on width cells.
func (m measures) withNotes(width int) (list []table.Column, f fit) {
	const note = 16
	name := min(m.name, width-m.fixed()-2-note)
	if m.part > 0 {
		name = min(nameWidth, (width-m.fixed())/2)
	}
	if name < 8 {
		return m.columns(width)
	}
	list, f = m.columns(m.fixed() + name)
	return append(list, table.Column{Title: "Note", Min: width - m.fixed() - 2 - name}), f
}
