package importer

import (
	"fmt"
	"strings"

	"homeroom/store"
	"homeroom/store/edit"
)

// duplicates notes what the rows of a file have against each other. Rows that are left out take no part.
func (p *programme) duplicates() {
	p.twice(p.serials.index.Twins(), serialCell)
	p.twice(p.tags.index.Twins(), tagCell)
	if p.people != nil {
		p.persons(p.people.index.Twins())
	}
}

// twice refuses every row that shares its serial number or asset tag with another.
func (p *Plan) twice(twins map[int32][]int32, cell int) {
	for _, same := range twins {
		if rows := p.taking(same); len(rows) > 1 {
			p.refuseSame(rows, cell)
		}
	}
}

// persons checks the rows of each User ID that stands on several.
func (p *Plan) persons(twins map[int32][]int32) {
	for _, same := range twins {
		if rows := p.taking(same); len(rows) > 1 {
			p.onePerson(rows)
		}
	}
}

// taking are the rows that take part in the checks.
func (p *Plan) taking(rows []int32) []int32 {
	var in []int32
	for _, i := range rows {
		if p.Rows[i].Status != StatusLeftOut {
			in = append(in, i)
		}
	}
	return in
}

// onePerson checks the rows of one User ID: one device of each platform, one name, one email.
func (p *Plan) onePerson(rows []int32) {
	platforms := map[store.Platform][]int32{}
	for _, i := range rows {
		e := exam{p: p}
		e.look(int(i))
		platforms[e.platform()] = append(platforms[e.platform()], i)
	}
	for platform, same := range platforms {
		if len(same) < 2 {
			continue
		}
		name := string(platform)
		if platform == store.PlatformUnknown {
			name = "one that is not known"
		}
		p.refuse(same, userCell, fmt.Sprintf("the same User ID stands on several devices of one platform (%s): %s", name, p.lines(same)),
			"one person has one device of a platform: correct the User IDs")
	}
	p.agree(rows, nameCell)
	p.agree(rows, emailCell)
}

// agree refuses the rows of one User ID whose filled cells differ.
func (p *Plan) agree(rows []int32, cell int) {
	var filled []int32
	first, differ := "", false
	for _, i := range rows {
		value := p.columns.cell(&p.Table.Records[i], cell)
		if value == "" {
			continue
		}
		if len(filled) == 0 {
			first = value
		}
		differ = differ || !strings.EqualFold(value, first)
		filled = append(filled, i)
	}
	if !differ {
		return
	}
	p.refuse(filled, userCell, fmt.Sprintf("the same User ID stands with different values of %s: %s", p.header(cell), p.lines(filled)),
		"a User ID belongs to one person (R-02): correct the User ID or the "+p.header(cell))
	for _, i := range filled {
		if value := p.columns.cell(&p.Table.Records[i], cell); !strings.EqualFold(value, first) && sameSeen(value, first) {
			p.Rows[i].lastNote().Mend = &Mend{Damage: edit.DamageLooks, Column: p.header(cell), Value: first}
		}
	}
}

// refuse makes errors of the rows.
func (p *Plan) refuse(rows []int32, cell int, message, remedy string) {
	for _, i := range rows {
		e := exam{p: p}
		e.turn(int(i))
		e.err("R-16", cell, message, remedy)
		row := &p.Rows[i]
		row.Notes = append(row.Notes, e.notes...)
		row.Status, row.Includable = StatusError, false
	}
}

// named is how many lines a message names before it counts the rest.
const named = 10

// place is a row's line as it stands alone: "3", "Users 3".
func (p *Plan) place(i int32) string { return Spot(p, p.Rows[i].Line) }

// Place is where a line of the plan stands: in which part of a file that holds several, and its line as that part counts
// it. Of a file with one table the part has no name. A record that the file does not name is "only here", with its number.
func (p *Plan) Place(line int) (part string, within int) {
	return placed(line, len(p.Table.Parts), func(n int) string { return p.Table.Parts[n].Name })
}

// lines names the rows by their lines: "lines 3, 7 and 9", "Users 3 and Users 7".
func (p *Plan) lines(rows []int32) string {
	words := make([]string, 0, named+1)
	for n, i := range rows {
		if n == named && len(rows) > named+1 {
			words = append(words, fmt.Sprintf("%d more", len(rows)-named))
			break
		}
		words = append(words, p.place(i))
	}
	last := len(words) - 1
	if last == 0 {
		return InLine(p, p.Rows[rows[0]].Line)
	}
	said := strings.Join(words[:last], ", ") + " and " + words[last]
	if part, _ := p.Place(p.Rows[rows[0]].Line); part == "" {
		return "lines " + said
	}
	return said
}
