package bulk

import (
	"errors"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// trouble is why there is no plan yet, in the words of the screen, and the option that is to be chosen first.
type trouble struct{ what, remedy, option string }

// trouble puts the importer's refusal into words of this screen: what the importer says is for commands, too.
func (u *understood) trouble() trouble {
	code, problem := store.CodeOf(u.err), new(sheet.Problem)
	switch {
	case u.err == nil:
		return trouble{}
	case errors.As(u.err, &problem):
	case code == store.CodeInvalid && u.choice.code() == "":
		return trouble{"It cannot be told which site this file is about.", "Choose the site: ← →", "Site"}
	case code == store.CodeNotFound && u.choice.mode == template.ModeInventory:
		return trouble{"Site " + u.choice.code() + " is not on record.", "Choose another site, or “a new site”: ← →", "Site"}
	case code == store.CodeNotFound:
		return trouble{"Site " + u.choice.code() + " is not on record.", "Choose another site: ← →", "Site"}
	case code == store.CodeInvalid && u.choice.fresh:
		return trouble{"Site " + u.choice.code() + " is on record already, with the other solution.", "Choose it: ← →", "Site"}
	}
	what, remedy := explain(u.err)
	return trouble{what, remedy, ""}
}
