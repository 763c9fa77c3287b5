// Package device shows device records: the list, and one record with its User & Location, its user and its
// history.
package device

import (
	"context"
	"time"

	"homeroom/store"
	"homeroom/tui/browse"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// Filtered is the list of the devices that a query lets through; the empty one lets all.
func Filtered(env screen.Env, query string) screen.Screen {
	return browse.New(env, kind(env), query)
}

// Record is the record of one device.
func Record(env screen.Env, serial string) screen.Screen {
	return browse.NewRecord(env, kind(env), store.CleanSerial(serial))
}

func kind(env screen.Env) browse.Kind {
	return browse.Kind{
		Title: "Devices", One: "Device", Record: store.KindDevice, Link: "user", Copies: "serial number",
		Columns: columns(), Order: siteColumn,
		Load: func(ctx context.Context, zone *time.Location) (browse.Rows, error) {
			return load(ctx, env, zone)
		},
		Detail: func(ctx context.Context, serial string, zone *time.Location) (browse.Detail, error) {
			f, err := read(ctx, env.Store, serial)
			if err != nil {
				return browse.Detail{}, err
			}
			return f.detail(env.Theme, zone), nil
		},
	}
}

// The places of the columns that are more than a field of the record.
const (
	kindColumn     = 2
	siteColumn     = 3
	usernameColumn = 4
	changedColumn  = 13
)

// fields are the fields of the columns; "" is worked out.
var fields = [...]store.Field{
	store.FieldAssetTag, store.FieldSerial, "", store.FieldSite, "", store.FieldFullName, store.FieldPosition,
	store.FieldRoom, store.FieldPhone, store.FieldDepartment, store.FieldBuilding, store.FieldPlatform, store.FieldEmail, "",
}

func columns() []browse.Column {
	return []browse.Column{
		{Key: "a", Exact: true, Column: table.Column{Title: "Asset Tag", Short: "Tag", Min: 7, Max: 10, Weight: 2}},
		{Key: "s", Exact: true, Column: table.Column{Title: "Serial", Min: 12, Max: 14, Weight: 1}},
		{Key: "k", Column: table.Column{Title: "Kind", Min: 15, Max: 23, Weight: 2, Priority: 2}},
		{Key: "i", Column: table.Column{Title: "Site", Min: 6, Max: 10, Weight: 1, Priority: 4}},
		{Key: "u", Exact: true, Column: table.Column{Title: "Username", Min: 17, Good: 20, Max: 34, Weight: 4}},
		{Key: "n", Column: table.Column{Title: "Full Name", Min: 11, Good: 18, Max: 36, Weight: 3, Priority: 1}},
		{Key: "p", Column: table.Column{Title: "Position", Short: "Pos.", Min: 8, Priority: 5, Extra: true}},
		{Key: "r", Column: table.Column{Title: "Room", Min: 12, Max: 20, Weight: 1, Priority: 6, Extra: true}},
		{Key: "h", Column: table.Column{Title: "Phone", Min: 8, Max: 16, Weight: 1, Priority: 8, Extra: true}},
		{Key: "d", Column: table.Column{Title: "Department", Min: 10, Max: 20, Weight: 1, Priority: 10, Extra: true}},
		{Key: "b", Column: table.Column{Title: "Building", Min: 10, Max: 20, Weight: 1, Priority: 11, Extra: true}},
		{Key: "l", Column: table.Column{Title: "Platform", Short: "Plat.", Min: 8, Priority: 12, Extra: true}},
		{Key: "e", Exact: true, Column: table.Column{Title: "Email", Min: 26, Good: 34, Max: 44, Weight: 2, Priority: 9, Extra: true}},
		{Key: "c", Down: true, Column: table.Column{Title: "Changed", Min: 10, Priority: 7, Extra: true}},
	}
}
