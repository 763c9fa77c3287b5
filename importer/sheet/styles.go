package sheet

// readStyles finds out what the styles do to numbers.
func (b *workbook) readStyles(part string) error {
	custom := map[string]style{}
	var formats []string // of each style
	err := eachChild(b.archive, part, "styleSheet", func(x *xmlReader) error {
		switch {
		case x.is("numFmts"):
			return eachInside(x, "numFmt", func() error {
				custom[x.attr("numFmtId")] = numberFormat(x.attr("formatCode"))
				return nil
			})
		case x.is("cellXfs"):
			return eachInside(x, "xf", func() error {
				formats = append(formats, x.attr("numFmtId"))
				return nil
			})
		}
		return x.skip()
	})
	for _, id := range formats {
		s, own := custom[id]
		if !own {
			s = builtIn(id)
		}
		b.styles = append(b.styles, s)
	}
	return err
}

// eachInside calls f at every element of this name right inside the one that has begun, and passes their ends. What
// else stands there might be one of them in a form that is not understood, so it is an error.
func eachInside(x *xmlReader, name string, f func() error) error {
	for count := 0; ; count++ {
		switch x.next() {
		case tokenStart:
			if count > 2*maxList { // white space between them counts, too
				return listLimit(x.part)
			}
			if err := eachOne(x, name, f); err != nil {
				return err
			}
		case tokenChars:
			if !x.onlySpace() {
				return x.err
			}
		case tokenEnd:
			return nil
		case tokenFail, tokenDone:
			return x.err
		}
	}
}

func eachOne(x *xmlReader, name string, f func() error) error {
	switch {
	case x.is(name):
		if err := f(); err != nil {
			return err
		}
	case !x.is("extLst"):
		x.malformed("the element " + clipped(string(x.name)) + " stands where a " + name + " is expected")
		return x.err
	}
	return x.skip()
}
