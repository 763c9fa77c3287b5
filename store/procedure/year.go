package procedure

import (
	"fmt"
	"strings"

	"homeroom/store"
	"homeroom/store/text"
)

// startOfYear gives the new users their devices.
func startOfYear() *Procedure {
	return &Procedure{
		Name: "start-of-year", Title: "Start of year", Heading: "Start of year at {site}", About: AboutSite,
		Intro: "revoke who has left, then give the new users their devices with one file",
		Steps: []Step{
			{
				Name: "revoke", Title: "Revoke who has left", Count: leaversLeft, Until: "save",
				Text: "Departing users are revoked before new ones are imported (R-14): by removal, one by one, or with the end of year's file.",
				Link: &Target{Kind: TargetList, Record: store.KindUser, Query: "departing:yes site:{site}"},
			},
			{
				Name: "template", Title: "Write the template", World: true, Count: savedAlready("assign"),
				Text: "Write the site's template into your inbox, or download it from the state's site.",
				Link: &Target{Kind: TargetFile, Template: template, Mode: "assign"},
			},
			{
				Name: "fill", Title: "Fill in the new users", World: true, Count: savedAlready("assign"),
				Text: "One row for each device: User ID, full name, email, Position. New users only (R-10).",
			},
			{
				Name: "preview", Title: "Preview the file", Count: looked("assign"),
				Text: "Open it in Bulk, in mode Assign, and look at every row that is not clean. Nothing is saved by looking. This step sees it by itself.",
				Link: &Target{Kind: TargetBulk, Template: template, Mode: "assign"},
			},
			{
				Name: "save", Title: "Save", Count: saved("assign"),
				Text: "Save the preview in Bulk. This step sees it by itself.",
				Link: &Target{Kind: TargetBulk, Template: template, Mode: "assign"},
			},
			{
				Name: "invitations", Title: "The invitations have come", World: true, Count: invited,
				Text: "Look at one or two devices: has the invitation come?",
				Link: &Target{Kind: TargetList, Record: store.KindUser, Query: "invitation:invited,accepted site:{site}"},
			},
			{
				Name: "accepted", Title: "The invitations are accepted", World: true, Count: notAccepted,
				Text: "Remind those who have not accepted. The usual cause is another Apple Account on the device. " +
					"Confirm when nobody is left whom you still wait for.",
				Link: &Target{Kind: TargetList, Record: store.KindUser, Query: "invitation:invited site:{site}"},
			},
		},
	}
}

// endOfYear takes the devices of those who leave back.
func endOfYear() *Procedure {
	return &Procedure{
		Name: "end-of-year", Title: "End of year", Heading: "End of year at {site}", About: AboutSite,
		Intro: "mark who leaves, then take their devices back with one file",
		Steps: []Step{
			{
				Name: "leavers", Title: "Mark who leaves", World: true, Count: marked,
				Text: "Mark everybody who leaves as departing. Confirm when the list is complete.",
				Link: &Target{Kind: TargetList, Record: store.KindUser, Query: "departing:yes site:{site}"},
			},
			{
				Name: "template", Title: "Write the template with the leavers only", World: true, Count: savedAlready("revoke"),
				Text: "Write the file into your inbox: it holds the devices of those who leave, and no others.",
				Link: &Target{Kind: TargetFile, Template: template, Mode: "revoke", Delete: true},
			},
			{
				Name: "delete-column", Title: "Check the Delete column", World: true, Count: taking,
				Text: "Delete holds the serial number of every device that comes back (R-20). Empty it for a device that stays.",
				Link: &Target{Kind: TargetBulk, Template: template, Mode: "revoke"},
			},
			{
				Name: "preview", Title: "Preview the file", Count: orNobody(looked("revoke")),
				Text: "Open it in Bulk, in mode Revoke. Nothing is saved by looking. This step sees it by itself.",
				Link: &Target{Kind: TargetBulk, Template: template, Mode: "revoke"},
			},
			{
				Name: "verify", Title: "Verify", World: true, Count: taking,
				Text: "Compare both numbers with your own list (R-24). The file takes these devices from these users; who has none left loses their apps.",
			},
			{
				Name: "save", Title: "Save", Count: revoked,
				Text: "Save the preview in Bulk: it asks for the number of devices. Whoever holds none leaves by a removal. This step sees by itself " +
					"that it was saved and that nobody is left.",
				Link: &Target{Kind: TargetBulk, Template: template, Mode: "revoke"},
			},
		},
	}
}

// howMany writes a number with its noun: "1 departing user", "12 departing users".
func howMany(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// leaversLeft counts who is marked departing and not yet revoked: who holds a device of the site. The others are
// told of besides.
func leaversLeft(s *Scene) Sight {
	n := len(s.Survey.Departing)
	if n == 0 {
		return Sight{Done: true, Told: "nobody is left to revoke" + s.Survey.bare("")}
	}
	return Sight{Left: n, Told: howMany(n, "departing user", "departing users") + " not yet revoked" + s.Survey.names() + s.Survey.bare("more ")}
}

// few is how many of those who are left are called by their names.
const few = 3

// names are those who are not yet revoked; where they are many the list is better.
func (v *Survey) names() string {
	if len(v.Departing) > few {
		return ""
	}
	var list []string
	for i := range v.Departing {
		u := &v.Departing[i]
		list = append(list, text.Visible(strings.TrimSpace(u.FullName+" ("+u.UserID+")")))
	}
	return ": " + strings.Join(list, ", ")
}

// bare tells of those who leave and hold nothing.
func (v *Survey) bare(more string) string {
	if v.Bare == 0 {
		return ""
	}
	return "; " + howMany(v.Bare, more+"holds nothing: their user record goes", more+"hold nothing: their user records go") + " by a removal"
}

// marked counts who is marked departing; whether the list is complete only a person knows.
func marked(s *Scene) Sight {
	n, held := len(s.Survey.Departing)+s.Survey.Bare, len(s.Survey.Leaving)
	return Sight{Told: howMany(n, "user is", "users are") + " marked departing, with " + howMany(held, "device", "devices") + s.Survey.bare("")}
}

// taking counts what the file for mode Revoke takes back, until it was saved.
func taking(s *Scene) Sight {
	if seen := saved("revoke")(s); seen.Done {
		return seen
	}
	n, held := len(s.Survey.Departing), len(s.Survey.Leaving)
	return Sight{Told: howMany(n, "departing user", "departing users") + " with " + howMany(held, "device", "devices") + s.Survey.bare("more ")}
}

// saved looks for an import of the state's template in this mode since the checklist began.
func saved(mode string) Count {
	return func(s *Scene) Sight {
		a, ok := s.Survey.Saved[mode]
		if !ok {
			return Sight{Left: 1, Told: "no file was saved in mode " + titled(mode) + " at this site since the checklist began"}
		}
		return Sight{Done: true, Told: fmt.Sprintf("import %d was saved by %s at %s: %s", a.ID, text.Visible(a.Operator), moment(a.At, s.zone), text.Visible(a.Title)) + s.Survey.unsaved(mode)}
	}
}

// unsaved tells of the rows of that file which were not saved, though they were meant to be.
func (v *Survey) unsaved(mode string) string {
	all, why := 0, []string{}
	for _, kind := range []struct {
		one, many string
		statuses  []string
	}{
		{"error", "errors", []string{"error"}},
		{"held back", "held back", []string{"held_back"}},
		{"rejected or put off", "rejected or put off", []string{"add", "change", "revoke"}},
	} {
		n := 0
		for _, status := range kind.statuses {
			n += v.Unsaved[mode][status]
		}
		if n > 0 {
			all, why = all+n, append(why, howMany(n, kind.one, kind.many))
		}
	}
	if all == 0 {
		return ""
	}
	return "; " + howMany(all, "row was", "rows were") + " not saved: " + strings.Join(why, ", ")
}

// titled is a mode as the screens write it: "Assign".
func titled(mode string) string { return strings.ToUpper(mode[:1]) + mode[1:] }

// looked looks for a file that somebody has opened in Bulk in this mode since the checklist began, or saved.
func looked(mode string) Count {
	return func(s *Scene) Sight {
		if seen := saved(mode)(s); seen.Done {
			return seen
		}
		r, ok := s.Survey.Looked[mode]
		if !ok {
			return Sight{Left: 1, Told: "no file was opened in mode " + titled(mode) + " at this site since the checklist began"}
		}
		return Sight{Done: true, Told: fmt.Sprintf("file %s was opened in Bulk by %s at %s", text.Visible(r.FileName), text.Visible(r.Operator), moment(r.Touched, s.zone))}
	}
}

// orNobody lets somebody confirm what is not seen once nobody is left to revoke: there is no file to be made then.
func orNobody(look Count) Count {
	return func(s *Scene) Sight {
		seen := look(s)
		if left := leaversLeft(s); !seen.Done && left.Done {
			return Sight{Told: seen.Told + ", and " + left.Told}
		}
		return seen
	}
}

// revoked looks whether nobody is left and a file in mode Revoke was saved since the checklist began.
func revoked(s *Scene) Sight {
	if left := leaversLeft(s); !left.Done {
		if saved("revoke")(s).Done { // of whom the file left out, one by one
			left.Link = &Target{Kind: TargetList, Record: store.KindUser, Query: "departing:yes site:{site}"}
		}
		return left
	}
	seen := orNobody(saved("revoke"))(s)
	if seen.Done {
		seen.Told += s.Survey.bare("")
	}
	return seen
}

// savedAlready is for what comes before the save: it is over once that was seen.
func savedAlready(mode string) Count {
	return func(s *Scene) Sight {
		if seen := saved(mode)(s); seen.Done {
			return seen
		}
		return Sight{}
	}
}

// invited counts who has an invitation; whether it has come only a person knows.
func invited(s *Scene) Sight {
	return Sight{Told: fmt.Sprintf("%s invited, %d accepted", howMany(s.Survey.Invited, "user", "users"), s.Survey.Accepted)}
}

// notAccepted counts who was invited and has not accepted.
func notAccepted(s *Scene) Sight {
	n := s.Survey.Invited
	return Sight{Done: n == 0, Left: n, Told: howMany(n, "invited user has", "invited users have") + " not accepted yet"}
}
