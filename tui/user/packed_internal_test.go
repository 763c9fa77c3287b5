package user

import (
	"testing"

	"homeroom/store"
)

func TestPacked_KeepsEveryFieldOfAUser(t *testing.T) {
	var u store.User
	for _, f := range store.Fields(store.KindUser) {
		u.Set(f, "the "+string(f))
	}
	u.Departing, u.Version = true, 7
	p := newPacked()
	p.add(&store.User{UserID: "another"}, held{})
	p.add(&u, held{"OAKMINI00001 OAKMINI00002", "5000001 5000002", 2})
	if got := p.at(1); got != u {
		t.Errorf("packed and unpacked it is %+v", got)
	}
	if h := p.held(1); h.first() != "OAKMINI00001" || h.count != 2 {
		t.Errorf("held: %+v", h)
	}
}
