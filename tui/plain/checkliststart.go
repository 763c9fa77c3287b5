package plain

import (
	"bufio"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
	"homeroom/store/text"
)

func (a *app) checklistStartCommand() *cobra.Command {
	var (
		r    procedure.Request
		to   string
		json bool
	)
	cmd := &cobra.Command{
		Use:   "start PROCEDURE",
		Short: "Begin a checklist",
		Long: `Begins a checklist and shows its first step. No record is changed by that. DEVICE is
an asset tag or a serial number. Exit code 1 says why it cannot be begun, and which
checklist is in the way where one is.

` + startHelp(),
		Example: `  homeroom checklist start removal --user avery.lane
  homeroom checklist start removal --device 3001234     of whoever holds it
  homeroom checklist start adding --user blake.moss --device 3001234
  homeroom checklist start replacement --device 3001234 --to 3005678
  homeroom checklist start end-of-year --site OAK --note "class of 2027"`,
		Args: func(_ *cobra.Command, args []string) error { return oneProcedure(args) },
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := procedure.ByName(strings.ToLower(args[0]))
			if err == nil {
				err = suits(cmd, p)
			}
			if err != nil {
				return err
			}
			r.Procedure = p.Name
			if to != "" {
				r.Devices = append(r.Devices, to)
			}
			return a.startChecklist(cmd.Context(), p, r, json)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&r.UserID, "user", "", "the person's `USER-ID`")
	flags.StringArrayVar(&r.Devices, "device", nil, "the `DEVICE`; of a removal one that the person holds, of a replacement the old one")
	flags.StringVar(&to, "to", "", "of a replacement the new `DEVICE`")
	flags.StringVar(&r.Site, "site", "", "the site's `CODE`")
	flags.StringVar(&r.Note, "note", "", "a note to begin with, as `TEXT`")
	flags.BoolVar(&json, "json", false, "print one JSON object")
	return cmd
}

// oneProcedure refuses anything but one procedure, with how the one that is meant is begun.
func oneProcedure(args []string) error {
	if len(args) == 0 || strings.TrimSpace(args[0]) == "" {
		var names []string
		for _, p := range procedure.All() {
			names = append(names, p.Name)
		}
		return wrongUse("homeroom checklist start needs a PROCEDURE", "choose one of: "+strings.Join(names, ", "))
	}
	p, err := procedure.ByName(strings.ToLower(args[0]))
	if err != nil || len(args) == 1 {
		return err
	}
	return wrongUse("homeroom checklist start has no use for "+quoted(args[1]), begunWith(p))
}

// formsOf are the flags with which a procedure is begun, each form of them for itself; the first is the usual one.
func formsOf(about procedure.About) [][]string {
	switch about {
	case procedure.AboutUser:
		return [][]string{{"user"}, {"device"}}
	case procedure.AboutUserDevice:
		return [][]string{{"user", "device"}}
	case procedure.AboutTwoDevices:
		return [][]string{{"device", "to"}, {"device", "to", "user"}}
	default:
		return [][]string{{"site"}}
	}
}

// begunWith says how a procedure is begun.
func begunWith(p *procedure.Procedure) string {
	var forms []string
	for _, form := range formsOf(p.About) {
		forms = append(forms, "--"+strings.Join(form, " and --"))
	}
	return p.Name + " is begun with " + strings.Join(forms, ", or with ")
}

// startHelp says how each procedure is begun.
func startHelp() string {
	var b strings.Builder
	for _, p := range procedure.All() {
		b.WriteString(begunWith(p) + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// suits refuses flags that a procedure has no use for, and names those that it lacks.
func suits(cmd *cobra.Command, p *procedure.Procedure) error {
	var given []string
	for _, name := range []string{"user", "device", "to", "site"} {
		if f := cmd.Flags().Lookup(name); f.Changed {
			given = append(given, name)
			if list, ok := f.Value.(pflag.SliceValue); ok && len(list.GetSlice()) > 1 {
				return wrongUse("--device is there more than once", begunWith(p))
			}
		}
	}
	forms := formsOf(p.About)
	for _, form := range forms {
		if missing := without(form, given); len(without(given, form)) == 0 {
			if len(missing) == 0 {
				return nil
			}
			return wrongUse("--"+missing[0]+" is missing", begunWith(p))
		}
	}
	if odd := without(given, slices.Concat(forms...)); len(odd) > 0 {
		return wrongUse(p.Name+" has no use for --"+odd[0], begunWith(p))
	}
	return wrongUse("--"+strings.Join(given, " and --")+" do not go together", begunWith(p))
}

// without are the words that are not among others.
func without(words, others []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(others, w) })
}

func (a *app) startChecklist(ctx context.Context, p *procedure.Procedure, r procedure.Request, asJSON bool) error {
	st, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	if p.About == procedure.AboutUser && r.UserID == "" {
		if r.UserID, err = heldBy(ctx, st, r.Devices[0]); err != nil {
			return err
		}
		r.Devices = nil
	}
	w, err := procedure.Start(ctx, st, a.operator, r)
	if err != nil {
		return refusal(err)
	}
	err = output(a.Out, func(out *bufio.Writer) error {
		if asJSON {
			return writeJSON(out, reportOf(&w))
		}
		out.WriteString("Begun: checklist " + w.Checklist.Number + ", " + text.Visible(w.Title) + "\n\n")
		writeNow(out, &w)
		out.WriteString("To do it: homeroom checklist do " + w.Checklist.Number + "\n")
		return nil
	})
	if err != nil {
		return despite("checklist "+w.Checklist.Number+" was begun", err)
	}
	return nil
}

// heldBy is the User ID of the person who holds a device; a *rejected error where nobody does.
func heldBy(ctx context.Context, st *store.Store, name string) (string, error) {
	serial, err := deviceNamed(ctx, st, name)
	if err != nil {
		return "", err
	}
	records, err := st.Records(ctx, store.Wanted{Serials: []string{serial}})
	if err != nil {
		return "", err
	}
	d := records.Device(serial)
	switch {
	case d == nil:
		return "", wrongUse("no device "+quoted(name)+" is on record any more", "look for it with homeroom history")
	case edit.Nobodys(d.Kind()) != "":
		return "", &rejected{text.Visible(deviceWords(d)) + " is " + edit.Nobodys(d.Kind()) + ": nobody holds those (R-11); name the person with --user"}
	case !edit.IsHeld(records, d):
		return "", &rejected{"nobody holds " + text.Visible(deviceWords(d)) + "; name the person with --user"}
	}
	return d.Username, nil
}
