package store

import (
	"context"
	"database/sql"
	"strings"
	"testing"
)

func TestTeller_DropsWhatNobodyCameFor(t *testing.T) {
	resume := make(chan struct{})
	told := 0
	tell := tellTo(func(Progress) {
		told++
		<-resume
	})
	for range 3 * mostWords {
		tell.say(Progress{Stage: StageRecords})
	}
	tell.end()
	close(resume)
	<-tell.done
	if told != 1 {
		t.Errorf("told %d times, most of them after the end", told)
	}
}

func TestTeller_HasToldEverythingAtTheEnd(t *testing.T) {
	var told []Progress
	tell := tellTo(func(p Progress) { told = append(told, p) })
	for i := range mostWords {
		tell.say(Progress{StageRecords, i, mostWords})
	}
	tell.end()
	if len(told) != mostWords || told[mostWords-1].Done != mostWords-1 {
		t.Errorf("told %d times", len(told))
	}
}

// Whoever waited for a colleague in vain is not sent to look for free space.
func TestChange_WhileSomebodyElseSavesSaysSo(t *testing.T) {
	s, _ := faulty(t)
	ctx := context.Background()
	if _, err := s.write.Exec("PRAGMA busy_timeout = 1"); err != nil {
		t.Fatal(err)
	}
	other := sql.OpenDB(newConnector(s.path, "mode=rw&_txlock=immediate", writerSettings))
	defer other.Close()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	change := []Change{{Record: KindDevice, Key: ipad, Version: 3, Fields: []FieldChange{{FieldRoom, "", "7"}}}}
	_, saving := s.Apply(ctx, Act{Operator: "kim", Kind: ActEdit}, change)
	for _, err := range []error{saving, s.SetAgeing(ctx, "kim", 7)} {
		if CodeOf(err) != CodeNotSaved || !strings.HasSuffix(err.Error(), ": somebody else is saving (try again in a moment)") {
			t.Errorf("it says %v", err)
		}
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(ctx, Act{Operator: "kim", Kind: ActEdit}, change); err != nil {
		t.Error(err)
	}
}
