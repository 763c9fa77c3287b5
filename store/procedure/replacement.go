package procedure

import (
	"homeroom/store"
	"homeroom/store/edit"
)

// replacement gives a person another device in the place of one that they have.
func replacement() *Procedure {
	shown := append([]store.Field{store.FieldSerial, store.FieldAssetTag}, holderFields...)
	return &Procedure{
		Name: "replacement", Title: "Replacement", Heading: "Replacement of {device} by {other} for {user}", About: AboutTwoDevices,
		Intro: "a person gets another device in the place of one that they have; both records are saved, or neither",
		Begin: []Fact{bothOnRecord, handedOut, theirs, known, oneSite, notTheirsYet},
		Steps: []Step{
			{
				Name: "find-records", Title: "Find both device records",
				Text:   "{device} is the old one, {other} the new one. Compare the asset tags and serial numbers with the devices.",
				Before: []Fact{bothOnRecord, known}, After: []Fact{bothOnRecord}, Until: "hand-over",
				Keeps: Keeping{Record: store.KindDevice}, Shows: shown,
			},
			{
				Name: "take-back", Title: "Take the new device back from who holds it", When: otherIsFree,
				Text: "{other} was given to somebody else. It is taken back from them first; their user record stays. " +
					"If they are to keep it, abandon this checklist and choose another device.",
				Before: []Fact{bothOnRecord, known}, Do: takeBack, After: []Fact{otherFree}, Until: "hand-over",
				Keeps: Keeping{store.KindDevice, store.FieldUsername}, Shows: shown,
			},
			{
				Name: "hand-over", Title: "Put the User ID on the new device",
				Text: "{device} does not point at {name} any more, and {other} does: both records are saved, or neither. " +
					"The user record and its information stay.",
				Before: []Fact{bothOnRecord, known, oneSite, otherFree}, Do: handOver, After: []Fact{handedOver},
				Keeps: Keeping{store.KindDevice, store.FieldUsername},
				Shows: shown, ShowsUser: []store.Field{store.FieldUserID, store.FieldInvitation},
			},
			{
				Name: "sign-in", Title: "The person signs in", World: true,
				Text: "Remind {name}: they sign in with their Apple Account at Setup Assistant on {other}. Confirm that they know.",
			},
		},
	}
}

// notTheirsYet refuses a new device that the person holds already: replacing one of theirs by the other would only take
// the first away.
func notTheirsYet(s *Scene) []string {
	if s.Other == nil || s.UserID == "" || !s.their(s.Other) {
		return nil
	}
	return []string{deviceName(s.Other) + " is theirs already: choose another device, or take the old one back from them"}
}

// otherIsFree is why the new device has not to be taken back.
func otherIsFree(s *Scene) string {
	if len(otherFree(s)) == 0 {
		return "nobody else holds " + deviceName(s.Other)
	}
	return ""
}

func takeBack(s *Scene, _ map[store.Field]string) edit.Plan {
	return edit.Clear(s.Records, s.Other.Serial)
}

// handOver exchanges the two devices in one act. What was done by hand in between is left as it is.
func handOver(s *Scene, _ map[store.Field]string) edit.Plan {
	old, now := s.their(s.Device), s.their(s.Other)
	switch {
	case old && now:
		return quiet(edit.Clear(s.Records, s.Device.Serial))
	case old:
		return quiet(edit.Swap(s.Records, s.Device.Serial, s.Other.Serial))
	case !now:
		return quiet(edit.Assign(s.Records, s.Other.Serial, s.UserID))
	}
	return edit.Plan{}
}
