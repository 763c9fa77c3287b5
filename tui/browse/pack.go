package browse

import "strings"

// Pack holds the values of many records in little room: a record takes its text and a few bytes for each value, where a
// struct of strings takes twice as much and more. What it holds does not change.
type Pack struct {
	columns  int
	texts    []string // the values of a record, one after the other
	ends     []uint32 // where each of them ends
	versions []int64
}

// NewPack makes an empty pack of records of so many values each.
func NewPack(columns int) *Pack { return &Pack{columns: columns} }

// Add packs a record and returns its number.
func (p *Pack) Add(version int64, values []string) int {
	end := 0
	for _, v := range values[:p.columns] {
		end += len(v)
		p.ends = append(p.ends, uint32(end))
	}
	p.texts = append(p.texts, strings.Join(values, ""))
	p.versions = append(p.versions, version)
	return len(p.texts) - 1
}

// Len is the number of records.
func (p *Pack) Len() int { return len(p.texts) }

// Version is that of a record.
func (p *Pack) Version(i int) int64 { return p.versions[i] }

// Values are those of one record.
type Values struct {
	text string
	ends []uint32
}

// Row unpacks a record. It allocates nothing.
func (p *Pack) Row(i int) Values {
	return Values{p.texts[i], p.ends[i*p.columns : (i+1)*p.columns]}
}

// At is the value at a place.
func (v Values) At(column int) string {
	if column == 0 {
		return v.text[:v.ends[0]]
	}
	return v.text[v.ends[column-1]:v.ends[column]]
}
