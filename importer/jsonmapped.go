package importer

// appendUnderstood adds the options of the layout, and which column was said by hand to be which field.
func (p *Plan) appendUnderstood(b []byte) []byte {
	for i, o := range p.Template.Options {
		b = append(b, []string{`,"options":{`, ","}[min(i, 1)]...)
		b = appendText(append(appendText(b, o.Name), ':'), p.Template.Option(p.Request.Options, o.Name))
	}
	if len(p.Template.Options) > 0 {
		b = append(b, '}')
	}
	if p.Hand() == "" {
		return b
	}
	if k := p.MappedBy(); k != nil && k.Name != "" {
		b = appendField(b, "mapping_name", k.Name)
	}
	for i, pair := range p.WholeHand() {
		b = append(b, []string{`,"mapping":[{"header":`, `,{"header":`}[min(i, 1)]...)
		b = appendText(append(appendText(b, pair.Column), `,"field":`...), string(pair.Field))
		b = append(b, '}')
	}
	return append(b, ']')
}
