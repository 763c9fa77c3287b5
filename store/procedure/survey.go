package procedure

import (
	"context"
	"time"

	"homeroom/store"
	"homeroom/store/edit"
)

// Survey is what a procedure about a site sees by itself.
type Survey struct {
	Departing []store.User                // marked as leaving, with a device of the site: not yet revoked
	Leaving   []string                    // serial numbers of these devices
	Bare      int                         // people of the site who are marked as leaving and hold nothing
	Invited   int                         // people of the site who were invited and have not accepted
	Accepted  int                         // people of the site who have
	Saved     map[string]store.ActSummary // mode of the state's template → the newest import since the checklist began
	Unsaved   map[string]map[string]int   // mode → how many rows of that import were not saved, by their status
	Looked    map[string]store.Review     // mode of the state's template → the newest file that was looked at since
}

// census is what is read, once for all of them, to survey sites.
type census struct {
	users   []store.User
	records *store.Records     // with what those hold who are departing
	acts    []store.ActSummary // since the first of the checklists began, the newest first
	reviews []store.Review     // the newest first
}

// observe sees how things stand at the site of a checklist.
func observe(ctx context.Context, st *store.Store, c *store.Checklist, told *story) (*Survey, error) {
	all, err := takeCensus(ctx, st, told.begun, told.started.At)
	if err != nil {
		return nil, err
	}
	v := all.survey(c, told)
	return v, v.reject(ctx, st)
}

// reject counts the rows of what was saved that were not.
func (v *Survey) reject(ctx context.Context, st *store.Store) error {
	for mode, a := range v.Saved {
		rows, err := st.Outcomes(ctx, a.ID)
		if err != nil {
			return err
		}
		v.Unsaved[mode] = map[string]int{}
		for i := range rows {
			if !rows[i].Saved {
				v.Unsaved[mode][rows[i].Status]++
			}
		}
	}
	return nil
}

// takeCensus reads what has happened since an act, at a time, that began a checklist; nothing has where it is none yet.
func takeCensus(ctx context.Context, st *store.Store, begun int64, at time.Time) (*census, error) {
	users, err := st.Users(ctx)
	if err != nil {
		return nil, err
	}
	n := &census{users: users}
	var keys []string
	for i := range users {
		if users[i].Departing {
			keys = append(keys, users[i].Key())
		}
	}
	if n.records, err = st.Records(ctx, store.Wanted{UserIDs: keys}); err != nil || begun == 0 {
		return n, err
	}
	newest, err := st.Acts(ctx, 1)
	if err != nil {
		return nil, err
	}
	if n.acts, err = st.Acts(ctx, int(newest[0].ID-begun)); err != nil {
		return nil, err
	}
	n.reviews, err = st.ReviewsSince(ctx, template, at)
	return n, err
}

// survey picks out of everything what a checklist about a site sees.
func (n *census) survey(c *store.Checklist, told *story) *Survey {
	v := &Survey{Saved: map[string]store.ActSummary{}, Unsaved: map[string]map[string]int{}, Looked: map[string]store.Review{}}
	for i := range n.users {
		u := &n.users[i]
		if u.Site == c.Site {
			v.count(u.Invitation)
		}
		if u.Departing {
			v.leaves(n.records, u, c.Site)
		}
	}
	for _, a := range n.acts {
		if a.Import == nil || a.ID <= told.begun || a.UndoneBy != 0 || a.Import.Template != template || a.Import.Site != c.Site {
			continue
		}
		if _, seen := v.Saved[a.Import.Mode]; !seen {
			v.Saved[a.Import.Mode] = a
		}
	}
	for _, r := range n.reviews {
		if _, seen := v.Looked[r.Mode]; !seen && r.Site == c.Site && !r.Touched.Before(told.started.At) {
			v.Looked[r.Mode] = r
		}
	}
	return v
}

func (v *Survey) count(i store.Invitation) {
	switch i {
	case store.InvitationInvited:
		v.Invited++
	case store.InvitationAccepted:
		v.Accepted++
	}
}

// leaves notes a person who is marked departing: with what they hold of the site, or as one who holds nothing.
func (v *Survey) leaves(r *store.Records, u *store.User, site string) {
	held, before := edit.OwnerOf(r, u.UserID, site).Held, len(v.Leaving)
	for _, d := range held {
		if d.Site == site {
			v.Leaving = append(v.Leaving, d.Serial)
		}
	}
	switch {
	case len(v.Leaving) > before:
		v.Departing = append(v.Departing, *u)
	case u.Site == site && len(held) == 0:
		v.Bare++
	}
}
