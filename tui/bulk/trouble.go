package bulk

import (
	"errors"
	"strings"

	"homeroom/importer"
	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// trouble is why there is no plan yet, in the words of the screen, and the option that is to be chosen first.
type trouble struct{ what, remedy, option string }

// trouble puts the importer's refusal into words of this screen: what the importer says is for commands, too.
func (u *understood) trouble() trouble {
	code, problem := store.CodeOf(u.err), new(sheet.Problem)
	var either *importer.Either
	switch {
	case u.err == nil:
		return trouble{}
	case errors.As(u.err, &problem):
		return u.misread(problem)
	case errors.As(u.err, &either) && either.Among[0].Kept != nil:
		return trouble{"There are several mappings for these columns.", "Choose the one that is meant: ← →", mappingLine}
	case errors.As(u.err, &either):
		return trouble{"The file may be of several templates.", "Choose the one that is meant: ← →", "Template"}
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

// misread is a refusal of the file as it is read now, on the line that was changed last, or that helps.
func (u *understood) misread(p *sheet.Problem) trouble {
	what, remedy := explain(p)
	c := &u.choice
	asFound := c.encoding+c.delimiter+c.header == ""
	switch {
	case u.changed != "" && (!asFound || len(u.file.helps) == 0):
		return trouble{what, "Choose otherwise: ← →", u.changed}
	case len(u.file.helps) == 0 && mappable(p):
		return u.unfit(p)
	case len(u.file.helps) == 0:
		return trouble{what, remedy, ""}
	}
	d := u.file.helps[0]
	name := "Sheet"
	for _, r := range readings() {
		if r.what == d.What {
			name = r.name
		}
	}
	return trouble{what, "It can be read with the " + d.What + " " + anyOf(d.Others) + ": choose with ← →.", name}
}

// anyOf is "a", "a or b", "a, b or c".
func anyOf(values []string) string {
	last := len(values) - 1
	if last <= 0 {
		return strings.Join(values, "")
	}
	return strings.Join(values[:last], ", ") + " or " + values[last]
}
