package store

// Renamed is somebody who gets another User ID: the record under the old one goes, and one under the new one comes.
type Renamed struct {
	From, To   string // as they are spelled
	Gone, Came int    // the changes that do it
}

// Renames are those among changes, by their lines. As in the history, it is what takes one user record away and brings one in
// on the same line.
func Renames(changes []Change) map[int]Renamed {
	went, came := map[int][]int{}, map[int][]int{}
	for i := range changes {
		switch c := &changes[i]; {
		case c.Record != KindUser:
		case c.Delete:
			went[c.Line] = append(went[c.Line], i)
		case c.Create():
			came[c.Line] = append(came[c.Line], i)
		}
	}
	renames := map[int]Renamed{}
	for line, gone := range went {
		if to := came[line]; len(gone) == 1 && len(to) == 1 {
			from, now := &changes[gone[0]], &changes[to[0]]
			renames[line] = Renamed{spelled(from, false), spelled(now, true), gone[0], to[0]}
		}
	}
	return renames
}

// spelled is the User ID of a user record that comes or goes.
func spelled(c *Change, comes bool) string {
	for _, f := range c.Fields {
		switch {
		case f.Field != FieldUserID:
		case comes:
			return f.New
		default:
			return f.Old
		}
	}
	return c.Key
}
