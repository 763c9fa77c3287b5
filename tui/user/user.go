// Package user shows user records: the list, and one record with the devices held and its history. Read-only.
package user

import (
	"context"
	"time"

	"homeroom/store"
	"homeroom/tui/browse"
	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// Filtered is the list of the users that a query lets through; the empty one lets all.
func Filtered(env screen.Env, query string) screen.Screen {
	return browse.New(env, kind(env), query)
}

// Record is the record of one user, in any letter case of the User ID.
func Record(env screen.Env, userID string) screen.Screen {
	return browse.NewRecord(env, kind(env), userID)
}

func kind(env screen.Env) browse.Kind {
	return browse.Kind{
		Title: "Users", One: "User", Record: store.KindUser, Link: "device", Copies: "User ID",
		Columns: columns(),
		Load: func(ctx context.Context) (browse.Rows, error) {
			return load(ctx, env.Store, env.Theme)
		},
		Detail: func(ctx context.Context, userID string, zone *time.Location) (page.Build, error) {
			f, err := read(ctx, env.Store, userID)
			if err != nil {
				return nil, err
			}
			return func(width int) []page.Line { return f.lines(env.Theme, zone, width) }, nil
		},
	}
}

func columns() []table.Column {
	return []table.Column{
		{Title: "User ID", Min: 17, Max: 34, Weight: 4},
		{Title: "Full Name", Min: 11, Max: 36, Weight: 3},
		{Title: "Position", Min: 8, Priority: 3},
		{Title: "Site", Min: 5, Max: 10, Weight: 1, Priority: 4},
		{Title: "Devices", Min: 15, Max: 40, Weight: 2, Priority: 1},
		{Title: "Invitation", Min: 11, Priority: 2},
		{Title: "Phone", Min: 8, Max: 16, Weight: 1, Priority: 6},
		{Title: "Grade", Min: 5, Priority: 7},
		{Title: "Managed Apple Account", Min: 26, Max: 46, Weight: 2, Priority: 8},
		{Title: "Email", Min: 26, Max: 44, Weight: 2, Priority: 9},
	}
}
