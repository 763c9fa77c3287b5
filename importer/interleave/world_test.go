package interleave_test

import (
	"fmt"
	"strings"
)

// The sites of every world. Nobody works for the other one: it is there to be refused.
const (
	home  = "OAK"
	other = "FERN"
)

// The places of a world. What stands behind first… is not on record when an interleaving begins.
const (
	firstNew = 3 // people from here on come on record later
	foreign  = 5 // the person of the other site
	nobody   = 6

	handed    = 5 // devices of home that people hold
	appleTV   = 5
	elsewhere = 6 // the device of the other site
	firstBox  = 7 // devices from here on come on record later
	devices   = 9
)

var personNames = []string{"Ana Mendes", "Bo Tan", "Cy Ford", "Dee Wall", "Eve Hart", "Zed Moor"}

// kinds are the first digits of the asset tags: Macs and iPads, an Apple TV, an iPad elsewhere, two boxes.
const kinds = "224447424"

// What phones and rooms may say.
func phones() []string { return []string{"2030", "2031"} }
func rooms() []string  { return []string{"12", "14", "16"} }

// world gives names to the people and devices of one interleaving: many share a database and know nothing of each other.
type world struct{ number int }

func (w world) serial(device int) string { return fmt.Sprintf("TKA%05dM%02d", w.number, device) }

func (w world) tag(device int) string {
	return fmt.Sprintf("%c%06d", kinds[device], w.number*10+device)
}

func (w world) id(person int) string {
	return strings.ToLower(firstName(person)) + fmt.Sprint(w.number)
}

func firstName(person int) string {
	first, _, _ := strings.Cut(personNames[person], " ")
	return first
}

// platformOf is what a device runs, by its tag.
func platformOf(tag string) string {
	return map[string]string{"2": "macOS", "4": "iOS", "7": "tvOS"}[tag[:min(len(tag), 1)]]
}

// plain takes the number of the world out of a text, so that two worlds tell the same.
func (w world) plain(text string) string {
	for i := range devices {
		text = strings.NewReplacer(w.serial(i), fmt.Sprintf("D%d", i), w.tag(i), fmt.Sprintf("tag%d", i)).Replace(text)
	}
	for i := range personNames {
		text = strings.ReplaceAll(text, w.id(i), strings.ToLower(firstName(i)))
	}
	return text
}

// begin is what is on record when an interleaving begins: Ana has a Mac and an iPad, Bo an iPad, Cy nothing.
func (w world) begin() picture {
	p := picture{map[ref]rec{}, map[ref]int64{}}
	for i := range firstBox {
		p.put(rec{
			serial: w.serial(i), tag: w.tag(i), platform: platformOf(w.tag(i)), site: siteOf(i == elsewhere), username: w.serial(i),
		})
	}
	for i := range personNames {
		if i < firstNew || i == foreign {
			p.put(rec{userID: w.id(i), fullName: personNames[i], site: siteOf(i == foreign), position: []string{"student", "teacher", "", "", "", "staff"}[i]})
		}
	}
	for device, person := range map[int]int{0: 0, 2: 1, 4: 0, elsewhere: foreign} {
		p.assign(w.serial(device), w.id(person))
	}
	p.edit(deviceRef(w.serial(2)), rec{room: "12"})
	return p
}

func siteOf(abroad bool) string {
	if abroad {
		return other
	}
	return home
}
