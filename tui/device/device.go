// Package device shows device records: the list, and one record with its User & Location, its user and its
// history. Read-only.
package device

import (
	"context"
	"time"

	"homeroom/store"
	"homeroom/tui/browse"
	"homeroom/tui/page"
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
		Columns: columns(),
		Load: func(ctx context.Context) (browse.Rows, error) {
			return load(ctx, env.Store, env.Theme)
		},
		Detail: func(ctx context.Context, serial string, zone *time.Location) (page.Build, error) {
			f, err := read(ctx, env.Store, serial)
			if err != nil {
				return nil, err
			}
			return func(width int) []page.Line { return f.lines(env.Theme, zone, width) }, nil
		},
	}
}

func columns() []table.Column {
	return []table.Column{
		{Title: "Asset Tag", Short: "Tag", Min: 7, Max: 10, Weight: 2},
		{Title: "Serial", Min: 12, Max: 14, Weight: 1},
		{Title: "Kind", Min: 15, Max: 23, Weight: 2, Priority: 2},
		{Title: "Site", Min: 5, Max: 10, Weight: 1, Priority: 4},
		{Title: "Username", Min: 17, Max: 34, Weight: 4},
		{Title: "Full Name", Min: 11, Max: 36, Weight: 3, Priority: 1},
		{Title: "Position", Min: 8, Priority: 5},
		{Title: "Room", Min: 12, Max: 20, Weight: 1, Priority: 6},
		{Title: "Email", Min: 26, Max: 44, Weight: 2, Priority: 8},
		{Title: "Phone", Min: 8, Max: 16, Weight: 1, Priority: 9},
	}
}
