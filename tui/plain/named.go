package plain

import (
	"context"
	"strings"

	"homeroom/store"
)

// deviceNamed is the serial number of the device that an asset tag or a serial number names, also as it is scanned. A
// serial number goes before a tag that reads the same, for it is the key. CodeNotFound if there is none.
func deviceNamed(ctx context.Context, st *store.Store, name string) (string, error) {
	return recordNamed(ctx, st, store.KindDevice, name)
}

// userNamed is the User ID, as it is on record, of the person that a User ID or a Managed Apple Account names.
// CodeNotFound if there is none.
func userNamed(ctx context.Context, st *store.Store, name string) (string, error) {
	return recordNamed(ctx, st, store.KindUser, name)
}

func recordNamed(ctx context.Context, st *store.Store, kind store.Kind, name string) (string, error) {
	found, err := st.Find(ctx, name)
	if err != nil {
		return "", err
	}
	key := ""
	for _, f := range found {
		if f.Record == kind && (key == "" || strings.EqualFold(f.Key, store.CleanScan(name))) {
			key = f.Key
		}
	}
	if key == "" {
		return "", &store.Error{
			Code: store.CodeNotFound, Message: "no " + string(kind) + " is on record under " + quoted(name),
			Remedy: "homeroom scan shows what comes near it",
		}
	}
	return key, nil
}
