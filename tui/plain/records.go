package plain

import (
	"bufio"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/store"
)

// listFlags are what a listing is asked for beside its query.
type listFlags struct {
	json, csv, desc bool
	sort, view      string
}

// sortedBy reports whether the order asked for is that of the field, in any letter case.
func (f *listFlags) sortedBy(field store.Field) bool {
	return strings.EqualFold(strings.TrimSpace(f.sort), string(field))
}

const queryHelp = `Words are searched for in identifiers, names and email addresses. All terms must
hold:
  room:204               the field has these letters; names as in --json
  position:teacher,staff any of them
  room:                  the field is empty; users account: have no Managed Apple Account
  !site:OAK              not so
  name:"Avery Lane"      quotes keep spaces together (put the whole in '…')
  held:no placeholder:yes kind:"iPad mini" departing:yes several:yes devices:>1
  group:"Year 7" location:MAIN class:maths type:teacher grade:7 ownership:personal
  changed:<7d            less than 7 days ago; >30d, units h d w m y
  changed:today  changed:>=2026-11-01  changed:2026-11-01..2026-11-20
Days are those of the clock on the wall.`

func (a *app) devicesCommand() *cobra.Command {
	return a.listCommand(&cobra.Command{
		Use:   "devices [QUERY]",
		Short: "The device records, all or those a query asks for",
		Long:  "Lists device records by serial number.\n\n" + queryHelp,
		Example: `  homeroom devices
  homeroom devices site:OAK model:ipad held:no
  homeroom devices username:avery.lane
  homeroom devices 'changed:<7d' --sort changed --desc
  homeroom devices --view Placeholders --sort room
  homeroom devices site:OAK '!position:student' --csv > staff.csv`,
	}, a.devices)
}

func (a *app) usersCommand() *cobra.Command {
	return a.listCommand(&cobra.Command{
		Use:   "users [QUERY]",
		Short: "The user records, all or those a query asks for",
		Long:  "Lists user records by User ID.\n\n" + queryHelp,
		Example: `  homeroom users
  homeroom users site:OAK position:teacher,staff
  homeroom users 'devices:>1' --sort devices --desc
  homeroom users --view "Users without a device"
  homeroom users departing:yes --json`,
	}, a.users)
}

// listCommand completes a command that lists records.
func (a *app) listCommand(cmd *cobra.Command, find func(context.Context, *store.Store, string, *listFlags) (*listing, error)) *cobra.Command {
	var f listFlags
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		st, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		defer st.Close()
		list, err := find(cmd.Context(), st, strings.Join(args, " "), &f)
		if err != nil {
			return err
		}
		return output(a.Out, func(w *bufio.Writer) error { return list.write(w, f) })
	}
	flags := cmd.Flags()
	flags.StringVar(&f.view, "view", "", "the records of this view by `name`; homeroom views lists them")
	flags.StringVar(&f.sort, "sort", "", "in the order of this `field`, or of changed")
	flags.BoolVar(&f.desc, "desc", false, "the other way round")
	flags.BoolVar(&f.json, "json", false, "print one JSON array of objects, all fields")
	flags.BoolVar(&f.csv, "csv", false, "print CSV, all fields")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error { return apart(cmd, "json", "csv") }
	return cmd
}

// asked is a query as it was asked: with that of a view before it, and measured where it speaks of dates.
type asked struct {
	store.Query
	timeline *store.Timeline // nil where neither the query nor the order asks when
}

// ask reads what a listing is asked for. When something was changed is read only where that is asked.
func (a *app) ask(ctx context.Context, st *store.Store, kind store.Kind, words string, f *listFlags) (asked, error) {
	if f.view != "" {
		view, err := viewNamed(ctx, st, kind, f.view)
		if err != nil {
			return asked{}, err
		}
		words = view + " " + words
	}
	query, err := store.ParseQuery(kind, words)
	if err == nil && query.Classed() {
		var classes *store.Attendance
		classes, err = st.Attendance(ctx)
		query = query.Attend(classes)
	}
	if err != nil || !query.Dated() && !f.sortedBy(fieldChanged) {
		return asked{Query: query}, err
	}
	timeline, err := st.Timeline(ctx)
	if err != nil {
		return asked{}, err
	}
	return asked{query.Measure(store.Clock{Now: a.Now().Local(), Timeline: timeline}), timeline}, nil
}

// Columns that no record has.
const (
	fieldDevices store.Field = "devices" // serial numbers of a person's devices
	fieldChanged store.Field = "changed" // when the record was written last
)

func (a *app) devices(ctx context.Context, st *store.Store, words string, f *listFlags) (*listing, error) {
	query, err := a.ask(ctx, st, store.KindDevice, words, f)
	if err != nil {
		return nil, err
	}
	all, err := st.Devices(ctx)
	if err != nil {
		return nil, err
	}
	l := &listing{
		kind: store.KindDevice, fields: store.Fields(store.KindDevice),
		table: []store.Field{
			store.FieldSerial, store.FieldAssetTag, store.FieldModel, store.FieldSite, store.FieldUsername,
			store.FieldFullName, store.FieldPosition, store.FieldRoom,
		},
		key: func(i int) string { return all[i].Serial },
		get: func(i int, f store.Field) string { return all[i].Get(f) },
	}
	for i := range all {
		if query.Device(&all[i]) {
			l.order = append(l.order, i)
		}
	}
	l.date(query.timeline, func(i int) int64 { return all[i].Version })
	return l, l.sort(f)
}

func (a *app) users(ctx context.Context, st *store.Store, words string, f *listFlags) (*listing, error) {
	query, err := a.ask(ctx, st, store.KindUser, words, f)
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
	l := &listing{
		kind: store.KindUser, fields: append(slices.Clone(store.Fields(store.KindUser)), fieldDevices),
		table: []store.Field{
			store.FieldUserID, store.FieldFullName, store.FieldPosition, store.FieldSite, store.FieldGrade,
			store.FieldInvitation, store.FieldDeparting, fieldDevices,
		},
		key: func(i int) string { return all[i].Key() },
		get: func(i int, f store.Field) string {
			if f == fieldDevices {
				return serials(held[all[i].Key()])
			}
			return all[i].Get(f)
		},
		number: map[store.Field]func(i int) int64{
			fieldDevices: func(i int) int64 { return int64(len(held[all[i].Key()])) },
		},
	}
	for i := range all {
		if query.User(&all[i], len(held[all[i].Key()])) {
			l.order = append(l.order, i)
		}
	}
	if slices.ContainsFunc(l.order, func(i int) bool { return all[i].ManagedAppleAccount != "" }) { // last: it may be wide
		l.table = append(l.table, store.FieldManagedAppleAccount)
	}
	l.date(query.timeline, func(i int) int64 { return all[i].Version })
	return l, l.sort(f)
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

// date gives the listing a column that tells when each record was written last, where that was asked.
func (l *listing) date(timeline *store.Timeline, version func(i int) int64) {
	if timeline == nil {
		return
	}
	bare := l.get
	l.get = func(i int, f store.Field) string {
		if f != fieldChanged {
			return bare(i, f)
		}
		if at := timeline.At(version(i)); !at.IsZero() {
			return moment(at)
		}
		return ""
	}
	l.table = append(l.table, fieldChanged)
	if l.number == nil {
		l.number = map[store.Field]func(int) int64{}
	}
	l.number[fieldChanged] = func(i int) int64 { return timeline.At(version(i)).UnixMilli() }
}
