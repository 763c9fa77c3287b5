package history

import (
	"fmt"
	"strconv"
	"strings"

	"homeroom/store"
)

// Request reads what to take back: "12" is a save, "12:7" what line 7 of its file did, "c5" a single change.
// CodeInvalid if it is none of these.
func Request(name string) (store.UndoRequest, error) {
	number, change := strings.CutPrefix(strings.ToLower(name), "c")
	number, line, lined := strings.Cut(number, ":")
	r := store.UndoRequest{}
	id, err := strconv.ParseInt(number, 10, 64)
	if lined && err == nil {
		r.Line, err = strconv.Atoi(line)
	}
	if err != nil || id <= 0 || lined && (change || r.Line <= 0) {
		return r, &store.Error{
			Code: store.CodeInvalid, Message: fmt.Sprintf("%q is no number to take back", name),
			Remedy: "write 12 for an import or a save, 12:7 for line 7 of it, c5 for a single change; History lists them",
		}
	}
	if r.Act = id; change {
		r.Act, r.Entry = 0, id
	}
	return r, nil
}

// written is the request as it is typed.
func written(r store.UndoRequest) string {
	switch {
	case r.Entry != 0:
		return "c" + strconv.FormatInt(r.Entry, 10)
	case r.Line != 0:
		return fmt.Sprintf("%d:%d", r.Act, r.Line)
	}
	return strconv.FormatInt(r.Act, 10)
}

// part is what is taken back, in words, when save is what its act is called.
func part(r store.UndoRequest, save string) string {
	switch {
	case r.Entry != 0:
		return fmt.Sprintf("change c%d", r.Entry)
	case r.Line != 0:
		return fmt.Sprintf("line %d of %s", r.Line, save)
	}
	return save
}
