package procedure

import "strings"

// template is the state's own layout.
const template = "mlti"

// at is a step's target with the texts filled in for a scene; nil where the step has none.
func (t *Target) at(s *Scene) *Target {
	if t == nil {
		return nil
	}
	own := *t
	own.Query = strings.NewReplacer("{site}", s.Checklist.Site, "{user}", s.UserID).Replace(t.Query)
	own.Site, own.UserID = s.Checklist.Site, s.UserID
	switch {
	case t.Delete && s.Survey != nil:
		own.Devices = append([]string{}, s.Survey.Leaving...) // never nil, which is the whole site
	case s.Survey == nil:
		own.Devices = serials(s.Devices)
	}
	return &own
}
