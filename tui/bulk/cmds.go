package bulk

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// reply is what every answer carries: the session that asked and the number of the request. Every screen of the
// console is given every answer, so one for another session, or for an older request, must be told apart.
type reply struct {
	to *session
	id int
}

func (r reply) answers(s *session, id int) bool { return r.to == s && r.id == id }

// opened is a file that was read, with what is known of it before any choice is made.
type opened struct {
	name  string
	data  []byte
	table *sheet.Table
	sites []store.Site
	// earlier are the imports of the same bytes.
	earlier []store.ActSummary
	zone    *time.Location

	guesses []template.Candidate // what every layout is weighed at for it as it is read now
	scribe  *scribe              // keeps what is being said of its columns
	begun   *unfinished          // which was begun, and is not kept yet

	decided map[string]sheet.Decision // how it is read, by what was decided
	found   map[string]string         // what its content alone says, where that is known
	helps   []sheet.Decision          // of a refused file: the choices with which it is read
}

// openedMsg answers readPath and readInbox: the file with its first plan, or err when it is no file for this.
// refusal is why there is no plan although the file could be read: a choice has to be made first.
type openedMsg struct {
	reply
	file    *opened
	plan    *importer.Plan
	refusal error
	err     error
}

// planMsg answers compare.
type planMsg struct {
	reply
	plan    *importer.Plan
	guesses []template.Candidate
	err     error
}

// reviewMsg answers openReview and resume: the plan with every kept decision back in force.
type reviewMsg struct {
	reply
	plan    *importer.Plan
	review  store.Review
	byHand  map[int]store.Decision
	other   *store.Review // of the same file read otherwise, which stays as it is
	dropped []int         // lines whose accept is not in force any more
	shown   store.Kept    // what the rows are, to be kept once they are shown, and what was mended since
	movers  string        // who changed the records of the rows that turned
	draft   store.Draft   // what was being typed when the line was lost
	fate    *fate         // the review is not open any more: what became of it
	stood   *stance       // where it was looked at before it was taken over; nil otherwise
	err     error
}

// readInbox reads a file of the inbox, which it cannot leave through a link.
func readInbox(w work, rel string) tea.Cmd {
	return func() tea.Msg {
		s := w.to
		root, err := os.OpenRoot(s.env.Inbox)
		if err != nil {
			return openedMsg{reply: w.reply, err: err}
		}
		defer func() { _ = root.Close() }()
		if _, err := root.Stat(rel); err != nil {
			return openedMsg{reply: w.reply, err: gone(rel, err)}
		}
		return open(w, filepath.Join(s.env.Inbox, filepath.FromSlash(rel)))
	}
}

// readPath reads the file at path; a relative one is meant inside the inbox.
func readPath(w work, path string) tea.Cmd {
	return func() tea.Msg {
		if !filepath.IsAbs(path) {
			return readInbox(w, filepath.ToSlash(filepath.Clean(path)))()
		}
		return open(w, path)
	}
}

func gone(rel string, err error) error {
	return &store.Error{
		Code: store.CodeUnreadable, Message: "the file " + rel + " cannot be opened from the inbox",
		Remedy: "look again with r: it may have been moved", Err: err,
	}
}

// open reads a file and compares it with the records, everything as the content proposes.
func open(w work, path string) openedMsg {
	s := w.to
	m := openedMsg{reply: w.reply, file: &opened{name: filepath.Base(path), zone: s.env.Now().Location()}}
	ctx, st, f := s.env.Context, s.env.Store, m.file
	if f.data, m.err = sheet.ReadFile(path); m.err != nil {
		return m
	}
	if f.sites, m.err = st.Sites(ctx); m.err != nil {
		return m
	}
	if f.earlier, m.err = st.ImportOf(ctx, digest(f.data)); m.err != nil {
		return m
	}
	draft, _, err := st.Draft(ctx, s.env.Operator, store.KindReview, mappingKey(f))
	if m.err = err; err != nil {
		return m
	}
	f.begun, f.scribe = unfinishedOf(draft), &scribe{session: s, review: mappingKey(f), kept: draft, holds: draft.ID != 0}
	m.plan, m.refusal = w.preview(request(s, f, choice{}))
	f.guesses = m.plan.Guesses()
	f.took(m.plan.Table, choice{})
	if m.err = unfit(m.refusal); m.err != nil {
		if f.helps = m.plan.Otherwise(m.refusal); len(f.helps) > 0 {
			f.offer()
			m.err = nil
		}
		if mappable(m.err) { // somebody may say what its columns are
			m.err = nil
		}
	}
	return m
}

// unfit is the error of a file that cannot be read as it was found: it is not of a known layout, or damaged.
func unfit(err error) error {
	var p *sheet.Problem
	if errors.As(err, &p) {
		return p
	}
	return nil
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// request is what the importer is asked for a file and the choices made so far.
func request(s *session, f *opened, c choice) importer.Request {
	if c.anew {
		c.template, c.mode = "", ""
	}
	return importer.Request{
		Name: f.name, Data: f.data, Template: c.template, Mode: c.mode, Site: c.code(),
		Solution: c.newSolution(), Sheet: c.sheet, Operator: s.env.Operator,
		Encoding: c.encoding, Delimiter: c.delimiter, HeaderLine: c.headerLine(), Mapping: c.hand, Options: c.options,
	}
}

// compare plans the file again with other choices.
func compare(w work, f *opened, c choice) tea.Cmd {
	return func() tea.Msg {
		plan, err := w.preview(request(w.to, f, c))
		return planMsg{w.reply, plan, plan.Guesses(), err}
	}
}

// beginReview keeps the review in the store from now on, or finds the one that was begun before.
func beginReview(w work, plan *importer.Plan) tea.Cmd {
	return func() tea.Msg {
		s, m := w.to, reviewMsg{reply: w.reply, plan: plan}
		var kept []store.Decision
		shown, _ := plan.TakeShown()
		m.review, kept, m.err = s.env.Store.OpenReview(s.env.Context, store.Review{
			Operator: s.env.Operator, Site: plan.Site.Code, Solution: string(plan.Request.Solution),
			Template: plan.Template.Name, Mode: string(plan.Mode), Sheet: plan.Table.Sheet,
			FileName: plan.Name, SHA256: plan.SHA256, Latest: plan.Latest,
			Encoding: plan.Encoding, Delimiter: plan.Delimiter, HeaderLine: plan.HeaderLine, Shown: shown, Known: true,
			Options: plan.Request.Options.String(), Mapping: plan.Hand(),
		}, plan.Data)
		if m.err == nil && m.review.Version == begun {
			m.other, m.err = readOtherwise(s, m.review)
		}
		if m.err == nil && len(m.review.Mends) > 0 { // it was begun before
			m.plan, m.err = compareReview(w, m.review, plan.Data, nil)
		}
		if m.err == nil {
			m.restore(s, kept, nil)
		}
		return m
	}
}

// draftOf finds what was being typed into a review.
func draftOf(s *session, review int64) (store.Draft, error) {
	d, _, err := s.env.Store.Draft(s.env.Context, s.env.Operator, store.KindReview, reviewKey(review))
	return d, err
}

// resume finds a review again, compares its file with the records as they are now, and mends more.
func resume(w work, review int64, mends ...store.Mend) tea.Cmd {
	return func() tea.Msg {
		s, m := w.to, reviewMsg{reply: w.reply}
		var kept []store.Decision
		var data []byte
		m.review, kept, data, m.err = s.env.Store.Review(s.env.Context, review)
		if m.err != nil {
			return m
		}
		if m.fate, m.err = fateOf(s, m.review); m.err != nil || m.fate != nil {
			return m
		}
		m.plan, m.err = compareReview(w, m.review, data, mends)
		if m.err != nil {
			m.err = unlike(m.err, jobOf(m.review.Template))
			return m
		}
		m.restore(s, kept, mends)
		return m
	}
}

// unlike is why a review's rows cannot be compared any more as they were. The importer words its remedies for commands.
func unlike(err error, j job) error {
	var e *store.Error
	if !errors.As(err, &e) || e.Code != store.CodeInvalid && e.Code != store.CodeNotFound {
		return err
	}
	return &store.Error{Code: e.Code, Message: e.Message, Remedy: j.pick("pick the file itself again, and choose anew", "mark the records again, and begin anew"), Err: e.Err}
}
