package checklist

import "slices"

// lookAt moves between the step to do and earlier ones that have something to open, and reports whether the key did
// that; else it scrolls.
func (w *walk) lookAt(key string) bool {
	step, ok := map[string]int{"up": -1, "k": -1, "down": 1, "j": 1}[key]
	if !ok {
		w.looked, w.text.want = "", 0
		return false
	}
	keys := w.earlier()
	at := slices.Index(keys, w.looked)
	switch {
	case len(keys) == 0, at < 0 && (step > 0 || w.text.below()):
		return false
	case at < 0:
		at = len(keys)
	}
	at = max(0, at+step)
	w.looked = ""
	if at < len(keys) {
		w.looked = keys[at]
	} else {
		w.text.unfold()
	}
	return true
}

// earlier are the steps before the one to do that have something to open.
func (w *walk) earlier() []string {
	var keys []string
	if !w.walk.Open() || w.step == "" {
		return nil
	}
	for i := range w.walk.Stages {
		s := &w.walk.Stages[i]
		if s.Key == w.step {
			break
		}
		if s.Link != nil && !undone(s) {
			keys = append(keys, s.Key)
		}
	}
	return keys
}
