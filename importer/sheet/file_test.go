package sheet_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"homeroom/importer/sheet"
)

func TestReadFile_GivesTheBytes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte("Name,Room\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	data, err := sheet.ReadFile(path)
	if err != nil || string(data) != "Name,Room\n" {
		t.Fatalf("%q, %v", data, err)
	}
}

func TestReadFile_RefusesInWords(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	large := filepath.Join(dir, "large.csv")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, 64<<20+1); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]struct{ code, says string }{
		filepath.Join(dir, "no\x1b[2Jwhere.csv"): {"not_found", "there is no file no␛[2Jwhere.csv"},
		dir:                                      {"folder", "is a folder"},
		pipe:                                     {"not_a_file", "pipe is no ordinary file"},
		large:                                    {"file_too_large", "65 MiB; at most 64 MiB"},
	} {
		_, err := sheet.ReadFile(path)
		var p *sheet.Problem
		if !errors.As(err, &p) || p.Code != want.code || !strings.Contains(p.Message, want.says) || p.Remedy == "" {
			t.Errorf("%s: %v", want.code, err)
		}
		if err != nil && strings.Contains(err.Error(), dir) && want.code != "folder" {
			t.Errorf("the message tells the whole path: %v", err)
		}
	}
}
