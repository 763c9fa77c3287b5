package procedure

import (
	"slices"

	"homeroom/store"
	"homeroom/store/edit"
)

// adding gives a device to a person, who may be new.
func adding() *Procedure {
	return &Procedure{
		Name: "adding", Title: "Adding", Heading: "Adding {user} to {device}", About: AboutUserDevice,
		Intro: "a person gets a device: the user record, then the Username, then the Position",
		Begin: []Fact{onRecord, handedOut, oneSite},
		Steps: []Step{
			{
				Name: "user", Title: "Pick or create the user",
				Text: "A User ID is one person's in the whole state (R-02). By hand: go on here. Or with one row of the template: write the file, " +
					"fill it in and import it in Bulk; the steps here then find everything done.",
				Before: []Fact{oneSite}, Do: createUser, After: []Fact{known}, Keeps: Keeping{Record: store.KindUser},
				Asks:      []Ask{{Field: store.FieldFullName}, {Field: store.FieldEmail}},
				ShowsUser: []store.Field{store.FieldUserID, store.FieldFullName, store.FieldEmail, store.FieldPosition, store.FieldSite},
				Link:      &Target{Kind: TargetFile, Template: template, Mode: "assign"},
			},
			{
				Name: "username", Title: "Set the Username",
				Text:   "{device} gets the User ID {user}, with what the user record says of {name}.",
				Before: []Fact{onRecord, known, oneSite, free}, Do: assign, After: []Fact{holds},
				Keeps: Keeping{store.KindDevice, store.FieldUsername},
				Shows: append([]store.Field{store.FieldSerial, store.FieldAssetTag}, holderFields...), ShowsUser: []store.Field{store.FieldInvitation},
			},
			{
				Name: "position", Title: "Set the Position",
				Text:   "Username and Position together invite {name} to their apps (R-15). Student, teacher or staff.",
				Before: []Fact{onRecord, holds}, Do: setPosition, After: []Fact{positioned},
				Keeps: Keeping{store.KindDevice, store.FieldPosition},
				Asks:  []Ask{{Field: store.FieldPosition, Required: true, Choices: edit.Choices(store.FieldPosition)}},
				Shows: holderFields, ShowsUser: []store.Field{store.FieldPosition, store.FieldInvitation},
			},
		},
	}
}

// createUser makes the user record, or writes what was typed into the one that is there; whatever would keep the person
// from getting the device is told already now.
func createUser(s *Scene, values map[store.Field]string) edit.Plan {
	var typed []edit.Value
	for _, f := range []store.Field{store.FieldFullName, store.FieldEmail} {
		typed = append(typed, edit.Value{Field: f, Text: values[f]})
	}
	desk := edit.On(s.Records)
	var p edit.Plan
	if s.User != nil {
		p = desk.Set(store.KindUser, s.UserID, typed)
	} else {
		p = desk.New(store.KindUser, append(typed,
			edit.Value{Field: store.FieldUserID, Text: s.UserID}, edit.Value{Field: store.FieldSite, Text: s.Checklist.Site}))
	}
	if !p.Failed() {
		p.Findings = append(p.Findings, unplaced(desk.Assign(s.Device.Serial, s.UserID)).Findings...)
	}
	return p
}

func assign(s *Scene, _ map[store.Field]string) edit.Plan {
	return unplaced(edit.Assign(s.Records, s.Device.Serial, s.UserID))
}

// unplaced leaves out what a rule says about the Position: that has a step of its own.
func unplaced(p edit.Plan) edit.Plan {
	p.Findings = slices.DeleteFunc(quiet(p).Findings, func(f edit.Finding) bool {
		return f.Field == store.FieldPosition && f.Severity != store.SeverityError
	})
	return p
}

// setPosition writes the Position on the user record, from where every device of the person takes it.
func setPosition(s *Scene, values map[store.Field]string) edit.Plan {
	return quiet(edit.Position(s.Records, s.UserID, values[store.FieldPosition]))
}
