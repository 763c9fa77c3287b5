package edit

import (
	"slices"

	"homeroom/store"
)

// offered are the fields that can be written, in the order of a form.
var offered = map[store.Kind][]store.Field{
	store.KindDevice: {
		store.FieldSerial, store.FieldAssetTag, store.FieldModel, store.FieldPlatform, store.FieldSite,
		store.FieldUsername, store.FieldFullName, store.FieldEmail, store.FieldPhone, store.FieldPosition,
		store.FieldDepartment, store.FieldBuilding, store.FieldRoom, store.FieldOwnership,
	},
	store.KindUser: {
		store.FieldUserID, store.FieldFullName, store.FieldEmail, store.FieldPhone, store.FieldPosition,
		store.FieldManagedAppleAccount, store.FieldDomain, store.FieldGrade, store.FieldType,
		store.FieldGroups, store.FieldLocations, store.FieldSite, store.FieldDeparting,
	},
}

// ofOne are the fields of one record or one person, which many cannot be given at once.
var ofOne = []store.Field{
	store.FieldSerial, store.FieldAssetTag, store.FieldUsername, store.FieldUserID, store.FieldFullName, store.FieldEmail,
	store.FieldManagedAppleAccount,
}

// Fields are those that a form offers, in its order: the serial number, which is the record's key, only for a new
// device; departing only for somebody who is there.
func Fields(kind store.Kind, creating bool) []store.Field {
	return slices.DeleteFunc(slices.Clone(offered[kind]), func(f store.Field) bool {
		return f == store.FieldSerial && !creating || f == store.FieldDeparting && creating
	})
}

// ManyFields are those that many records can be given at once, in the order of the form.
func ManyFields(kind store.Kind) []store.Field {
	return slices.DeleteFunc(slices.Clone(offered[kind]), func(f store.Field) bool { return slices.Contains(ofOne, f) })
}

// Choices are the only values that a field may have; nil is free text.
func Choices(f store.Field) []string {
	switch f {
	case store.FieldPosition, store.FieldType:
		return []string{"student", "teacher", "staff"}
	case store.FieldPlatform:
		return []string{string(store.PlatformIOS), string(store.PlatformMacOS), string(store.PlatformTVOS)}
	case store.FieldOwnership:
		return []string{"Corporate", "Personal"}
	case store.FieldDeparting:
		return []string{"yes", "no"}
	}
	return nil
}

// Several reports whether a field holds several names, apart by store.ListMark: a person's groups and locations.
func Several(f store.Field) bool {
	_, listed := lists[f]
	return listed
}

// Wanted is what must be read before an edit of these records can be planned: the records, and what the values name,
// also under the number that a spreadsheet may have taken a zero from.
func Wanted(kind store.Kind, keys []string, values []Value) store.Wanted {
	var w store.Wanted
	for _, key := range keys {
		if kind == store.KindUser {
			w.UserIDs = append(w.UserIDs, key)
		} else {
			w.Serials = append(w.Serials, store.CleanSerial(key))
			w.UserIDs = append(w.UserIDs, store.CleanSerial(key)) // its placeholder may be somebody's User ID
		}
	}
	for _, v := range values {
		text, _ := Check(kind, v.Field, v.Text)
		if text == "" || v.Clear {
			continue
		}
		switch v.Field {
		case store.FieldSerial:
			w.Serials = Padded(append(w.Serials, text), text)
			w.UserIDs = append(w.UserIDs, text)
			w.Alike = append(w.Alike, text)
			if plain := store.BehindS(text); plain != "" {
				w.Serials = append(w.Serials, plain)
			}
		case store.FieldAssetTag:
			w.AssetTags = Padded(append(w.AssetTags, text), text)
		case store.FieldUsername, store.FieldUserID:
			w.UserIDs = Padded(append(w.UserIDs, text), text)
		case store.FieldManagedAppleAccount:
			w.Accounts = append(w.Accounts, text)
		}
	}
	return w
}
