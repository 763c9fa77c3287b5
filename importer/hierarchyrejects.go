package importer

// needs are the rows that these name, also through each other, without these: every reference of a file must resolve, also
// of one that holds nothing but what is to be mended.
func (f *hierarchy) needs(rows []int32) []int32 {
	if f.keys == nil {
		f.index()
	}
	seen := make(map[int32]bool, len(rows))
	for _, i := range rows {
		seen[i] = true
	}
	var named []int32
	tell := func(at int32) {
		if !seen[at] {
			seen[at] = true
			named = append(named, at)
		}
	}
	for _, i := range rows {
		f.names(f, i, tell)
	}
	for n := 0; n < len(named); n++ {
		f.names(f, named[n], tell)
	}
	return named
}
