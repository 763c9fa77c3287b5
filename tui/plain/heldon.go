package plain

import (
	"bufio"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/report"
)

// heldOn answers who held the device, or what the person held, on one day. It returns a *rejected error when nobody
// did.
func (a *app) heldOn(b *store.Biography, f *historyFlags) error {
	now := a.Now().Local()
	day, err := store.ParseDay(f.on, now)
	if err != nil {
		return err
	}
	if day.After(now) {
		return wrongUse(quoted(f.on)+" is still to come", "ask for a day up to today")
	}
	held := b.On(day, day.AddDate(0, 0, 1))
	err = output(a.Out, func(w *bufio.Writer) error {
		if f.json {
			return writeJSON(w, holdings(held))
		}
		writeHeldOn(w, b, held, day)
		return nil
	})
	if err == nil && len(held) == 0 {
		err = &rejected{}
	}
	return err
}

// writeHeldOn writes the answer in sentences.
func writeHeldOn(w io.StringWriter, b *store.Biography, held []store.Holding, day time.Time) {
	on := "On " + day.Format(time.DateOnly) + " "
	if len(held) == 0 {
		w.WriteString(on + nobody(b, day) + "\n")
	}
	for i := range held {
		h := &held[i]
		w.WriteString(on + text.Visible(report.Named(store.KindDevice, h)) + " held device " +
			text.Visible(report.Named(store.KindUser, h)) + ", from " + moment(h.From) + " " + until(h.To) + ".\n")
	}
}

// nobody says that nothing was held on a day, and whether the record was there at all.
func nobody(b *store.Biography, day time.Time) string {
	name := text.Visible(b.Key)
	if len(b.Entries) > 0 && !b.Entries[0].At.Before(day.AddDate(0, 0, 1)) {
		return recordWord(b.Record) + " " + name + " was not on record yet: it came on " + moment(b.Entries[0].At) + "."
	}
	if b.Record == store.KindDevice {
		return "nobody held device " + name + "."
	}
	return name + " held no device."
}

// writePage writes the biography as a page for an auditor. A file that is there is never overwritten.
func (a *app) writePage(b *store.Biography, path string) error {
	format, err := pageFormat(path)
	if err != nil {
		return err
	}
	page := report.Biography(*b, time.Local)
	page.Sign(a.operator, a.Now().Local())
	if err := writeNew(path, func(w io.Writer) error { return report.Write(w, format, page) }); err != nil {
		return err
	}
	return output(a.Out, func(w *bufio.Writer) error {
		w.WriteString("Written to " + text.Visible(path) + "\n")
		return nil
	})
}

// pageFormat is the format that the ending of a page's name asks for.
func pageFormat(path string) (string, error) {
	ending := strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), ".")
	if slices.Contains(report.Formats(), ending) {
		return ending, nil
	}
	return "", wrongUse("it cannot be told how to write "+quoted(path), "let its name end in ."+strings.Join(report.Formats(), ", ."))
}
