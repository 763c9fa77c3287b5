package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Basis is a person as a change was planned with them: the user record, and what they held. Who holds what decides on
// invitations and on what may be given to them, so that a change of it elsewhere is a
// conflict, though the change itself touches neither.
type Basis struct {
	UserID string // folded
	User   int64  // version of the user record; 0 is not on record
	Held   string // the devices held, with what of them decides: position and site
}

// BasisOf is a person as the picture has them.
func (r *Records) BasisOf(userID string) Basis {
	b := Basis{UserID: UserKey(userID)}
	if u := r.User(userID); u != nil {
		b.User = u.Version
	}
	var held []string
	for _, d := range r.HeldBy(userID) {
		held = append(held, d.Serial+" "+d.Position+" "+d.Site)
	}
	b.Held = joinHeld(held)
	return b
}

func joinHeld(held []string) string {
	slices.Sort(held)
	return strings.Join(held, ", ")
}

// shifted finds the changes whose people are not any more as they were when they were planned.
func (sv *save) shifted(changes []Change) ([]Moved, error) {
	var keys []string
	for i := range changes {
		for _, b := range changes[i].Bases {
			keys = append(keys, b.UserID)
		}
	}
	if keys == nil {
		return nil, nil
	}
	people, err := sv.people(keys)
	if err != nil {
		return nil, err
	}
	var moved []Moved
	for i := range changes {
		for _, b := range changes[i].Bases {
			p := people[b.UserID]
			if p.Basis == b {
				continue
			}
			m := Moved{Change: changes[i], Clash: shift(&b, &p.Basis)}
			if err := sv.mover(p, &m); err != nil {
				return nil, err
			}
			moved = append(moved, m)
			break
		}
	}
	return moved, nil
}

// mover fills in who moved a person last: whoever wrote the user record, a device that they hold, or one that came to
// them or went from them.
func (sv *save) mover(p *person, m *Moved) error {
	newest := p.newest
	for _, query := range [...]string{
		"SELECT coalesce(max(id), 0) FROM history WHERE record = 'user' AND record_key = ?",
		"SELECT coalesce(max(id), 0) FROM history WHERE holder_before <> '' AND holder_before = ?",
		"SELECT coalesce(max(id), 0) FROM history WHERE holder_after <> '' AND holder_after = ?",
	} {
		var id int64
		if err := sv.tx.QueryRow(query, p.UserID).Scan(&id); err != nil {
			return err
		}
		newest = max(newest, id)
	}
	return sv.wrote(newest, m)
}

// shift says what is otherwise with a person, in words.
func shift(then, now *Basis) string {
	switch {
	case now.User == 0 && then.User != 0:
		return fmt.Sprintf("user %s is not on record any more", then.UserID)
	case then.User == 0 && now.User != 0:
		return fmt.Sprintf("user %s has come on record", then.UserID)
	case now.Held != then.Held:
		return fmt.Sprintf("what user %s holds is not what it was", then.UserID)
	}
	return fmt.Sprintf("user %s was changed", then.UserID)
}

// person is a Basis of this moment, with the newest version of what they hold.
type person struct {
	Basis
	newest int64
	held   []string
}

// people reads what these people hold now, as sets.
func (sv *save) people(keys []string) (map[string]*person, error) {
	people := make(map[string]*person, len(keys))
	for _, k := range keys {
		people[k] = &person{Basis: Basis{UserID: k}}
	}
	err := sv.eachKeyed("SELECT user_key, '', version FROM users WHERE user_key IN "+inSet, keys, func(p *person, _ string, version int64) {
		p.User = version
	}, people)
	if err != nil {
		return nil, err
	}
	err = sv.eachKeyed("SELECT lower(username), serial || ' ' || position || ' ' || site, version FROM devices WHERE lower(username) IN "+inSet, keys, func(p *person, device string, version int64) {
		p.held = append(p.held, device)
		p.newest = max(p.newest, version)
	}, people)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		p.Held = joinHeld(p.held)
	}
	return people, nil
}

func (sv *save) eachKeyed(query string, keys []string, each func(p *person, text string, number int64), people map[string]*person) error {
	rows, err := sv.tx.QueryContext(context.Background(), query, set(keys))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var key, text string
		var number int64
		if err := rows.Scan(&key, &text, &number); err != nil {
			return err
		}
		if p := people[key]; p != nil {
			each(p, text, number)
		}
	}
	return rows.Err()
}
