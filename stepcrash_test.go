package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/procedure"
)

// walked is a procedure that is walked to its end on records of its own.
type walked struct {
	name    string
	when    string                  // what is otherwise than usual; empty where nothing is
	before  [][]string              // commands that make the records ready
	outside map[string]func(*place) // name of a step → what is done outside of the checklist before it can be done
}

// walks are all procedures that there are: what is said here of one is only what its steps wait for.
func walks() []walked {
	const newUsers, leavers = "new.csv", "leavers.csv"
	known := map[string]walked{
		"removal": {before: [][]string{
			{"scopes", "new", "Maths", "--site", "OAK", "--title", "Pad", "--yes"}, {"scopes", "add", "Maths", "avery.lane", "--yes"},
		}},
		"replacement": {before: [][]string{{"assign", "2000002", "blake.moss", "--yes"}}},
		"start-of-year": {before: [][]string{{"depart", "blake.moss", "--yes"}}, outside: map[string]func(*place){
			"revoke":  func(p *place) { p.run(0, "depart", "blake.moss", "--off", "--yes") },
			"preview": func(p *place) { p.look(newUsers, "assign") },
			"save":    func(p *place) { p.run(0, "import", newUsers, "--mode", "assign", "--site", "OAK", "--yes") },
		}},
		"end-of-year": {before: [][]string{{"depart", "blake.moss", "--yes"}}, outside: map[string]func(*place){
			"preview": func(p *place) { p.look(leavers, "revoke") },
			"save":    func(p *place) { p.run(0, "import", leavers, "--mode", "revoke", "--site", "OAK", "--yes") },
		}},
	}
	var all []walked
	for _, p := range procedure.All() {
		c := known[p.Name]
		c.name = p.Name
		all = append(all, c)
	}
	return append(all, walked{name: "end-of-year", when: "nobody leaves"}) // its steps are confirmed by hand
}

func (c *walked) title() string { return strings.TrimSpace(c.name + " " + c.when) }

// start are the words with which the procedure is begun, by what it is about.
func (c *walked) start(t *testing.T) []string {
	t.Helper()
	p, err := procedure.ByName(c.name)
	if err != nil {
		t.Fatal(err)
	}
	return append([]string{"checklist", "start", c.name}, map[procedure.About][]string{
		procedure.AboutUser:       {"--user", "avery.lane"},
		procedure.AboutUserDevice: {"--user", "dana.fox", "--device", "2000002"},
		procedure.AboutTwoDevices: {"--device", "2000001", "--to", "2000002"},
		procedure.AboutSite:       {"--site", "OAK"},
	}[p.About]...)
}

// typed is what is typed into a field that a step asks for; empty where it is left as it is.
func typed(a procedure.Ask) string {
	switch {
	case a.Value != "":
		return ""
	case len(a.Choices) > 0:
		return a.Choices[0]
	}
	return map[store.Field]string{store.FieldFullName: "Dana Fox", store.FieldEmail: "dana.fox@oak.example"}[a.Field]
}

// doing is the command that does a step with all that it asks for.
func doing(s *procedure.Stage) []string {
	do := []string{"checklist", "do", "1", "--yes"}
	for _, a := range s.Asks {
		if value := typed(a); value != "" {
			do = append(do, string(a.Field)+"="+value)
		}
	}
	return do
}

// look begins the review of a file, as Bulk does, and saves nothing.
func (p *place) look(name, mode string) {
	p.t.Helper()
	p.with(func(ctx context.Context, st *store.Store) error {
		_, _, err := beginReview(ctx, st, p.path(name), mode)
		return err
	})
}

// beginReview begins, or finds, the tester's review of a file.
func beginReview(ctx context.Context, st *store.Store, path, mode string) (store.Review, []store.Decision, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return store.Review{}, nil, err
	}
	latest, err := st.Latest(ctx)
	if err != nil {
		return store.Review{}, nil, err
	}
	sum := sha256.Sum256(data)
	return st.OpenReview(ctx, store.Review{
		Operator: "tester", Site: "OAK", Template: "mlti", Mode: mode, FileName: filepath.Base(path),
		SHA256: hex.EncodeToString(sum[:]), Latest: latest,
	}, data)
}

// with works on the records beside whatever else is open on them.
func (p *place) with(work func(context.Context, *store.Store) error) {
	p.t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, p.db(), store.Options{})
	if err != nil {
		p.t.Fatal(err)
	}
	defer st.Close()
	if err := work(ctx, st); err != nil {
		p.t.Fatal(err)
	}
}

// newSchool is a place with a few people and devices: a teacher with a MacBook Air and an iPad among them.
func newSchool(t *testing.T) *place {
	t.Helper()
	p := newPlace(t)
	p.write("stock.csv", "Serial Number,Asset Tag\nKC00000001,2000001\nKC00000002,5000001\nKC00000003,5000002\nKC00000004,2000002\nKC00000005,5000003\n")
	p.write("assign.csv", "Serial Number,Asset Tag,User ID,Full Name,Position\nKC00000001,2000001,avery.lane,Avery Lane,teacher\n"+
		"KC00000002,5000001,avery.lane,Avery Lane,teacher\nKC00000003,5000002,blake.moss,Blake Moss,student\n")
	p.write("new.csv", "Serial Number,Asset Tag,User ID,Full Name,Position\nKC00000005,5000003,casey.reed,Casey Reed,student\n")
	p.write("leavers.csv", "Serial Number,Asset Tag,Delete\nKC00000003,5000002,KC00000003\n")
	p.run(0, "import", "stock.csv", "--site", "OAK", "--solution", "primary", "--yes")
	p.run(0, "import", "assign.csv", "--mode", "assign", "--yes")
	return p
}

// ready is a school with what the procedure needs, before it is begun.
func (c *walked) ready(t *testing.T) *place {
	t.Helper()
	p := newSchool(t)
	for _, command := range c.before {
		p.run(0, command...)
	}
	return p
}

// TestChecklist_R32_KilledAtAnyStep_IsFoundAgainThere kills every step of every procedure.
func TestChecklist_R32_KilledAtAnyStep_IsFoundAgainThere(t *testing.T) {
	for _, c := range walks() {
		t.Run(c.title(), func(t *testing.T) {
			p := c.ready(t)
			tally := tally{}
			tally.kill(t, p, c.start(t), "Begun:")
			p.run(0, c.start(t)...)
			for s := p.next(&c); s != nil; s = p.next(&c) {
				tally.kill(t, p, doing(s), "Done:")
				p.run(0, doing(s)...)
			}
			tally.check(t)
		})
	}
}

// TestChecklist_R33_KilledWhileAbandoned_PutsAllBackOrNothing kills what is done to a checklist itself.
func TestChecklist_R33_KilledWhileAbandoned_PutsAllBackOrNothing(t *testing.T) {
	p := newSchool(t)
	p.run(0, "checklist", "start", "removal", "--user", "avery.lane")
	for range 9 { // until the user record is deleted
		p.run(0, "checklist", "do", "1", "--yes")
	}
	tally := tally{}
	tally.kill(t, p, []string{"checklist", "hand-over", "1", "--to", "kim", "--new-colleague", "--note", "away"}, "Handed over")
	tally.kill(t, p, []string{"checklist", "note", "1", "later"}, "Noted")
	tally.kill(t, p, []string{"checklist", "abandon", "1", "--put-back", "--yes"}, "Abandoned:")
	tally.check(t)
}

// now is the only checklist as it is on record.
func (p *place) now() (w procedure.Walk) {
	p.t.Helper()
	p.with(func(ctx context.Context, st *store.Store) (err error) {
		w, err = procedure.Load(ctx, st, "1")
		return err
	})
	return w
}

// next is the step that it is the turn of, once what it waits for outside is done; nil at the end.
func (p *place) next(c *walked) *procedure.Stage {
	p.t.Helper()
	helped := map[string]bool{}
	for {
		w := p.now()
		s := w.Now()
		if s == nil || len(s.Blocked) == 0 {
			return s
		}
		help := c.outside[s.Step.Name]
		if help == nil || helped[s.Key] {
			p.t.Fatalf("%s waits at %s, and nothing is told here that helps: %v", c.name, s.Key, s.Blocked)
		}
		helped[s.Key] = true
		help(p)
	}
}

// tally counts how the runs that were killed had ended.
type tally struct{ none, all int }

// kill runs a command many times, each on records of its own, and kills it with SIGKILL at moments drawn over its whole
// life, half of them after it told what it does. What is on record then is what was there before, or all that the
// command does; and all, where that was acknowledged.
func (y *tally) kill(t *testing.T, p *place, args []string, saved string) {
	t.Helper()
	times := 16
	if testing.Short() || raceDetector {
		times = 4
	}
	d := deed{place: p, args: args, told: func(string) bool { return true }, saved: saved}
	before, whole := p.copied("before"), p.copied("whole")
	first, err := before.picture()
	if err != nil {
		t.Fatal(err)
	}
	whole.run(0, args...)
	last, err := whole.picture()
	if err != nil || first == last {
		t.Fatalf("%v changes nothing, or: %v", args, err)
	}
	life, saving := d.lifetime()
	moments := make(chan moment)
	drawn := uint64(y.none + y.all) // other moments for every command
	go func() {
		defer close(moments)
		r := rand.New(rand.NewPCG(4, drawn))
		for i := range times {
			m := moment{number: i, after: time.Duration(r.Float64() * 1.5 * float64(life))}
			if m.told = i%2 == 0; m.told {
				m.after = time.Duration(r.Float64() * 2 * float64(saving))
			}
			moments <- m
		}
	}()
	var (
		workers sync.WaitGroup
		count   sync.Mutex
	)
	for range 2 {
		workers.Go(func() {
			for m := range moments {
				all := d.endsAs(m, first, last)
				count.Lock()
				if all {
					y.all++
				} else {
					y.none++
				}
				count.Unlock()
			}
		})
	}
	workers.Wait()
}

func (y *tally) check(t *testing.T) {
	t.Helper()
	t.Logf("nothing saved %d times, all saved %d times", y.none, y.all)
	if y.none == 0 {
		t.Error("no run was killed before it had saved: the test has shown nothing")
	}
}

// endsAs kills one run at the moment and compares what is on record then. It reports whether all was saved.
func (d deed) endsAs(m moment, first, last string) (all bool) {
	t, q := d.place.t, d.place.copied(fmt.Sprint("kill", m.number))
	cmd := d.on(q)
	told, saved, err := d.start(cmd)
	if err != nil {
		t.Error(err)
		return false
	}
	if m.told {
		<-told
	}
	<-time.After(m.after)
	_ = cmd.Process.Kill() // it may have ended by itself
	acknowledged := <-saved
	_ = cmd.Wait()
	got, err := q.picture()
	all = got == last
	switch {
	case err != nil:
		t.Errorf("%v, kill %d, %v in: %v", d.args, m.number, m.after, err)
	case !all && got != first:
		t.Errorf("%v, kill %d, %v in: half done:\n%s\nbefore:\n%s\nafter:\n%s", d.args, m.number, m.after, got, first, last)
	case acknowledged && !all:
		t.Errorf("%v, kill %d, %v in: it was acknowledged but is not there", d.args, m.number, m.after)
	}
	if err := os.RemoveAll(q.dir); err != nil {
		t.Error(err)
	}
	return all
}

// picture verifies the records and writes them all down, with the reviews and the step at which the checklist is found
// again.
func (p *place) picture() (string, error) {
	ctx := context.Background()
	st, err := store.Open(ctx, p.db(), store.Options{})
	if err != nil {
		return "", err
	}
	defer st.Close()
	faults, _, err := st.Verify(ctx)
	if err != nil || len(faults) > 0 {
		return "", fmt.Errorf("verify: %v %v", faults, err)
	}
	var b strings.Builder
	for _, read := range []func() (any, error){
		func() (any, error) { return st.Devices(ctx) },
		func() (any, error) { return st.Users(ctx) },
		func() (any, error) { return st.Members(ctx) },
		func() (any, error) { return st.Checklists(ctx) },
		func() (any, error) { return reviewsOf(ctx, st) },
		func() (any, error) {
			w, err := procedure.Load(ctx, st, "1")
			if store.CodeOf(err) == store.CodeNotFound {
				return "no checklist", nil
			}
			if s := w.Now(); s != nil {
				return fmt.Sprint("at ", s.Key, s.Blocked), err
			}
			return "over", err
		},
		func() (any, error) { return st.Latest(ctx) },
	} {
		v, err := read()
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "%+v\n", v)
	}
	return b.String(), nil
}

// reviewsOf writes down all reviews, but for when they were decided.
func reviewsOf(ctx context.Context, st *store.Store) (string, error) {
	var b strings.Builder
	for id := int64(1); ; id++ {
		r, ds, file, err := st.Review(ctx, id)
		if store.CodeOf(err) == store.CodeNotFound {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "review %d of %s, %s, save %d, %d bytes, mends %v", r.ID, r.Operator, r.State, r.Act, len(file), r.Mends)
		for _, d := range ds {
			fmt.Fprintf(&b, ", line %d %s %q", d.Line, d.Verdict, d.Reason)
		}
		b.WriteString("\n")
	}
}
