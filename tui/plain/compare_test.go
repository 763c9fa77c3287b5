package plain_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// fleetFile is an inventory of so many devices.
func fleetFile(n int) string {
	var b strings.Builder
	b.WriteString("Asset Tag,Serial Number,Model\n")
	for i := range n {
		fmt.Fprintf(&b, "%d,C02F%06dH,MacBook Air\n", 3_000_000+i, i)
	}
	return b.String()
}

func TestPreview_ShowsHowFarALargeFileIsOnOneLineThatGoesAway(t *testing.T) {
	d, small := oak(t)
	file := d.file("fleet.csv", fleetFile(6000))
	stages := []string{"\rComparing: reading the file, ", " %; ctrl+c stops it", "\rComparing: looking up the records; ctrl+c", "\rComparing: comparing the rows, 0 of 6000; ctrl+c"}
	for _, c := range []struct {
		code  int
		args  []string
		shown []string
	}{
		{0, []string{"preview", file, "--site", "OAK"}, stages},
		{0, []string{"import", file, "--site", "OAK", "--yes"}, append(stages, "\rSaving: ")},
		{0, []string{"inspect", file}, []string{"\rInspecting: reading the file, ", " %; ctrl+c stops it"}},
		{0, []string{"preview", file, "--site", "OAK", "--json"}, nil},
		{0, []string{"preview", file, "--site", "OAK", "--plain"}, nil},
		{0, []string{"inspect", file, "--json"}, nil},
		{0, []string{"preview", small, "--mode", "assign"}, nil}, // done before anybody has looked
		{0, []string{"inspect", small}, nil},
	} {
		var terminal drawn
		d.program.Err, d.program.Redraws = &terminal, true
		d.run(t.Context(), c.code, c.args...)
		inOrder(t, terminal.all.String(), c.shown...)
		if c.shown == nil && terminal.all.Len() > 0 {
			t.Errorf("%q: it wrote %q", c.args, terminal.all.String())
		}
		if left := terminal.left(); left != "" {
			t.Errorf("%q: %q is left on the line", c.args, left)
		}
	}
}

// ctrl+c stops a comparison at any stage, and what is said is true.
func TestPreview_CtrlCStopsItAtEveryStage(t *testing.T) {
	for _, c := range []struct {
		word, said string
		args       []string
	}{
		{"reading the file", "saved", []string{"preview"}},
		{"looking up the records", "saved", []string{"preview"}},
		{"comparing the rows", "saved", []string{"preview"}},
		{"reading the file", "saved", []string{"import", "--yes"}},
		{"comparing the rows", "saved", []string{"import", "--yes"}},
		{"reading the file", "written", []string{"inspect"}},
	} {
		t.Run(strings.Join(c.args, " ")+" "+c.word, func(t *testing.T) {
			d, _ := oak(t)
			file := d.file("fleet.csv", fleetFile(6000))
			args := append(c.args, file)
			if c.args[0] != "inspect" {
				args = append(args, "--site", "OAK")
			}
			ctx, cancel := context.WithCancel(t.Context())
			d.program.Err, d.program.Redraws = &presser{word: c.word, cancel: cancel}, true
			out := d.run(ctx, 1, args...)
			if want := "homeroom: stopped; nothing was " + c.said + "\n"; d.said.String() != want || out != "" {
				t.Errorf("it said %q, and printed %q", d.said.String(), out)
			}
			if devices := d.run(t.Context(), 0, "devices", "--csv"); strings.Contains(devices, "C02F") {
				t.Error("something was saved")
			}
		})
	}
}

func TestInspect_StoppedPrintsNoHalfAnswer(t *testing.T) {
	d := newDesk(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if out := d.run(ctx, 1, "inspect", d.file("fleet.csv", fleetFile(2000)), "--json"); out != "" {
		t.Errorf("it printed %q", out)
	}
}
