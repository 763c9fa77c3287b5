package plain

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/edit"
)

// everyday completes the command of an everyday act whose arguments are named.
func (a *app) everyday(cmd *cobra.Command, prepare func(ctx context.Context, st *store.Store, args []string) (deed, error), names ...string) *cobra.Command {
	var f actFlags
	cmd.Long += "\n\n" + actHelp
	cmd.Args = exactly(names...)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.act(cmd.Context(), &f, func(ctx context.Context, st *store.Store) (deed, error) {
			return prepare(ctx, st, args)
		})
	}
	f.bind(cmd)
	return cmd
}

func (a *app) assignCommand() *cobra.Command {
	return a.everyday(&cobra.Command{
		Use:   "assign DEVICE USER-ID",
		Short: "Give a device to a person",
		Long: `Writes the person's User ID and what belongs to it onto the device record. Whoever
held the device before loses it. DEVICE is an asset tag or a serial number.`,
		Example: `  homeroom assign 3001234 avery.lane
  homeroom assign C02XK0A1JG5H avery.lane --yes`,
	}, func(ctx context.Context, st *store.Store, args []string) (deed, error) {
		serial, err := deviceNamed(ctx, st, args[0])
		if err != nil {
			return deed{}, err
		}
		userID, err := receiver(ctx, st, args[1])
		if err != nil {
			return deed{}, err
		}
		values := []edit.Value{{Field: store.FieldUsername, Text: userID}}
		return deed{
			edit.Wanted(store.KindDevice, []string{serial}, values), values,
			func(r *store.Records) edit.Plan { return edit.Assign(r, serial, userID) },
		}, nil
	}, "a DEVICE", "a USER-ID: who gets the device")
}

// receiver is the User ID, as it is on record, of the person who is to get a device. What can be no User ID, or only
// lost its zero, is left to the rules, which say so; CodeNotFound for anybody else who is not on record.
func receiver(ctx context.Context, st *store.Store, name string) (string, error) {
	userID, err := userNamed(ctx, st, name)
	if store.CodeOf(err) != store.CodeNotFound {
		return userID, err
	}
	clean, found := edit.Check(store.KindDevice, store.FieldUsername, name)
	if store.Failed(found) {
		return clean, nil
	}
	for _, padded := range edit.Padded(nil, clean) {
		if _, none := userNamed(ctx, st, padded); none == nil {
			return clean, nil
		}
	}
	return "", err
}

func (a *app) clearCommand() *cobra.Command {
	return a.everyday(&cobra.Command{
		Use:   "clear DEVICE",
		Short: "Take a device back: nobody holds it",
		Long: `Empties what the device record says of its holder and writes the device's own
serial number into Username, the placeholder (R-22). The person stays on record.`,
		Example: "  homeroom clear 3001234",
	}, func(ctx context.Context, st *store.Store, args []string) (deed, error) {
		serial, err := deviceNamed(ctx, st, args[0])
		return deed{
			edit.Wanted(store.KindDevice, []string{serial}, nil), nil,
			func(r *store.Records) edit.Plan { return edit.Clear(r, serial) },
		}, err
	}, "a DEVICE")
}

func (a *app) swapCommand() *cobra.Command {
	return a.everyday(&cobra.Command{
		Use:   "swap DEVICE DEVICE",
		Short: "Let two devices exchange their holders",
		Long: `Exchanges the holders of two devices in one save, both or neither. Where nobody
holds one of them, its new holder moves over: a replacement.`,
		Example: "  homeroom swap 3001234 3005678",
	}, func(ctx context.Context, st *store.Store, args []string) (deed, error) {
		one, err := deviceNamed(ctx, st, args[0])
		if err != nil {
			return deed{}, err
		}
		two, err := deviceNamed(ctx, st, args[1])
		return deed{
			edit.Wanted(store.KindDevice, []string{one, two}, nil), nil,
			func(r *store.Records) edit.Plan { return edit.Swap(r, one, two) },
		}, err
	}, "a DEVICE", "the other DEVICE")
}

func (a *app) departCommand() *cobra.Command {
	off := false
	cmd := a.everyday(&cobra.Command{
		Use:   "depart USER-ID",
		Short: "Mark a person as departing, or no longer so",
		Long: `Marks a person who is leaving. Nothing is taken away by that: it reminds everybody
that a revoke is open, which comes before new people are assigned (R-14).`,
		Example: `  homeroom depart avery.lane
  homeroom depart avery.lane --off`,
	}, func(ctx context.Context, st *store.Store, args []string) (deed, error) {
		userID, err := userNamed(ctx, st, args[0])
		return deed{
			edit.Wanted(store.KindUser, []string{userID}, nil), nil,
			func(r *store.Records) edit.Plan { return edit.Depart(r, userID, !off) },
		}, err
	}, "a USER-ID")
	cmd.Flags().BoolVar(&off, "off", false, "the person stays after all")
	return cmd
}

func (a *app) positionCommand() *cobra.Command {
	return a.everyday(&cobra.Command{
		Use:   "position USER-ID student|teacher|staff|none",
		Short: "Set a person's position, which invites them to their apps",
		Long: `Sets the position on the user record and on the devices the person holds. With a
device and a position the person is invited to Managed Distribution (R-15); none
takes the position away, and the apps with it (R-22).`,
		Example: `  homeroom position avery.lane teacher
  homeroom position avery.lane none`,
	}, func(ctx context.Context, st *store.Store, args []string) (deed, error) {
		userID, err := userNamed(ctx, st, args[0])
		position := args[1]
		if strings.EqualFold(strings.TrimSpace(position), "none") {
			position = ""
		}
		return deed{
			edit.Wanted(store.KindUser, []string{userID}, nil),
			[]edit.Value{{Field: store.FieldPosition, Text: position}},
			func(r *store.Records) edit.Plan { return edit.Position(r, userID, position) },
		}, err
	}, "a USER-ID", "a position: student, teacher or staff, or none to clear it")
}
