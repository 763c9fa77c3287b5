package plain

import (
	"io"
	"time"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/report"
)

// holding is who held which device from when to when, in the public JSON. Change it only by adding.
type holding struct {
	Serial   string `json:"serial"`
	AssetTag string `json:"asset_tag"`
	UserID   string `json:"user_id"`
	FullName string `json:"full_name"`
	From     string `json:"from"`
	To       string `json:"to"` // empty while it lasts
	Began    *event `json:"began"`
	Ended    *event `json:"ended"` // null while it lasts
}

func holdings(list []store.Holding) []holding {
	out := make([]holding, len(list))
	for i, h := range list {
		out[i] = holding{
			Serial: h.Serial, AssetTag: h.AssetTag, UserID: h.UserID, FullName: h.FullName,
			From: stamp(h.From), To: stamp(h.To), Began: eventOf(h.Began), Ended: eventOf(h.Ended),
		}
	}
	return out
}

// stamp is a time in JSON; the zero time is empty.
func stamp(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339Nano)
}

func eventOf(e *store.Entry) *event {
	if e == nil {
		return nil
	}
	return &events([]store.Entry{*e})[0]
}

// writeHolders writes who held the device, or what the person held, a line each, oldest first. Of a device the times
// in which nobody held it are told, too.
func writeHolders(w io.StringWriter, b *store.Biography) {
	heading := recordWord(b.Record) + " " + text.Visible(b.Key)
	if b.Name != "" && b.Name != b.Key {
		heading += " (" + text.Visible(b.Name) + ")"
	}
	if b.Gone {
		heading += ", no longer on record"
	}
	w.WriteString(heading + "\n")
	var g grid
	for _, s := range report.Stretches(b) {
		g.add("from "+moment(s.From), until(s.To), counterpart(b, s.Holding), cameAbout(s.Holding))
	}
	if len(g.rows) == 0 {
		g.add("no device was held so far")
	}
	g.write(w, "  ")
}

func until(to time.Time) string {
	if to.IsZero() {
		return "until now"
	}
	return "to " + moment(to)
}

// counterpart is the other side of a holding: of a device its holder, of a person the device. Without a holding
// nobody held the device.
func counterpart(b *store.Biography, h *store.Holding) string {
	if h == nil {
		return "nobody"
	}
	return report.Named(b.Record, h)
}

// cameAbout says which saves began and ended a holding.
func cameAbout(h *store.Holding) string {
	switch {
	case h == nil:
		return ""
	case h.Ended == nil:
		return source(h.Began)
	}
	return source(h.Began) + "; ended by " + source(h.Ended)
}
