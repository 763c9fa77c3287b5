package checklist

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store/procedure"
	"homeroom/tui/report"
	"homeroom/tui/screen"
)

// openLink opens what the step is done with.
func (w *walk) openLink() tea.Cmd {
	to := w.shown.Link
	switch to.Kind {
	case procedure.TargetList:
		return screen.Open(string(to.Record)+"s", to.Query)
	case procedure.TargetBulk:
		return screen.Open("bulk", "")
	}
	if w.env.Inbox == "" {
		return screen.Say("There is no folder to write into.")
	}
	w.writeFile(*to)
	return nil
}

// writeFile asks for the name of the file and writes the template with the rows of the step.
func (w *walk) writeFile(to procedure.Target) {
	env := w.env
	name := strings.Join(parts(to.Mode, to.Site, to.UserID), "-") + ".xlsx"
	w.writeOut(name, []string{"xlsx", "csv"}, func(inbox, name string) error {
		sheet, err := importer.Fill(env.Context, env.Store, importer.Wanted{
			Template: to.Template, Mode: template.Mode(to.Mode), Site: to.Site, UserID: to.UserID, Devices: to.Devices, Delete: to.Delete,
		})
		if err != nil {
			return err
		}
		return report.Create(inbox, name, []string{"xlsx", "csv"}, sheet.Write)
	})
}

// parts are the words of a file's name, without what a name cannot hold.
func parts(words ...string) []string {
	var kept []string
	for _, word := range words {
		word = strings.ToLower(strings.Map(func(r rune) rune {
			if strings.ContainsRune(`/\:*?"<>|@`, r) || r < ' ' {
				return '-'
			}
			return r
		}, word))
		if word != "" {
			kept = append(kept, word)
		}
	}
	return kept
}

// writePage asks for the name of the page and writes it.
func (w *walk) writePage() {
	r := report.Checklist(procedure.Page(w.walk, w.zone))
	r.Sign(w.env.Operator, w.env.Now())
	w.writeOut("checklist-"+w.number+".txt", report.Formats(), func(inbox, name string) error {
		return report.Save(inbox, name, r)
	})
}
