package store

import (
	"context"
	"slices"
	"strings"
)

// Near lists at most limit records that come near to what was typed or scanned, the likeliest first, each with what
// differs: a lost zero, characters that look alike, one or two wrong ones, a part of an identifier or of a name.
// It looks at every record.
func (s *Store) Near(ctx context.Context, scanned string, limit int) ([]Found, error) {
	n := newNearness(CleanScan(scanned), limit)
	if n.what == "" || limit <= 0 {
		return nil, nil
	}
	err := s.Each(ctx,
		func(d *Device) {
			if rank, ok := n.rank(d.FullName, "", d.AssetTag, d.Serial); ok {
				n.keep(rank, foundDevice(*d, reasons[rank]))
			}
		},
		func(u *User) {
			if rank, ok := n.rank(u.FullName, u.Email, u.UserID, u.ManagedAppleAccount); ok {
				n.keep(rank, foundUser(*u, reasons[rank]))
			}
		})
	return n.list(), err
}

// The ways in which a record comes near, the likeliest first.
const (
	nearZero = iota
	nearAlike
	nearOne
	nearTwo
	nearBegins
	nearEnds
	nearHolds
	nearName
	nearCount
)

var reasons = [nearCount]string{
	nearZero:   "differs by leading zeros",
	nearAlike:  "characters that look alike (O 0, I 1, S 5, B 8)",
	nearOne:    "one character differs",
	nearTwo:    "two characters differ",
	nearBegins: "begins with it",
	nearEnds:   "ends with it",
	nearHolds:  "contains it",
	nearName:   "by name",
}

// Lengths below which a likeness means nothing.
const (
	shortestOne  = 4
	shortestTwo  = 8
	shortestPart = 3
)

// nearness compares records with one text.
type nearness struct {
	what  string
	plain string // behind a label's S; empty when there is none
	words []string
	limit int
	kept  [nearCount][]Found
}

func newNearness(what string, limit int) *nearness {
	return &nearness{what: what, plain: BehindS(what), words: strings.Fields(what), limit: limit}
}

// rank is how a record comes near, by its name, its email and its identifiers; false when it does not.
func (n *nearness) rank(name, email string, identifiers ...string) (rank int, ok bool) {
	rank = nearCount
	for _, id := range identifiers {
		if id == "" {
			continue
		}
		rank = min(rank, likeness(n.what, id))
		if n.plain != "" {
			rank = min(rank, likeness(n.plain, id))
		}
	}
	if rank == nearCount && (n.named(name) || n.named(email)) {
		rank = nearName
	}
	return rank, rank < nearCount
}

// named reports whether every word stands in the name.
func (n *nearness) named(name string) bool {
	if name == "" || len(n.what) < shortestPart {
		return false
	}
	for _, w := range n.words {
		if !contains(name, w) {
			return false
		}
	}
	return true
}

// likeness is how one identifier comes near to another.
func likeness(what, id string) int {
	switch {
	case strings.EqualFold(strings.TrimLeft(what, "0"), strings.TrimLeft(id, "0")):
		return nearZero
	case len(what) == len(id) && alike(what, id):
		return nearAlike
	}
	if apart := max(len(what)-len(id), len(id)-len(what)); apart <= 2 && len(what) >= shortestOne {
		switch d := distance(what, id); {
		case d <= 1:
			return nearOne
		case d == 2 && len(what) >= shortestTwo:
			return nearTwo
		}
	}
	return part(what, id)
}

func part(what, id string) int {
	switch {
	case len(what) < shortestPart || len(what) > len(id):
		return nearCount
	case strings.EqualFold(what, id[:len(what)]):
		return nearBegins
	case strings.EqualFold(what, id[len(id)-len(what):]):
		return nearEnds
	case contains(id, what):
		return nearHolds
	}
	return nearCount
}

// alike reports whether two texts of one length differ in nothing but characters that are taken for one another.
func alike(a, b string) bool {
	for i := range len(a) {
		if look(a[i]) != look(b[i]) {
			return false
		}
	}
	return true
}

// look is the character that c is taken for.
func look(c byte) byte {
	switch c = fold(c); c {
	case 'o':
		return '0'
	case 'i', 'l':
		return '1'
	case 's':
		return '5'
	case 'b':
		return '8'
	}
	return c
}

func (n *nearness) keep(rank int, f Found) {
	if len(n.kept[rank]) < n.limit {
		n.kept[rank] = append(n.kept[rank], f)
	}
}

func (n *nearness) list() []Found {
	list := slices.Concat(n.kept[:]...)
	return list[:min(n.limit, len(list))]
}
