// Package user shows user records: the list, and one record with the devices held and its history.
package user

import (
	"context"
	"time"

	"homeroom/store"
	"homeroom/tui/browse"
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
		Load: func(ctx context.Context, zone *time.Location) (browse.Rows, error) {
			return load(ctx, env, zone)
		},
		Detail: func(ctx context.Context, userID string, zone *time.Location) (browse.Detail, error) {
			f, err := read(ctx, env.Store, userID)
			if err != nil {
				return browse.Detail{}, err
			}
			return f.detail(env.Theme, zone), nil
		},
	}
}

// The places of the columns that are more than a field of the record.
const (
	devicesColumn  = 4
	standingColumn = 5
	changedColumn  = 9
)

// fields are the fields of the columns; "" is worked out.
var fields = [...]store.Field{
	store.FieldUserID, store.FieldFullName, store.FieldPosition, store.FieldSite, "", "",
	store.FieldPhone, store.FieldGrade, store.FieldManagedAppleAccount, "", store.FieldEmail, store.FieldDomain,
}

func columns() []browse.Column {
	return []browse.Column{
		{Key: "u", Exact: true, Column: table.Column{Title: "User ID", Min: 16, Good: 20, Max: 34, Weight: 4}},
		{Key: "n", Column: table.Column{Title: "Full Name", Min: 14, Good: 18, Max: 36, Weight: 3}},
		{Key: "p", Column: table.Column{Title: "Position", Short: "Pos.", Min: 8, Priority: 3}},
		{Key: "i", Column: table.Column{Title: "Site", Min: 4, Good: 6, Max: 10, Weight: 1, Priority: 4}},
		{Key: "v", Down: true, Column: table.Column{Title: "Devices", Min: 15, Max: 40, Weight: 2, Priority: 1}},
		{Key: "t", Column: table.Column{Title: "Standing", Min: 11, Priority: 2}},
		{Key: "h", Column: table.Column{Title: "Phone", Min: 8, Max: 16, Weight: 1, Priority: 7, Extra: true}},
		{Key: "g", Column: table.Column{Title: "Grade", Short: "Gr.", Min: 5, Priority: 8, Extra: true}},
		{Key: "m", Exact: true, Column: table.Column{Title: "Managed Apple Account", Min: 26, Good: 36, Max: 46, Weight: 2, Priority: 5, Extra: true}},
		{Key: "c", Down: true, Column: table.Column{Title: "Changed", Min: 10, Priority: 6, Extra: true}},
		{Key: "e", Exact: true, Column: table.Column{Title: "Email", Min: 26, Good: 32, Max: 44, Weight: 2, Priority: 9, Extra: true}},
		{Key: "d", Column: table.Column{Title: "Domain", Min: 10, Max: 20, Weight: 1, Priority: 10, Extra: true}},
	}
}
