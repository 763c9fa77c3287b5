package store

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// What an entry of the history did to its record.
const (
	opCreate = "create"
	opUpdate = "update"
	opDelete = "delete"
)

// entry is one line of the history about to be written.
type entry struct {
	id     int64
	op     string
	change *Change
}

const timeLayout = "2006-01-02T15:04:05.000Z"

func newToken() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails on the systems we run on; it ends the program if it does
	return hex.EncodeToString(b)
}

// seal hashes the parts so that no two different lists of parts give the same bytes to the hash.
func seal(parts ...string) []byte {
	h := sha256.New()
	var length [8]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(length[:], uint64(len(p)))
		h.Write(length[:])
		h.Write([]byte(p))
	}
	return h.Sum(nil)
}

// write puts everything down in the order that the references demand.
func (sv *save) write(token string, entries []entry) error {
	digest, err := sv.writeAct(token)
	if err != nil {
		return err
	}
	if err := sv.writeHistory(entries, digest); err != nil {
		return err
	}
	if err := sv.writeRecords(); err != nil {
		return err
	}
	if err := sv.check(entries); err != nil {
		return err
	}
	if sv.act.Review == 0 {
		return nil
	}
	return sv.closeReview()
}

func (sv *save) closeReview() error {
	version, err := touch(sv.tx, sv.act.Review, "state = 'saved', act = ?, touched = ?", sv.actID, sv.at.Format(timeLayout))
	if err == nil && sv.act.ReviewVersion != 0 && version != sv.act.ReviewVersion+1 {
		err = &Error{
			Code: CodeConflict, Message: "nothing was saved: rows of this review were decided on in another window meanwhile",
			Remedy: "look at them and save again",
		}
	}
	return err
}

func (sv *save) writeAct(token string) ([]byte, error) {
	a := &sv.act
	at := sv.at.Format(timeLayout)
	counts := "{}"
	if a.Import != nil {
		b, err := json.Marshal(a.Import.Counts)
		if err != nil {
			return nil, err
		}
		counts = string(b)
	}
	digest := actDigest(at, a, counts)
	_, err := sv.tx.Exec(`INSERT INTO acts (id, token, at, operator, kind, title, undoes, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		sv.actID, token, at, a.Operator, string(a.Kind), a.Title, a.Undoes, digest)
	if err != nil || a.Import == nil {
		return digest, err
	}
	return digest, sv.writeImport(counts)
}

func (sv *save) writeImport(counts string) error {
	im := sv.act.Import
	if err := sv.file.keep(sv.tx); err != nil {
		return err
	}
	_, err := sv.tx.Exec(`INSERT INTO imports (act, template, mode, site, file_name, sheet, sha256, row_count, counts)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		sv.actID, im.Template, im.Mode, im.Site, im.FileName, im.Sheet, im.SHA256, im.Rows, counts)
	if err != nil {
		return err
	}
	b := newBulk(sv.tx, "import_rows", []string{"act", "line", "status", "serial", "asset_tag", "user_id", "saved", "notes"}, "")
	for i := range im.Outcomes {
		r := &im.Outcomes[i]
		b.add(sv.actID, r.Line, r.Status, r.Serial, r.AssetTag, r.UserID, r.Saved, r.Notes)
	}
	return b.flush()
}

// actDigest seals who, when and the import with all its rows, so that the chain of entries covers them.
func actDigest(at string, a *Act, counts string) []byte {
	parts := []string{at, a.Operator, string(a.Kind), a.Title, fmt.Sprint(a.Undoes)}
	if im := a.Import; im != nil {
		parts = append(parts, im.Template, im.Mode, im.Site, im.FileName, im.Sheet, im.SHA256, fmt.Sprint(im.Rows), counts)
		for i := range im.Outcomes {
			r := &im.Outcomes[i]
			parts = append(parts, fmt.Sprint(r.Line), r.Status, r.Serial, r.AssetTag, r.UserID, fmt.Sprint(r.Saved), r.Notes)
		}
	}
	return seal(parts...)
}

func (sv *save) writeHistory(entries []entry, act []byte) error {
	b := newBulk(sv.tx, "history", []string{
		"id", "act", "line", "record", "record_key", "op", "fields", "holder_before", "holder_after", "undoes", "digest",
	}, "")
	for _, e := range entries {
		c := e.change
		fields, err := json.Marshal(c.Fields)
		if err != nil {
			return err
		}
		sv.chain = entryDigest(sv.chain, act, e.id, c.Line, string(c.Record), c.Key, e.op, string(fields), c.Undoes)
		before, after := holders(c)
		b.add(e.id, sv.actID, c.Line, string(c.Record), c.Key, e.op, string(fields), before, after, c.Undoes, sv.chain)
	}
	return b.flush()
}

func entryDigest(chain, act []byte, id int64, line int, record, key, op, fields string, undoes int64) []byte {
	return seal(string(chain), string(act), fmt.Sprint(id), fmt.Sprint(line), record, key, op, fields, fmt.Sprint(undoes))
}

// holders are the folded User IDs that a change takes a device, or a place in an assignment scope, from and gives it
// to: what happened to it belongs to their story.
func holders(c *Change) (before, after string) {
	named := map[Kind]Field{KindDevice: FieldUsername, KindMember: FieldUserID, KindRoster: FieldUserID, KindRequest: FieldUserID}[c.Record]
	if named == "" {
		return "", ""
	}
	for _, f := range c.Fields {
		if f.Field == named {
			return UserKey(f.Old), UserKey(f.New)
		}
	}
	return "", ""
}

// writeRecords writes what is new or changed, sites first, and then takes away what goes, sites last.
func (sv *save) writeRecords() error {
	for i := range tables {
		t := &tables[i]
		if err := t.save(sv.tx, sv.order[t.kind], sv.states[t.kind]); err != nil {
			return err
		}
	}
	for i := len(tables) - 1; i >= 0; i-- {
		t := &tables[i]
		if err := t.remove(sv.tx, sv.order[t.kind], sv.states[t.kind]); err != nil {
			return err
		}
	}
	return nil
}

func parseTime(text string) time.Time {
	t, _ := time.Parse(timeLayout, text) // what is not a time reads as none; verify finds it by its digest
	return t
}
