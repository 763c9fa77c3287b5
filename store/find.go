package store

import (
	"context"
	"strings"
	"unicode"
)

// Found is a record that a scan box lands on, or that comes near to what was scanned.
type Found struct {
	Record Kind
	Key    string  // serial number, or User ID as it is on record
	Device *Device // set for a device
	User   *User   // set for a user
	Why    string  // of a near match: what differs, in words
}

func foundDevice(d Device, why string) Found { return Found{KindDevice, d.Serial, &d, nil, why} }
func foundUser(u User, why string) Found     { return Found{KindUser, u.UserID, nil, &u, why} }

// CleanScan is what was meant by a barcode scanner's text: without the line break at its end and whatever else is
// not printed on a label.
func CleanScan(scanned string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\ufeff' || r == '\u200b' {
			return ' '
		}
		return r
	}, scanned))
}

// Find looks up what was typed or scanned: an asset tag, a serial number (also behind the S that labels put before
// it), a User ID or a Managed Apple Account, in any letter case. Devices come first. Nothing found is no error.
func (s *Store) Find(ctx context.Context, scanned string) ([]Found, error) {
	scanned = CleanScan(scanned)
	if scanned == "" {
		return nil, nil
	}
	found, err := s.find(ctx, scanned)
	if plain := BehindS(scanned); err == nil && len(found) == 0 && plain != "" {
		found, err = s.find(ctx, plain)
	}
	return found, s.failedRead("the records", err)
}

// BehindS takes away the S that stands before the serial number in a label's barcode; it is empty when there is
// none, or when what follows is no serial number.
func BehindS(scanned string) string {
	serial, ok := strings.CutPrefix(CleanSerial(scanned), "S")
	if !ok || !serialShape.MatchString(serial) {
		return ""
	}
	return serial
}

func (s *Store) find(ctx context.Context, name string) ([]Found, error) {
	devices, err := deviceKind.where(ctx, s.read, "WHERE asset_tag = ? OR serial = ? ORDER BY asset_tag = ? DESC, serial", name, CleanSerial(name), name)
	if err != nil {
		return nil, err
	}
	users, err := userKind.where(ctx, s.read, "WHERE user_key = ? OR managed_apple_account <> '' AND lower(managed_apple_account) = ? ORDER BY user_key",
		UserKey(name), strings.ToLower(name))
	if err != nil {
		return nil, err
	}
	found := make([]Found, 0, len(devices)+len(users))
	for i := range devices {
		found = append(found, foundDevice(devices[i], ""))
	}
	for i := range users {
		found = append(found, foundUser(users[i], ""))
	}
	return found, nil
}
