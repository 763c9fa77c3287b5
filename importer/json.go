package importer

import (
	"bufio"
	"io"
	"strconv"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"homeroom/importer/template"
	"homeroom/store"
)

// WriteJSON writes the plan as the public JSON object of preview and, with an outcome, of import. It is written
// row by row, in plain ASCII as far as a terminal could act on anything else.
func (p *Plan) WriteJSON(w io.Writer, outcome *Outcome) error {
	out := bufio.NewWriterSize(w, 1<<16)
	line := []byte{'{'}
	for _, f := range [...]struct{ key, value string }{
		{"template", p.Template.Name},
		{"mode", string(p.Mode)},
		{"site", p.Site.Code},
		{"file", p.fileName()},
		{"sha256", p.SHA256},
	} {
		line = appendText(append(appendText(line, f.key), ':'), f.value)
		line = append(line, ',')
	}
	line = strconv.AppendBool(append(line, `"new_site":`...), p.NewSite)
	line = strconv.AppendInt(append(line, `,"rows":`...), int64(len(p.Rows)), 10)
	if p.Mode == template.ModeReconcile {
		line = strconv.AppendInt(append(line, `,"file_rows":`...), int64(p.FileRows()), 10)
		line = strconv.AppendInt(append(line, `,"only_here":`...), int64(p.OnlyHere()), 10)
		line = strconv.AppendInt(append(line, `,"left":`...), int64(len(p.Left())), 10)
	}
	line = appendCounts(append(line, `,"counts":`...), p.counts)
	line = strconv.AppendInt(append(line, `,"mended":`...), int64(p.Mended()), 10)
	line = appendTexts(append(line, `,"unknown_columns":`...), p.UnknownColumns)
	line = appendNotes(append(line, `,"notes":`...), p.Notes)
	line = p.appendUnderstood(line)
	if p.Before != "" {
		line = appendField(line, "saved_before", p.Before)
	}
	line = append(line, `,"items":[`...)
	for i := range p.Rows {
		if i > 0 {
			line = append(line, ',')
		}
		line = appendRow(append(line, '\n'), &p.Rows[i])
		if part, within := p.Place(p.Rows[i].Line); part != "" {
			line = appendField(line[:len(line)-1], "part", part)
			line = append(strconv.AppendInt(append(line, `,"part_line":`...), int64(within), 10), '}')
		}
		_, _ = out.Write(line) // the writer keeps its error for Flush
		line = line[:0]
	}
	line = append(line, ']')
	if outcome != nil {
		line = strconv.AppendInt(append(line, `,"import_id":`...), outcome.Act, 10)
		line = strconv.AppendInt(append(line, `,"saved":`...), int64(outcome.Saved), 10)
	}
	_, _ = out.Write(append(line, "}\n"...))
	return out.Flush()
}

func appendCounts(b []byte, counts map[Status]int) []byte {
	for i, s := range Statuses {
		mark := byte(',')
		if i == 0 {
			mark = '{'
		}
		b = append(b, mark)
		b = strconv.AppendInt(append(appendText(b, string(s)), ':'), int64(counts[s]), 10)
	}
	return append(b, '}')
}

func appendTexts(b []byte, texts []string) []byte {
	b = append(b, '[')
	for i, s := range texts {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(b, s)
	}
	return append(b, ']')
}

func appendRow(b []byte, r *Row) []byte {
	b = strconv.AppendInt(append(b, `{"line":`...), int64(r.Line), 10)
	b = appendField(b, "status", string(r.Status))
	b = appendField(b, "serial", r.Serial)
	b = appendField(b, "asset_tag", r.AssetTag)
	b = appendField(b, "user_id", r.UserID)
	b = append(b, `,"changes":[`...)
	first := true
	does := r.Does()
	for i := range does {
		c := &does[i]
		for j := range c.Fields {
			if !first {
				b = append(b, ',')
			}
			first = false
			b = appendChange(b, c, &c.Fields[j])
		}
	}
	b = appendMends(append(b, `],"mends":`...), r.Mends)
	for _, f := range [...]struct{ key, value string }{
		{"reason", r.Reason}, {"decided_by", r.DecidedBy}, {"turned", r.Turned},
	} {
		if f.value != "" {
			b = appendField(b, f.key, f.value)
		}
	}
	b = appendNotes(append(b, `,"notes":`...), r.Notes)
	return append(b, '}')
}

func appendChange(b []byte, c *store.Change, f *store.FieldChange) []byte {
	b = appendText(append(b, `{"record":`...), string(c.Record))
	b = appendField(b, "key", c.Key)
	b = appendField(b, "field", string(f.Field))
	b = appendField(b, "old", f.Old)
	b = appendField(b, "new", f.New)
	return append(b, '}')
}

func appendNotes(b []byte, notes []Note) []byte {
	b = append(b, '[')
	for i := range notes {
		n := &notes[i]
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(append(b, `{"rule":`...), n.Rule)
		b = appendField(b, "severity", string(n.Severity))
		if n.Line > 0 {
			b = strconv.AppendInt(append(b, `,"line":`...), int64(n.Line), 10)
		}
		b = appendField(b, "column", n.Column)
		b = appendField(b, "value", n.Value)
		b = appendField(b, "message", n.Message)
		b = appendMend(appendField(b, "remedy", n.Remedy), n.Mend)
		b = append(b, '}')
	}
	return append(b, ']')
}

// appendMend writes what a note proposes, if it does.
func appendMend(b []byte, m *Mend) []byte {
	if m == nil {
		return b
	}
	b = appendText(append(b, `,"mend":{"damage":`...), string(m.Damage))
	b = appendField(b, "column", m.Column)
	b = appendField(b, "value", m.Value)
	if m.Swap != "" {
		b = appendField(b, "swap", m.Swap)
	}
	return append(b, '}')
}

func appendMends(b []byte, mends []Mended) []byte {
	b = append(b, '[')
	for i := range mends {
		m := &mends[i]
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(append(b, `{"column":`...), m.Column)
		b = appendField(b, "old", m.Old)
		b = append(appendField(b, "new", m.New), '}')
	}
	return append(b, ']')
}

func appendField(b []byte, key, value string) []byte {
	b = append(b, ',')
	return appendText(append(appendText(b, key), ':'), value)
}

// appendText quotes a text for JSON. What is not printable is escaped, also where JSON does not ask for it: the
// result may be shown on a terminal.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c >= ' ' && c <= '~' && c != '"' && c != '\\' {
				i++
				continue
			}
			b = append(b, s[start:i]...)
			if c == '"' || c == '\\' {
				b = append(b, '\\', c)
			} else {
				b = appendEscape(b, rune(c))
			}
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if unicode.IsPrint(r) && (r != utf8.RuneError || size > 1) {
			i += size
			continue
		}
		b = append(b, s[start:i]...)
		b = appendEscape(b, r)
		i += size
		start = i
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

func appendEscape(b []byte, r rune) []byte {
	if high, low := utf16.EncodeRune(r); high != utf8.RuneError {
		return appendEscape(appendEscape(b, high), low)
	}
	const hex = "0123456789abcdef"
	return append(b, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}
