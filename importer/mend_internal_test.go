package importer

import (
	"fmt"
	"testing"

	"homeroom/importer/template"
	"homeroom/store"
)

// BenchmarkMend is one cell mended by hand, with what a review asks for after it.
func BenchmarkMend(b *testing.B) {
	for _, mode := range []template.Mode{template.ModeInventory, template.ModeAssign, template.ModeRevoke} {
		for _, n := range []int{5_000, 100_000} {
			b.Run(fmt.Sprint(mode, " ", n), func(b *testing.B) {
				p := passing(b, mode, n)
				_ = p.Reach()
				i := 0
				for b.Loop() {
					m := store.Mend{Line: 2 + i%n, Column: "Room", Value: fmt.Sprint("room ", i)}
					if i%2 == 1 {
						m.Column, m.Value = "Serial Number", p.Rows[(i+7)%n].Serial
					}
					if err := p.Mend(m); err != nil {
						b.Fatal(err)
					}
					asked(p)
					if err := p.Unmend(m); err != nil {
						b.Fatal(err)
					}
					asked(p)
					i++
				}
			})
		}
	}
}

// asked is what a review asks for after every change.
func asked(p *Plan) int {
	return p.Counts()[StatusAdd] + p.Accepted() + p.Undecided() + p.Reach().Devices + p.MendedRows()
}

// BenchmarkRestore finds a review again: what the rows were, and as many decisions as there are rows.
func BenchmarkRestore(b *testing.B) {
	for _, n := range []int{5_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := passing(b, template.ModeInventory, n)
			var ds []store.Decision
			for i := range p.Rows {
				ds = append(ds, store.Decision{Line: p.Rows[i].Line, Verdict: store.VerdictAccept, Operator: "lead"})
			}
			shown, _ := p.TakeShown()
			for b.Loop() {
				if dropped := p.Restore(store.Review{Known: true, Shown: shown}, ds); len(dropped) != 0 {
					b.Fatal(dropped)
				}
			}
		})
	}
}

// BenchmarkShown writes down what the rows are.
func BenchmarkShown(b *testing.B) {
	p := passing(b, template.ModeInventory, 100_000)
	for b.Loop() {
		p.taken = false
		if rows, all := p.TakeShown(); !all || len(rows) == 0 {
			b.Fatal(len(rows))
		}
	}
}

// BenchmarkContent digests the rows.
func BenchmarkContent(b *testing.B) {
	p := passing(b, template.ModeInventory, 100_000)
	for b.Loop() {
		_ = p.Content()
	}
}

// BenchmarkDecideAll decides on every row at once.
func BenchmarkDecideAll(b *testing.B) {
	for _, n := range []int{5_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := passing(b, template.ModeRevoke, n)
			var lines []int
			for i := range p.Rows {
				lines = append(lines, p.Rows[i].Line)
			}
			_ = p.Reach()
			verdicts := []store.Verdict{store.VerdictLeaveOut, store.VerdictAccept}
			for i := 0; b.Loop(); i++ {
				if refused := p.DecideAll(lines, verdicts[i%2]); len(refused) != 0 {
					b.Fatal(refused)
				}
				asked(p)
			}
		})
	}
}

// BenchmarkSift sifts rows by a word in any cell.
func BenchmarkSift(b *testing.B) {
	p := passing(b, template.ModeInventory, 100_000)
	sift, err := ParseSift("99 status:change")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for i := range p.Rows {
			sift.Keeps(p, i)
		}
	}
}
