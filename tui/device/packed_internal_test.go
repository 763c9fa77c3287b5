package device

import (
	"testing"

	"homeroom/store"
)

func TestPacked_KeepsEveryFieldOfADevice(t *testing.T) {
	var d store.Device
	for _, f := range store.Fields(store.KindDevice) {
		d.Set(f, "the "+string(f))
	}
	d.Version = 7
	p := newPacked()
	p.add(&store.Device{Serial: "ANOTHER"})
	p.add(&d)
	if got := p.at(1); got != d {
		t.Errorf("packed and unpacked it is %+v", got)
	}
}
