package procedure

import (
	"slices"

	"homeroom/store"
)

// cause is what somebody else did since an entry so that a stage which was done by it does not hold any more: the newest
// change of what the stage keeps, leaving aside what was changed back since; nil where nothing like that is known.
func (s *Scene) cause(since int64, stage *Stage) *store.Entry {
	keeps, devices := stage.Step.Keeps, serials(stage.shown(s))
	was, newest := map[string]string{}, map[string]*store.Entry{}
	for i := range s.since {
		e := &s.since[i]
		old, now, wrote := keeps.change(e)
		its := e.Record != store.KindDevice || slices.Contains(devices, e.Key)
		if !wrote || !its || e.ID <= since || s.acts[e.Act] {
			continue
		}
		if _, moved := was[e.Key]; !moved {
			was[e.Key] = old
		}
		newest[e.Key] = e
		if was[e.Key] == now {
			delete(was, e.Key)
			delete(newest, e.Key)
		}
	}
	var last *store.Entry
	for _, e := range newest {
		if last == nil || e.ID > last.ID {
			last = e
		}
	}
	return last
}

// change is what an entry wrote where a stage keeps something: a field, or that a record came or went. wrote is false
// where it did not.
func (k Keeping) change(e *store.Entry) (old, now string, wrote bool) {
	switch {
	case e.Record != k.Record:
	case k.Field != "":
		if f := changed(e, k.Field); f != nil {
			return f.Old, f.New, true
		}
	case e.Created:
		return "", e.Key, true
	case e.Deleted:
		return e.Key, "", true
	}
	return "", "", false
}
