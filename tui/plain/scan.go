package plain

import (
	"bufio"
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/store"
)

// nearest is the number of near matches that are listed.
const nearest = 10

func (a *app) scanCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "scan TEXT",
		Short: "The record of a tag, serial number, User ID or account, as a scan box finds it",
		Long: `Looks up what was typed or scanned: an asset tag, a serial number (also with the S
that labels put before it), a User ID or a Managed Apple Account. When nothing is
on record under it, lists what comes near, with what differs; exit code 1.`,
		Example: `  homeroom scan 3001234
  homeroom scan SC02XK0A1JG5H
  homeroom scan avery.lane --json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return exactly("a TEXT")(cmd, args)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.scan(cmd.Context(), strings.Join(args, " "), asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

// scanned is the answer to a scan in the public JSON. Change it only by adding.
type scanned struct {
	Scanned string        `json:"scanned"`
	Found   []foundRecord `json:"found"`
	Near    []foundRecord `json:"near"` // only where nothing is found
}

type foundRecord struct {
	Record store.Kind `json:"record"`
	Key    string     `json:"key"`
	Name   string     `json:"name"`
	Why    string     `json:"why"`
}

// scan writes the record that the text is of, or those that come near and a *rejected error.
func (a *app) scan(ctx context.Context, words string, asJSON bool) error {
	st, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	found, near, err := lookUp(ctx, st, words)
	if err != nil {
		return err
	}
	err = output(a.Out, func(w *bufio.Writer) error {
		if asJSON {
			return writeJSON(w, scanned{store.CleanScan(words), foundRecords(found), foundRecords(near)})
		}
		writeFound(w, words, found, near)
		return nil
	})
	if err == nil && len(found) == 0 {
		err = &rejected{}
	}
	return err
}

// lookUp finds what is on record under the words; only when that is nothing, what comes near.
func lookUp(ctx context.Context, st *store.Store, words string) (found, near []store.Found, err error) {
	found, err = st.Find(ctx, words)
	if err == nil && len(found) == 0 {
		near, err = st.Near(ctx, words, nearest)
	}
	return found, near, err
}

func foundRecords(list []store.Found) []foundRecord {
	out := make([]foundRecord, len(list))
	for i := range list {
		out[i] = foundRecord{list[i].Record, list[i].Key, foundName(&list[i]), list[i].Why}
	}
	return out
}

// foundName tells a person what the record is: of a device its tag, kind and holder, of a user the name.
func foundName(f *store.Found) string {
	var parts []string
	switch {
	case f.Device != nil:
		parts = []string{f.Device.AssetTag, f.Device.Model, f.Device.Site, deviceHolder(f.Device)}
	case f.User != nil:
		parts = []string{f.User.FullName, f.User.Position, f.User.Site}
	}
	said := parts[:0]
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, ", ")
}

func deviceHolder(d *store.Device) string {
	switch {
	case !d.Held():
		return "nobody holds it"
	case d.FullName == "":
		return "held by " + d.Username
	}
	return "held by " + d.FullName + " (" + d.Username + ")"
}

func writeFound(w io.StringWriter, words string, found, near []store.Found) {
	if len(found) == 0 {
		w.WriteString("Nothing is on record under " + quoted(store.CleanScan(words)) + ".\n")
	}
	if len(near) > 0 {
		w.WriteString("Near it:\n")
	}
	var g grid
	for _, f := range append(found, near...) {
		g.add(string(f.Record), f.Key, foundName(&f), f.Why)
	}
	g.write(w, "  ")
}
