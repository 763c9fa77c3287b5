package sheet

import (
	"archive/zip"
	"cmp"
	"encoding/binary"
	"slices"
)

// entry is where a part lies in the file: from its own header, as far as that is known, to the end of its data.
type entry struct {
	name     string
	from, to int64
}

// localHeader is the length of the fixed part of the header before a part's data.
const localHeader = 30

// checkLayout refuses a file whose parts lie on top of each other, and one that has something before its first part:
// another workbook in front of this one would be passed over in silence.
func checkLayout(data []byte, parts []*zip.File) error {
	entries := make([]entry, 0, len(parts))
	for _, f := range parts {
		at, err := f.DataOffset()
		if err != nil {
			return partDamaged(f.Name, err)
		}
		entries = append(entries, entry{f.Name, at - localHeader - int64(len(f.Name)), at + int64(f.CompressedSize64)})
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(entries); i++ {
		if entries[i].from < entries[i-1].to {
			return &Problem{
				Code:    "damaged",
				Message: "the workbook's parts " + clipped(entries[i-1].name) + " and " + clipped(entries[i].name) + " lie on top of each other",
				Remedy:  saveAgain,
			}
		}
	}
	if len(entries) > 0 && entries[0].from != firstData(data)-localHeader-int64(len(entries[0].name)) {
		return &Problem{
			Code:    "damaged",
			Message: "before the workbook's first part stands something that its directory does not list, perhaps another workbook",
			Remedy:  fetchAgain,
		}
	}
	return nil
}

// firstData is where the data of the part begins whose header is the file's start; -1 when there is no such header.
func firstData(data []byte) int64 {
	const nameLength, extraLength = 26, 28
	if len(data) < localHeader || !hasPrefix(data, "PK\x03\x04") {
		return -1
	}
	return localHeader + int64(binary.LittleEndian.Uint16(data[nameLength:])) + int64(binary.LittleEndian.Uint16(data[extraLength:]))
}
