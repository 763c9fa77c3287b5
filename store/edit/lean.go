package edit

import "homeroom/store"

// Lean tells every change which people it was planned with: who had the device, who comes to have it, the
// person of a user record. They are taken from the records as they were read, which know nothing of other edits of
// the same save; now is the picture that the changes lead to. Somebody is named once for each line of a file, and
// what leans on nobody, such as a room, names nobody.
func Lean(r *store.Records, now Picture, changes []store.Change) {
	named, line := map[string]bool{}, 0
	for i := range changes {
		c := &changes[i]
		if c.Line != line {
			line = c.Line
			clear(named)
		}
		for _, id := range leansOn(now, c) {
			if key := store.UserKey(id); key != "" && !named[key] {
				named[key] = true
				c.Bases = append(c.Bases, r.BasisOf(key))
			}
		}
	}
}

// leansOn are the User IDs of those who decide on a change.
func leansOn(now Picture, c *store.Change) []string {
	if c.Record == store.KindUser {
		return []string{c.Key}
	}
	var ids []string
	held := false
	for _, f := range c.Fields {
		switch f.Field {
		case store.FieldUsername:
			ids = append(ids, f.Old, f.New)
			if f.New == "" {
				ids = append(ids, c.Key) // somebody whose User ID the placeholder is
			}
		case store.FieldPosition, store.FieldSite:
			held = true
		}
	}
	if held && ids == nil {
		if d := now.Device(c.Key); d != nil {
			ids = append(ids, d.Username)
		}
	}
	return ids
}
