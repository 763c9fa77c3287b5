package browse_test

import (
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"homeroom/tui/device"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

func TestMenus_GoldenAtEverySize(t *testing.T) {
	env := school(t)
	storeView(t, env, "Spares at Oak", "site:OAK held:no")
	for name, keys := range map[string][]string{"sort": {"s"}, "views": {"v"}, "forget": {"v", "-", "1"}, "name": {"v", "+", "O", "a", "k"}, "marks": {"*", "k"}} {
		for _, size := range append(district.Sizes(), district.Size{Name: "200x50", Width: 200, Height: 50}) {
			t.Run(name+"-"+size.Name, func(t *testing.T) {
				term := tuitest.Start(t, newDesk(env, device.Filtered(env, "site:OAK")), size.Width, size.Height)
				term.WaitFor("1 of 4")
				if size.Width >= 110 {
					term.WaitFor("Held by")
				}
				wait := map[string]string{"sort": "Sort by", "views": "Forget a saved view", "forget": "Forget a view", "name": "Name: Oak", "marks": "4 marked"}
				for i, k := range keys {
					term.Press(k)
					if k == "v" {
						term.WaitFor("Spares at Oak")
					} else if i == 1 && name == "forget" {
						term.WaitFor("Forget which view?")
					}
				}
				if size.Height > 10 || name != "views" {
					term.WaitFor(wait[name])
				}
				golden.RequireEqual(t, []byte(term.Screen()))
			})
		}
	}
}
