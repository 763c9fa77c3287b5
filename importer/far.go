package importer

import (
	"cmp"
	"slices"

	"homeroom/store"
	"homeroom/store/edit"
)

// far is the reach of the accepted rows as it stands, kept from one decision to the next: a decision touches a few
// rows, and the file may have a hundred thousand.
type far struct {
	devices int
	coming  int              // devices that come on record
	hands   map[string]*hand // by folded User ID: who loses or gains a device
	touched []*hand          // since the lists were made
	names   []string         // of those who lose their last device, sorted; replaced and never altered
	lines   []int            // that take it
}

// hand is what passes out of and into one person's hands.
type hand struct {
	name     string
	held     int   // devices on record; found out when the first is lost
	lost     []int // the lines that take devices of theirs
	gained   int
	listed   bool // among those who lose their last device
	lastLine int  // as listed
}

// losesLast reports whether the person has no device once the rows are saved.
func (h *hand) losesLast() bool { return len(h.lost) > 0 && h.held-len(h.lost)+h.gained <= 0 }

// survey works out the reach of all rows.
func (p *Plan) survey() *far {
	f := &far{hands: map[string]*hand{}}
	f.count(p, p.active, true)
	return f
}

// count adds the accepted ones of some rows, or takes them away again.
func (f *far) count(p *Plan, rows []int32, in bool) {
	for _, i := range rows {
		row := &p.Rows[i]
		if !row.accepted() {
			continue
		}
		does := row.Does()
		renamed, follows := store.Renames(does)[row.Line]
		for c := range does {
			change := &does[c]
			if change.Record != store.KindDevice {
				continue
			}
			n := 1
			if !in {
				n = -1
			}
			if change.Create() {
				f.coming += n
				continue
			}
			f.devices += n
			if !follows || !stays(change, &renamed) {
				f.pass(p, change, row.Line, in)
			}
		}
	}
}

// stays reports whether a device stays with the person who gets another User ID: it is in the same hands under both.
func stays(c *store.Change, renamed *store.Renamed) bool {
	return slices.ContainsFunc(c.Fields, func(f store.FieldChange) bool {
		return f.Field == store.FieldUsername && store.UserKey(f.Old) == store.UserKey(renamed.From) &&
			store.UserKey(f.New) == store.UserKey(renamed.To)
	})
}

// pass counts the device of a line's change, if it passes to somebody else.
func (f *far) pass(p *Plan, c *store.Change, line int, in bool) {
	for _, field := range c.Fields {
		if field.Field != store.FieldUsername {
			continue
		}
		if d := p.records.Device(c.Key); p.isHeld(d) {
			from := f.hand(field.Old)
			if from.name == "" {
				o := edit.OwnerOf(p.records, field.Old, cmp.Or(p.Site.Code, d.Site))
				from.name, from.held = o.Name(field.Old), len(o.Held)
			}
			if in {
				from.lost = append(from.lost, line)
			} else {
				from.lost = slices.DeleteFunc(from.lost, func(l int) bool { return l == line })
			}
		}
		to := f.hand(field.New)
		if in {
			to.gained++
		} else {
			to.gained--
		}
	}
}

func (f *far) hand(userID string) *hand {
	key := store.UserKey(userID)
	h := f.hands[key]
	if h == nil {
		h = &hand{}
		f.hands[key] = h
	}
	f.touched = append(f.touched, h)
	return h
}

// fewTouched is up to how many people the lists are mended; beyond, making them anew is quicker.
const fewTouched = 64

// list brings the lists up to date. What was handed out before stays as it was.
func (f *far) list() {
	switch {
	case len(f.touched) == 0:
	case len(f.touched) <= fewTouched:
		f.names, f.lines = slices.Clone(f.names), slices.Clone(f.lines)
		for _, h := range f.touched {
			f.mend(h)
		}
	default:
		f.names, f.lines = nil, nil
		for _, h := range f.hands {
			if h.listed = h.losesLast(); h.listed {
				h.lastLine = slices.Max(h.lost)
				f.names, f.lines = append(f.names, h.name), append(f.lines, h.lastLine)
			}
		}
		slices.Sort(f.names)
		slices.Sort(f.lines)
	}
	f.touched = f.touched[:0]
}

// mend puts one person into the lists, or takes them out.
func (f *far) mend(h *hand) {
	if h.listed {
		at, _ := slices.BinarySearch(f.names, h.name)
		f.names = slices.Delete(f.names, at, at+1)
		at, _ = slices.BinarySearch(f.lines, h.lastLine)
		f.lines = slices.Delete(f.lines, at, at+1)
	}
	if h.listed = h.losesLast(); h.listed {
		h.lastLine = slices.Max(h.lost)
		at, _ := slices.BinarySearch(f.names, h.name)
		f.names = slices.Insert(f.names, at, h.name)
		at, _ = slices.BinarySearch(f.lines, h.lastLine)
		f.lines = slices.Insert(f.lines, at, h.lastLine)
	}
}
