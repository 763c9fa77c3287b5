package tui

import (
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
)

// What stands behind the procedure is taken: nothing is asked for that was said.
func TestConsole_ChecklistOfAProcedureAndANameIsAboutThatName(t *testing.T) {
	for typed, told := range map[string][]string{
		"checklist removal PAT.example":        {"Homeroom  Checklist 1", "Removal of Pat Example (pat.example)"},
		"checklist removal user pat.example":   {"Homeroom  Checklist 1", "Removal of Pat Example (pat.example)"},
		"checklist removal 8000001":            {"Homeroom  Checklist 1", "Removal of Pat Example (pat.example)"},
		"checklist start-of-year north":        {"Homeroom  Checklist 1", "Start of year at"},
		"checklist end-of-year site NORTH":     {"Homeroom  Checklist 1", "End of year at"},
		"checklist adding pat.example":         {"Which device do they get?", "Adding: Pat Example (pat.example)"},
		"checklist adding device DLXQ10Z9FCM8": {"Who gets a device?", "Adding: iPad Air 8000001"},
		"checklist replacement 8000001":        {"Which device do they get instead?", "Replacement: pat.example, iPad Air 8000001"},
	} {
		t.Run(typed, func(t *testing.T) {
			term := tuitest.Start(t, New(school(t)), 80, 24)
			term.WaitFor("[1 Home]")
			term.Press(":")
			term.Type(typed)
			term.Press("enter")
			for _, words := range told {
				term.WaitFor(words)
			}
		})
	}
}

func TestConsole_ChecklistOfADeviceThatNobodyHoldsSaysWhichProcedureThatIsNotFor(t *testing.T) {
	term := tuitest.Start(t, New(spareSchool(t)), 80, 24)
	term.WaitFor("[1 Home]")
	term.Press(":")
	term.Type("checklist removal 8000002")
	term.Press("enter")
	term.WaitFor("A checklist for iPad Air 8000002")
	term.WaitFor("Removal: nobody holds this device.")
}

// spareSchool is the school with a device that nobody holds.
func spareSchool(t *testing.T) screen.Env {
	t.Helper()
	env := school(t)
	storetest.MustDevice(t, env.Store, store.Device{Serial: "DLXQ10Z9FCM9", AssetTag: "8000002", Model: "iPad Air", Site: "NORTH", Username: "DLXQ10Z9FCM9"})
	return env
}
