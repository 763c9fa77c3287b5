package importer

import (
	"cmp"
	"context"
	"io"
	"slices"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
)

// Wanted says which rows a template is filled with.
type Wanted struct {
	Template string
	Mode     template.Mode
	Site     string
	UserID   string   // whom a file of one row is about; empty where it is about none
	Devices  []string // serial numbers; nil is every device of the site
	Delete   bool     // the Delete column holds the serial number of each row
}

// Sheet is a template with its rows, ready to be written.
type Sheet struct {
	template *template.Template
	rows     [][]string
}

// Len is the number of rows.
func (s *Sheet) Len() int { return len(s.rows) }

// Write writes it as "csv" or "xlsx".
func (s *Sheet) Write(w io.Writer, format string) error { return s.template.Write(w, format, s.rows) }

// Fill fills a template from the records, as the state's own download comes: a row for each device with who holds it.
// A device that nobody holds has its User ID left to be typed. Where the file is to take devices back, who holds them
// is left out but for the name: nothing else of it is read. CodeInvalid if there is no such template, or
// no row to write.
func Fill(ctx context.Context, st *store.Store, q Wanted) (*Sheet, error) {
	t, err := template.ByName(q.Template)
	if err != nil {
		return nil, err
	}
	if err := t.Allows(q.Mode); err != nil {
		return nil, err
	}
	devices, err := st.Devices(ctx)
	if err != nil {
		return nil, err
	}
	devices = slices.DeleteFunc(devices, func(d store.Device) bool {
		if q.Devices != nil {
			return !slices.Contains(q.Devices, d.Serial)
		}
		return d.Site != q.Site
	})
	if len(devices) == 0 {
		return nil, &store.Error{
			Code: store.CodeInvalid, Message: "there is no device to write into the file",
			Remedy: "look at the list first: it has none at " + text.Visible(q.Site),
		}
	}
	slices.SortFunc(devices, func(a, b store.Device) int {
		return cmp.Or(cmp.Compare(a.AssetTag, b.AssetTag), cmp.Compare(a.Serial, b.Serial))
	})
	person, err := whom(ctx, st, q.UserID)
	if err != nil {
		return nil, err
	}
	s := &Sheet{template: t}
	for i := range devices {
		s.rows = append(s.rows, filled(t, &devices[i], person, q.Delete))
	}
	return s, nil
}

// whom is the person that a file of one row is about, with the User ID alone where there is no user record yet; nil
// where it is about none.
func whom(ctx context.Context, st *store.Store, userID string) (*store.User, error) {
	if userID == "" {
		return nil, nil
	}
	u, err := st.User(ctx, userID)
	if store.CodeOf(err) == store.CodeNotFound {
		return &store.User{UserID: userID}, nil
	}
	return &u, err
}

// filled is the row of a device.
func filled(t *template.Template, d *store.Device, person *store.User, back bool) []string {
	row := make([]string, len(t.Columns))
	for i := range t.Columns {
		row[i] = cellOf(t.Columns[i].Field, d, person, back)
	}
	return row
}

func cellOf(f store.Field, d *store.Device, person *store.User, back bool) string {
	switch f {
	case template.FieldDelete:
		if back {
			return d.Serial
		}
		return ""
	case store.FieldModel:
		return cmp.Or(d.Model, d.KindName())
	case store.FieldAssetTag, store.FieldSerial, store.FieldRoom:
		return d.Get(f)
	case store.FieldUserID:
		switch {
		case back:
			return ""
		case person != nil:
			return person.UserID
		case d.Held():
			return d.Username
		}
		return ""
	}
	switch {
	case back && f != store.FieldFullName:
		return ""
	case person != nil:
		return person.Get(f)
	case d.Held():
		return d.Get(f)
	}
	return ""
}
