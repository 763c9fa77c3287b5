package checklist

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store/procedure"
	"homeroom/store/text"
	"homeroom/tui/report"
	"homeroom/tui/screen"
)

// openLink opens what a step is done with: the one that is looked at, or the one that is shown.
func (w *walk) openLink() tea.Cmd {
	s := w.linking()
	if s == nil || s.Link == nil {
		return nil
	}
	switch to := s.Link; to.Kind {
	case procedure.TargetList:
		return screen.Open(string(to.Record)+"s", to.Query)
	case procedure.TargetBulk:
		return openWritten(w.env, w.written())
	}
	if w.env.Inbox == "" {
		return screen.Say("There is no folder to write into.")
	}
	w.writeFile(s)
	return nil
}

// linking is the step whose link l opens.
func (w *walk) linking() *procedure.Stage {
	if s := w.walk.Stage(w.looked); s != nil {
		return s
	}
	return &w.shown
}

// writeFile asks for the name of the file and writes the template with the rows of the step. Where the step is no more
// than that, it is done by it.
func (w *walk) writeFile(s *procedure.Stage) {
	env, to, was := w.env, *s.Link, w.walk
	name := strings.Join(parts(to.Mode, to.Site, to.UserID), "-") + ".xlsx"
	l := w.writeOut(lineFile, name, []string{"xlsx", "csv"}, func(inbox, name string) error {
		sheet, err := importer.Fill(env.Context, env.Store, importer.Wanted{
			Template: to.Template, Mode: template.Mode(to.Mode), Site: to.Site, UserID: to.UserID, Devices: to.Devices, Delete: to.Delete,
		})
		if err != nil {
			return err
		}
		return report.Create(inbox, name, []string{"xlsx", "csv"}, sheet.Write)
	})
	key, number, done := s.Key, decimal(s.Number), !undone(s)
	if s.Step == nil || !s.Step.World || s.Step.Do != nil {
		return
	}
	l.after = func(name string) *didMsg {
		m := &didMsg{walk: w, said: "Wrote " + text.Visible(name) + " in the inbox: step " + number + " is done."}
		if done {
			m.said = "Wrote " + text.Visible(name) + " in the inbox."
			m.now, m.err = procedure.Note(env.Context, env.Store, env.Operator, &was, wroteNote(name))
		} else {
			m.now, m.err = procedure.Do(env.Context, env.Store, env.Operator, &was, key, procedure.Answer{Note: wroteNote(name)})
		}
		m.latest, _ = env.Store.Latest(env.Context)
		return m
	}
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
	w.writeOut(linePage, "checklist-"+w.number+".txt", report.Formats(), func(inbox, name string) error {
		return report.Save(inbox, name, r)
	})
}
