package store

import (
	"bytes"
	"compress/flate"
	"context"
	"database/sql"
	"io"
)

// Files are kept deflated: a school's template shrinks to a fifth, and so does every backup.

// packed is a file being deflated beside other work.
type packed struct {
	sha256 string
	done   chan struct{}
	bytes  []byte
}

// pack begins to deflate a file.
func pack(sha256 string, file []byte) *packed {
	p := &packed{sha256: sha256, done: make(chan struct{})}
	go func() {
		defer close(p.done)
		p.bytes = deflate(file)
	}()
	return p
}

func deflate(plain []byte) []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestSpeed) // the level is right, and a buffer takes everything
	_, _ = w.Write(plain)
	_ = w.Close()
	return b.Bytes()
}

func inflate(deflated []byte) ([]byte, error) {
	return io.ReadAll(flate.NewReader(bytes.NewReader(deflated)))
}

// keep puts the file down, unless one with these bytes is there.
func (p *packed) keep(tx *sql.Tx) error {
	<-p.done
	_, err := tx.Exec("INSERT INTO files (sha256, deflated) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING", p.sha256, p.bytes)
	return err
}

// fileOf reads a kept file; sql.ErrNoRows if there is none.
func fileOf(ctx context.Context, q querier, condition string, args ...any) ([]byte, error) {
	var deflated []byte
	if err := q.QueryRowContext(ctx, "SELECT f.deflated FROM files f "+condition, args...).Scan(&deflated); err != nil {
		return nil, err
	}
	return inflate(deflated)
}
