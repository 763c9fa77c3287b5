package plain

import (
	"bufio"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

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
an asset tag or a serial number. Exit code 1 says why it cannot be begun.

` + proceduresHelp(),
		Example: `  homeroom checklist start removal --user avery.lane
  homeroom checklist start adding --user blake.moss --device 3001234
  homeroom checklist start replacement --device 3001234 --to 3005678
  homeroom checklist start end-of-year --site OAK --note "class of 2027"`,
		Args: exactly("a PROCEDURE"),
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
			return a.startChecklist(cmd.Context(), r, json)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&r.UserID, "user", "", "the person's `USER-ID`")
	flags.StringArrayVar(&r.Devices, "device", nil, "the `DEVICE`; of a replacement the old one")
	flags.StringVar(&to, "to", "", "of a replacement the new `DEVICE`")
	flags.StringVar(&r.Site, "site", "", "the site's `CODE`")
	flags.StringVar(&r.Note, "note", "", "a note to begin with, as `TEXT`")
	flags.BoolVar(&json, "json", false, "print one JSON object")
	return cmd
}

// needed are the flags that a procedure is begun with, and those that it may have besides.
func needed(about procedure.About) (must, may []string) {
	switch about {
	case procedure.AboutUser:
		return []string{"user"}, nil
	case procedure.AboutUserDevice:
		return []string{"user", "device"}, nil
	case procedure.AboutTwoDevices:
		return []string{"device", "to"}, []string{"user"}
	default:
		return []string{"site"}, nil
	}
}

// suits refuses flags that a procedure has no use for, and names those that it lacks.
func suits(cmd *cobra.Command, p *procedure.Procedure) (err error) {
	must, may := needed(p.About)
	see := p.Name + " is begun with --" + strings.Join(must, " and --")
	for _, name := range must {
		if !cmd.Flags().Changed(name) {
			return wrongUse("--"+name+" is missing", see)
		}
	}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		about := slices.Contains([]string{"user", "device", "to", "site"}, f.Name)
		if about && !slices.Contains(must, f.Name) && !slices.Contains(may, f.Name) {
			err = wrongUse(p.Name+" has no use for --"+f.Name, see)
		}
	})
	return err
}

func (a *app) startChecklist(ctx context.Context, r procedure.Request, asJSON bool) error {
	st, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
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
