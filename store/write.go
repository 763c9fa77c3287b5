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
	if sv.act.Import != nil {
		if err := sv.writeRows(); err != nil {
			return err
		}
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

func (sv *save) writeAct(token string) ([]byte, error) {
	a := &sv.act
	at := sv.at.Format(timeLayout)
	counts := "{}"
	if a.Import != nil {
		b, _ := json.Marshal(a.Import.Counts) // words and numbers always marshal
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

func (sv *save) writeHistory(entries []entry, act []byte) error {
	b := newBulk(sv.tx, "history", []string{
		"id", "act", "line", "record", "record_key", "op", "fields", "holder_before", "holder_after", "undoes", "digest",
	}, "")
	if err := sv.meter.enter(StageHistory, len(entries)); err != nil {
		return err
	}
	for _, e := range entries {
		c := e.change
		fields, _ := json.Marshal(c.Fields) // strings always marshal
		sv.chain = entryDigest(sv.chain, act, e.id, c.Line, string(c.Record), c.Key, e.op, string(fields), c.Undoes)
		before, after := holders(c)
		b.add(e.id, sv.actID, c.Line, string(c.Record), c.Key, e.op, string(fields), before, after, c.Undoes, sv.chain)
		if err := sv.meter.step(); err != nil {
			return err
		}
	}
	return b.flush()
}

func entryDigest(chain, act []byte, id int64, line int, record, key, op, fields string, undoes int64) []byte {
	return seal(string(chain), string(act), fmt.Sprint(id), fmt.Sprint(line), record, key, op, fields, fmt.Sprint(undoes))
}

// holders are the folded User IDs that a change takes a device, or a place in an assignment scope, from and gives it
// to: what happened to it belongs to their story.
func holders(c *Change) (before, after string) {
	var named Field
	switch c.Record {
	case KindDevice:
		named = FieldUsername
	case KindMember, KindRoster, KindRequest:
		named = FieldUserID
	default:
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
	total := 0
	for _, keys := range sv.order {
		total += len(keys)
	}
	if err := sv.meter.enter(StageRecords, total); err != nil {
		return err
	}
	for i := range tables {
		t := &tables[i]
		if err := t.save(sv, sv.order[t.kind], sv.states[t.kind]); err != nil {
			return err
		}
	}
	for i := len(tables) - 1; i >= 0; i-- {
		t := &tables[i]
		if err := t.remove(sv, sv.order[t.kind], sv.states[t.kind]); err != nil {
			return err
		}
	}
	return nil
}

func parseTime(text string) time.Time {
	t, _ := time.Parse(timeLayout, text) // what is not a time reads as none; verify finds it by its digest
	return t
}
