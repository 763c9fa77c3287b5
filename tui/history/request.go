package history

import (
	"fmt"
	"strconv"
	"strings"

	"homeroom/store"
	"homeroom/tui/report"
)

// Request reads what to take back: "12" is a save, "12:7,9" what lines 7 and 9 of its file did, "c5" a single change.
// CodeInvalid if it is none of these.
func Request(name string) (store.UndoRequest, error) {
	number, change := strings.CutPrefix(strings.ToLower(name), "c")
	number, lines, lined := strings.Cut(number, ":")
	r := store.UndoRequest{}
	id, err := strconv.ParseInt(number, 10, 64)
	if lined && err == nil {
		r.Lines, err = linesOf(lines)
	}
	if err != nil || id <= 0 || lined && change {
		return r, &store.Error{
			Code: store.CodeInvalid, Message: fmt.Sprintf("%q is no number to take back", name),
			Remedy: "write 12 for an import or a save, 12:7 for line 7 of it, 12:7,9 for two of them, c5 for a single change; History lists them",
		}
	}
	if r.Act = id; change {
		r.Act, r.Entry = 0, id
	}
	return r, nil
}

// linesOf reads the numbers of lines with a comma between them.
func linesOf(text string) (lines []int, err error) {
	for _, number := range strings.Split(text, ",") {
		line, err := strconv.Atoi(strings.TrimSpace(number))
		if err != nil || line <= 0 {
			return nil, fmt.Errorf("%q is no line", number)
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// written is the request as it is typed.
func written(r store.UndoRequest) string {
	switch {
	case r.Entry != 0:
		return "c" + strconv.FormatInt(r.Entry, 10)
	case len(r.Lines) > 0:
		numbers := make([]string, len(r.Lines))
		for i, line := range r.Lines {
			numbers[i] = strconv.Itoa(line)
		}
		return strconv.FormatInt(r.Act, 10) + ":" + strings.Join(numbers, ",")
	}
	return strconv.FormatInt(r.Act, 10)
}

// part is what is taken back, in words, when save is what its act is called and template that of its file.
func part(r store.UndoRequest, save, template string) string {
	switch {
	case r.Entry != 0:
		return fmt.Sprintf("change c%d", r.Entry)
	case len(r.Lines) > 0:
		return report.Lines(template, r.Lines) + " of " + save
	}
	return save
}
