package importer

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// BeginEdit gives many records the same value, as an import would: it makes the sheet of these records, and opens the
// review of it, or finds the operator's open one with every decision made so far. Nothing is written to the records
// . The keys are serial numbers or User IDs, in any order. CodeInvalid where that is no edit: without records or
// a value, or of a field that many records cannot share.
func BeginEdit(ctx context.Context, st *store.Store, operator string, kind store.Kind, keys []string, v edit.Value) (store.Review, error) {
	t := template.EditOf(kind)
	if err := editable(t, kind, v); err != nil {
		return store.Review{}, err
	}
	if keys = sorted(kind, keys); len(keys) == 0 {
		return store.Review{}, uneditable("no record is marked", "mark the records with space first")
	}
	data := editSheet(t, keys, v)
	latest, err := st.Latest(ctx)
	if err != nil {
		return store.Review{}, err
	}
	sum := sha256.Sum256(data)
	review, _, err := st.OpenReview(ctx, store.Review{
		Operator: operator, Template: t.Name, FileName: editName(kind, len(keys), v),
		SHA256: hex.EncodeToString(sum[:]), Latest: latest,
	}, data)
	return review, err
}

// editable refuses what cannot be asked of many records at once.
func editable(t *template.Template, kind store.Kind, v edit.Value) error {
	if t == nil {
		return uneditable("many "+string(kind)+" records are not edited at once", "edit them one by one")
	}
	column, found := t.Column(v.Field)
	switch {
	case !found || column.Field == t.Columns[t.KeyColumn()].Field:
		return uneditable(v.Field.Label()+" is not the same for many records", "edit it record by record")
	case v.Clear:
		return nil
	case strings.TrimSpace(v.Text) == "":
		return uneditable("nothing is said of what "+v.Field.Label()+" becomes", "type a value, or choose to empty the field")
	case strings.TrimSpace(v.Text) == template.Clear:
		return uneditable("in a sheet "+template.Clear+" empties the field", "choose to empty the field if that is meant")
	}
	return nil
}

func uneditable(message, remedy string) error {
	return &store.Error{Code: store.CodeInvalid, Message: message, Remedy: remedy}
}

// sorted are the keys once each and in order, so that the same records give the same sheet.
func sorted(kind store.Kind, keys []string) []string {
	clean := store.UserKey
	if kind == store.KindDevice {
		clean = store.CleanSerial
	}
	list := make([]string, 0, len(keys))
	for _, key := range keys {
		if key = clean(strings.TrimSpace(key)); key != "" {
			list = append(list, key)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// editSheet is a CSV of the layout, with the column of the one field.
func editSheet(t *template.Template, keys []string, v edit.Value) []byte {
	cell := strings.TrimSpace(v.Text)
	if v.Clear {
		cell = template.Clear
	}
	rows := make([][]string, len(keys))
	for i, key := range keys {
		rows[i] = []string{key, cell}
	}
	column, _ := t.Column(v.Field)
	var sheet bytes.Buffer
	_ = template.WriteTable(&sheet, "csv", "", []string{t.Columns[t.KeyColumn()].Header, column.Header}, rows) // a buffer takes everything
	return sheet.Bytes()
}

// longName is how many characters of a value the name of an edit shows.
const longName = 40

// editName is what an edit is called while it is reviewed: "Room → 204 · 12 devices".
func editName(kind store.Kind, n int, v edit.Value) string {
	what := v.Field.Label() + " → "
	value := []rune(strings.TrimSpace(v.Text))
	switch {
	case v.Clear && v.Field == store.FieldUsername:
		what = "Take back"
	case v.Clear:
		what += "(empty)"
	case len(value) > longName:
		what += string(value[:longName]) + "…"
	default:
		what += string(value)
	}
	return fmt.Sprintf("%s · %s", what, counted(n, noun(kind), noun(kind)+"s"))
}
