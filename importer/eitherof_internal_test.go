package importer

import (
	"strings"
	"testing"

	"homeroom/importer/template"
	"homeroom/store"
)

func TestUndecided_NamesTheLayoutsThatAFileMayHaveWithTheirReasons(t *testing.T) {
	err := eitherOf([]template.Candidate{
		{Template: template.MLTI(), Reason: "2 of its 10 columns are there"}, {Template: template.JamfPreload(), Reason: "2 of its 23 columns are there"},
	})
	if store.CodeOf(err) != store.CodeInvalid || !strings.Contains(err.Error(), "mlti (2 of its 10 columns are there) or jamf-preload (2 of its 23") {
		t.Error(err)
	}
}
