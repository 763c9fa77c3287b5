package procedure

import (
	"fmt"
	"slices"
	"time"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/text"
)

var holderFields = []store.Field{store.FieldUsername, store.FieldFullName, store.FieldPosition}

// removal is what is done when a user has left: eight steps, whose order is part of the rule.
func removal() *Procedure {
	return &Procedure{
		Name: "removal", Title: "Removal", Heading: "Removal of {user}", About: AboutUser,
		Intro: "a user has left: take the devices back, revoke the apps, delete the user record",
		Begin: []Fact{somebody, namedAreTheirs},
		Steps: []Step{
			{
				Name: "prove-ready", Title: "Prove that the device is ready", Each: true, World: true, When: givenOn,
				Text: "Have {device} in front of you. A Mac is erased by the restore procedure; an iPad is signed out of iCloud and all its content and settings are erased.",
				Texts: map[store.Platform]string{
					store.PlatformIOS:   "On {device}: it is signed out of iCloud, and all content and settings are erased. Both, in this order.",
					store.PlatformMacOS: "{device} is erased by the restore procedure.",
				},
				Shows: holderFields,
			},
			{
				Name: "find-record", Title: "Find the device record", Each: true, When: givenOn,
				Text:   "This is the record of {device}. Compare the asset tag and the serial number with the device.",
				Before: []Fact{onRecord}, After: []Fact{onRecord}, Until: "clear-position", Keeps: Keeping{Record: store.KindDevice},
				Shows: append([]store.Field{store.FieldSerial, store.FieldAssetTag, store.FieldModel, store.FieldSite}, holderFields...),
			},
			{
				Name: "clear-position", Title: "Clear the Position", Each: true, When: givenOn,
				Tells:  positionTells,
				Before: []Fact{onRecord}, Do: clearPosition, After: []Fact{noPosition}, Until: "write-serial",
				Keeps: Keeping{store.KindDevice, store.FieldPosition},
				Shows: holderFields, ShowsUser: []store.Field{store.FieldInvitation},
			},
			{
				Name: "leave-scopes", Title: "Take the user out of every assignment scope", When: noScopes,
				Text:  "{name} is taken out of the school-bought assignments (Apps and Books) that list them.",
				After: []Fact{inNoScope}, Until: "delete-user", Keeps: Keeping{Record: store.KindMember}, Do: leaveScopes,
			},
			{
				Name: "clear-username", Title: "Clear the Username", Each: true, When: givenOn,
				Text:   "The Username of {device} is emptied: it does not point at {name} any more.",
				Before: []Fact{onRecord, noPosition}, Do: clearUsername, After: []Fact{letGo}, Until: "write-serial",
				Keeps: Keeping{store.KindDevice, store.FieldUsername},
				Shows: holderFields, ShowsUser: []store.Field{store.FieldInvitation},
			},
			{
				Name: "delete-user", Title: "Delete the user record", When: succeeded,
				Text:   "The user record of {name} is deleted, and with it their places in classes and enrolment requests. It can go only when no device and no assignment scope points at it (R-30).",
				Before: []Fact{nothingPoints}, Do: deleteUser, After: []Fact{gone}, Keeps: Keeping{Record: store.KindUser},
				ShowsUser: []store.Field{store.FieldUserID, store.FieldFullName, store.FieldSite, store.FieldInvitation},
			},
			{
				Name: "write-serial", Title: "Write the serial number into the Username", Each: true, When: givenOn,
				Tells:  serialTells,
				Before: []Fact{onRecord}, Do: writeSerial, After: []Fact{spare}, Keeps: Keeping{store.KindDevice, store.FieldUsername}, Shows: holderFields,
			},
			{
				Name: "notice", Title: "The person has got notice", World: true,
				Text: "{name} gets notice that the apps are no longer assigned. Confirm that it has come.",
			},
		},
	}
}

// noScopes is why nobody has to be taken out of an assignment scope.
func noScopes(s *Scene) string {
	if s.Records.UsesScopes(s.Checklist.Site) || len(s.scopes()) > 0 {
		return ""
	}
	return "the site uses no assignment scopes"
}

func clearPosition(s *Scene, _ map[store.Field]string) edit.Plan {
	return quiet(edit.Set(s.Records, store.KindDevice, s.Device.Serial, []edit.Value{{Field: store.FieldPosition, Clear: true}}))
}

// positionTells says what becomes of the apps: they go with the Position of the person's last device.
func positionTells(s *Scene) string {
	for _, d := range edit.OwnerOf(s.Records, s.UserID, s.Checklist.Site).Held {
		if d.Serial != s.Device.Serial && d.Position != "" {
			return "The Position of {device} is emptied. {name} keeps the apps until their last device has no Position, either."
		}
	}
	return "The Position of {device} is emptied: that revokes the apps of {name}."
}

// serialTells reminds of Inventory Preload: for sure where the site's list was written from here.
func serialTells(s *Scene) string {
	const becomes = "The Username of {device} becomes its own serial number: nobody holds it. "
	if e := s.preload; e != nil {
		return becomes + fmt.Sprintf("This site's list for Jamf's Inventory Preload was written here (export %d, %s by %s): take its serial number out "+
			"there, too, as Preload overrides this at the next inventory (R-42).", e.ID, e.At.In(s.zone).Format(time.DateOnly), text.Visible(e.Operator))
	}
	return becomes + "If it is listed in Jamf's Inventory Preload, take its serial number out there, too: Preload overrides this at the next inventory (R-42)."
}

func leaveScopes(s *Scene, _ map[store.Field]string) edit.Plan {
	if len(s.scopes()) == 0 {
		return edit.Plan{}
	}
	return edit.Leave(s.Records, s.UserID)
}

func clearUsername(s *Scene, _ map[store.Field]string) edit.Plan {
	if !s.their(s.Device) {
		return edit.Plan{}
	}
	return edit.Release(s.Records, s.Device.Serial)
}

func deleteUser(s *Scene, _ map[store.Field]string) edit.Plan {
	if s.User == nil {
		return edit.Plan{}
	}
	return edit.Plan{Changes: []store.Change{edit.Deletion(s.User)}}
}

func writeSerial(s *Scene, _ map[store.Field]string) edit.Plan {
	return quiet(edit.Clear(s.Records, s.Device.Serial))
}

// quiet leaves out what a rule only mentions: in a procedure the next steps see to it.
func quiet(p edit.Plan) edit.Plan {
	p.Findings = slices.DeleteFunc(p.Findings, func(f edit.Finding) bool { return f.Severity == store.SeverityInfo })
	return p
}
