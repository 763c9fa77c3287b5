package plain

import (
	"bufio"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/text"
)

// listing is the devices or the users that a query asks for, ready to be written in any form.
type listing struct {
	kind   store.Kind
	fields []store.Field // all of them, for JSON and CSV
	table  []store.Field // those that fit side by side
	len    int
	get    func(i int, f store.Field) string
}

// listFlags are the forms a listing can take.
type listFlags struct{ json, csv bool }

const queryHelp = `Words are searched for in identifiers, names and email addresses. field:value
looks in one field only, field: finds it empty, ! before either leaves the
matches out, and quotes keep spaces together. Field names are those of --json;
held:yes and held:no ask whether anything is held.`

func (a *app) devicesCommand() *cobra.Command {
	return a.listCommand(&cobra.Command{
		Use:   "devices [QUERY]",
		Short: "The device records, all or those a query asks for",
		Long:  "Lists device records by serial number.\n\n" + queryHelp,
		Example: `  homeroom devices
  homeroom devices site:OAK model:ipad held:no
  homeroom devices username:avery.lane
  homeroom devices site:OAK '!position:student' --csv > staff.csv`,
	}, a.devices)
}

func (a *app) usersCommand() *cobra.Command {
	return a.listCommand(&cobra.Command{
		Use:   "users [QUERY]",
		Short: "The user records, all or those a query asks for",
		Long:  "Lists user records by User ID.\n\n" + queryHelp,
		Example: `  homeroom users
  homeroom users site:OAK position:teacher
  homeroom users departing:yes --json`,
	}, a.users)
}

// listCommand completes a command that lists records.
func (a *app) listCommand(cmd *cobra.Command, find func(context.Context, *store.Store, string) (*listing, error)) *cobra.Command {
	var f listFlags
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		st, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		defer st.Close()
		list, err := find(cmd.Context(), st, strings.Join(args, " "))
		if err != nil {
			return err
		}
		return output(a.Out, func(w *bufio.Writer) error { return list.write(w, f) })
	}
	cmd.Flags().BoolVar(&f.json, "json", false, "print one JSON array of objects, all fields")
	cmd.Flags().BoolVar(&f.csv, "csv", false, "print CSV, all fields")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error { return apart(cmd, "json", "csv") }
	return cmd
}

func (a *app) devices(ctx context.Context, st *store.Store, words string) (*listing, error) {
	query, err := store.ParseQuery(store.KindDevice, words)
	if err != nil {
		return nil, err
	}
	all, err := st.Devices(ctx)
	if err != nil {
		return nil, err
	}
	var found []*store.Device
	for i := range all {
		if query.Device(&all[i]) {
			found = append(found, &all[i])
		}
	}
	slices.SortFunc(found, func(a, b *store.Device) int { return strings.Compare(a.Serial, b.Serial) })
	return &listing{
		kind: store.KindDevice, fields: store.Fields(store.KindDevice), len: len(found),
		table: []store.Field{
			store.FieldSerial, store.FieldAssetTag, store.FieldModel, store.FieldSite, store.FieldUsername,
			store.FieldFullName, store.FieldPosition, store.FieldRoom,
		},
		get: func(i int, f store.Field) string { return found[i].Get(f) },
	}, nil
}

// fieldDevices is the column of a person's devices; it is not stored with the person.
const fieldDevices store.Field = "devices"

func (a *app) users(ctx context.Context, st *store.Store, words string) (*listing, error) {
	query, err := store.ParseQuery(store.KindUser, words)
	if err != nil {
		return nil, err
	}
	all, err := st.Users(ctx)
	if err != nil {
		return nil, err
	}
	devices, err := st.Devices(ctx)
	if err != nil {
		return nil, err
	}
	held := byHolder(devices)
	var found []*store.User
	for i := range all {
		if query.User(&all[i], len(held[all[i].Key()])) {
			found = append(found, &all[i])
		}
	}
	slices.SortFunc(found, func(a, b *store.User) int { return strings.Compare(a.Key(), b.Key()) })
	return &listing{
		kind: store.KindUser, fields: append(store.Fields(store.KindUser), fieldDevices), len: len(found),
		table: []store.Field{
			store.FieldUserID, store.FieldFullName, store.FieldPosition, store.FieldSite, store.FieldGrade,
			store.FieldInvitation, store.FieldDeparting, fieldDevices,
		},
		get: func(i int, f store.Field) string {
			if f == fieldDevices {
				return serials(held[found[i].Key()])
			}
			return found[i].Get(f)
		},
	}, nil
}

// byHolder sorts the devices that are held by the keys of their holders.
func byHolder(devices []store.Device) map[string][]*store.Device {
	held := map[string][]*store.Device{}
	for i := range devices {
		if d := &devices[i]; d.Held() {
			held[store.UserKey(d.Username)] = append(held[store.UserKey(d.Username)], d)
		}
	}
	return held
}

func serials(devices []*store.Device) string {
	list := make([]string, len(devices))
	for i, d := range devices {
		list[i] = d.Serial
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// write writes the listing in the form asked for.
func (l *listing) write(w io.Writer, f listFlags) error {
	switch {
	case f.json:
		return l.writeJSON(w)
	case f.csv:
		return l.writeCSV(w)
	}
	return l.writeTable(w)
}

// writeCSV writes all fields under their JSON names, safe for a spreadsheet and for a terminal.
func (l *listing) writeCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	line := make([]string, len(l.fields))
	for n, f := range l.fields {
		line[n] = string(f)
	}
	_ = out.Write(line) // the writer keeps its error for Flush
	for i := range l.len {
		for n, f := range l.fields {
			line[n] = text.Cell(text.Visible(l.get(i, f)))
		}
		_ = out.Write(line)
	}
	out.Flush()
	return out.Error()
}

func (l *listing) writeTable(w io.Writer) error {
	var g grid
	line := make([]string, len(l.table))
	for n, f := range l.table {
		line[n] = f.Label()
	}
	g.add(line...)
	for i := range l.len {
		for n, f := range l.table {
			line[n] = l.get(i, f)
		}
		g.add(line...)
	}
	buffered := bufio.NewWriter(w)
	if l.len > 0 {
		g.write(buffered, "")
	}
	buffered.WriteString(recordsOf(l.len, l.kind) + "\n")
	return buffered.Flush()
}

// recordsOf is the number of records in words.
func recordsOf(n int, k store.Kind) string {
	return counted(n, string(k)+" record", string(k)+" records")
}

// counted is a number of things in words.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
