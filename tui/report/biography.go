package report

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"homeroom/store"
)

// Stretch is a time in the life of a device or a person: somebody held a device, or nobody did.
type Stretch struct {
	Holding  *store.Holding // nil: nobody held it
	From, To time.Time      // To zero: it lasts
}

// Stretches are the holdings, oldest first. Of a device they leave no time out: between them stands nobody, from the
// moment it came on record to the moment its record went.
func Stretches(b *store.Biography) []Stretch {
	var all []Stretch
	begin, end := life(b)
	at := begin
	for i := range b.Holdings {
		h := &b.Holdings[i]
		if b.Record == store.KindDevice {
			all = nobody(all, at, h.From)
		}
		all = append(all, Stretch{h, h.From, h.To})
		at = h.To
	}
	if b.Record == store.KindDevice && !at.IsZero() {
		all = nobody(all, at, end)
	}
	return all
}

// nobody adds the time between two holdings, where there is any.
func nobody(all []Stretch, from, to time.Time) []Stretch {
	if from.IsZero() || !to.IsZero() && !to.After(from) {
		return all
	}
	return append(all, Stretch{From: from, To: to})
}

// life is when the record came and when it went; the second is zero while it is there.
func life(b *store.Biography) (begin, end time.Time) {
	for i := range b.Entries {
		e := &b.Entries[i]
		if e.Record != b.Record {
			continue
		}
		if begin.IsZero() {
			begin = e.At
		}
		if end = (time.Time{}); e.Deleted {
			end = e.At
		}
	}
	return begin, end
}

// Biography is who held a device, or what a person held, for an auditor: every time with what began and what ended
// it, and below it every change behind it. Times are in zone.
func Biography(b store.Biography, zone *time.Location) Report {
	r := Report{
		Title: fmt.Sprintf("Biography of the %s %s", b.Record, b.Key),
		Facts: [][2]string{{"Name", b.Name}, {"Times are in", zone.String()}},
	}
	r.Facts = slices.DeleteFunc(r.Facts, func(f [2]string) bool { return f[1] == "" })
	r.Facts = append(r.Facts, [2]string{"Now", present(&b)})
	r.Part, r.Below = times(&b, zone), []Part{changes(&b, zone)}
	return r
}

// times is who held it, from when to when.
func times(b *store.Biography, zone *time.Location) Part {
	p := Part{
		Title: "Who held it",
		Header: []string{
			"From", "To", "How long", "Serial Number", "Asset Tag", "User ID", "Full Name",
			"Began with", "Began by", "Ended with", "Ended by",
		},
	}
	if b.Record == store.KindUser {
		p.Title = "What was held"
	}
	for _, s := range Stretches(b) {
		p.Rows = append(p.Rows, row(b, s, zone))
	}
	return p
}

func row(b *store.Biography, s Stretch, zone *time.Location) []string {
	to, long := "still so", ""
	if !s.To.IsZero() {
		to, long = Moment(s.To, zone), Span(s.From, s.To)
	}
	cells := []string{Moment(s.From, zone), to, long}
	h := s.Holding
	if h == nil {
		return append(cells, b.Key, tag(b, s.To), "(nobody)", "", "", "", "", "")
	}
	cells = append(cells, h.Serial, h.AssetTag, h.UserID, h.FullName)
	for _, e := range []*store.Entry{h.Began, h.Ended} {
		if e == nil {
			cells = append(cells, "", "")
			continue
		}
		cells = append(cells, Origin(e), e.Operator)
	}
	return cells
}

// tag is the asset tag that the device carried last before a moment; before the zero one, that it carries.
func tag(b *store.Biography, before time.Time) string {
	carried := ""
	for i := range b.Entries {
		e := &b.Entries[i]
		if e.Record != store.KindDevice || e.Deleted || !before.IsZero() && !e.At.Before(before) {
			continue
		}
		for _, f := range e.Fields {
			if f.Field == store.FieldAssetTag {
				carried = f.New
			}
		}
	}
	return carried
}

// changes is every entry of the history, a row for each field.
func changes(b *store.Biography, zone *time.Location) Part {
	p := Part{Title: "Every change", Header: []string{"When", "Who", "With", "Record", "What", "Field", "Old", "New"}}
	for i := range b.Entries {
		e := &b.Entries[i]
		what := "changed"
		switch {
		case e.Record != store.KindDevice && e.Record != store.KindUser && (e.Created || e.Deleted):
			what = Became(e)
		case e.Created:
			what = "came on record"
		case e.Deleted:
			what = "record deleted"
		}
		begin := []string{Moment(e.At, zone), e.Operator, Origin(e), Called(e.Record, e.Key, e.Fields), what}
		for _, f := range e.Fields {
			old, now := f.Old, f.New
			if !e.Created {
				old = cmp.Or(old, "(empty)")
			}
			if !e.Deleted {
				now = cmp.Or(now, "(empty)")
			}
			p.Rows = append(p.Rows, append(slices.Clone(begin), f.Field.Label(), old, now))
		}
		if len(e.Fields) == 0 {
			p.Rows = append(p.Rows, append(begin, "", "", ""))
		}
	}
	return p
}

// Origin says what an entry of the history belongs to: the import with its file and line, or the save with its title.
func Origin(e *store.Entry) string {
	switch {
	case e.Kind == store.ActImport && e.FileName != "" && e.Line != 0:
		return fmt.Sprintf("import %d, %s %s", e.Act, e.FileName, Line(e))
	case e.Kind == store.ActImport:
		return fmt.Sprintf("import %d, %s", e.Act, e.Title)
	}
	return fmt.Sprintf("save %d, %s", e.Act, e.Title)
}

// present says in words who holds the device now, or what the person holds.
func present(b *store.Biography) string {
	words := ""
	for i := range b.Holdings {
		h := &b.Holdings[i]
		if !h.To.IsZero() {
			continue
		}
		if words != "" {
			words += ", "
		}
		words += Named(b.Record, h)
	}
	switch {
	case words == "" && b.Record == store.KindDevice:
		return "nobody holds it"
	case words == "":
		return "holds no device"
	case b.Record == store.KindDevice:
		return "held by " + words
	}
	return "holds " + words
}

// Named is the other side of a holding: of a device's its holder, of a person's the device.
func Named(of store.Kind, h *store.Holding) string {
	switch {
	case of == store.KindDevice && h.FullName != "":
		return h.FullName + " (" + h.UserID + ")"
	case of == store.KindDevice:
		return h.UserID
	case h.AssetTag != "":
		return h.AssetTag + " (" + h.Serial + ")"
	}
	return h.Serial
}
