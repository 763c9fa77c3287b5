package store_test

import (
	"context"
	"maps"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

func TestWhose_TellsOfOpenReviewsAlone(t *testing.T) {
	ctx, s := context.Background(), storetest.Open(t)
	var ids []int64
	for _, operator := range []string{"ada", "kim", "lee"} {
		r, _, err := s.OpenReview(ctx, store.Review{Operator: operator, Template: "mlti", FileName: "a.csv", SHA256: "01"}, []byte("x"))
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, r.ID)
	}
	if _, err := s.TakeOver(ctx, ids[1], "ada", "kim is ill"); err != nil {
		t.Fatal(err)
	}
	if err := s.DiscardReview(ctx, ids[2], "lee"); err != nil {
		t.Fatal(err)
	}
	whose, err := s.Whose(ctx)
	if want := map[int64]string{ids[0]: "ada", ids[1]: "ada"}; err != nil || !maps.Equal(whose, want) {
		t.Errorf("it is %v (%v), want %v", whose, err, want)
	}
}
