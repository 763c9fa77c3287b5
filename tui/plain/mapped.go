package plain

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
)

// mapFlags say by hand which column of a file is which field.
type mapFlags struct {
	pairs      []string
	name, keep string
	options    []string
}

// noMapping is what --mapping says for no mapping at all.
const noMapping = "none"

func (m *mapFlags) bindPairs(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&m.pairs, "map", nil, "say what a column is, as `HEADER=FIELD`: a field or header of the template, or nothing for one that is not read; once for each column")
}

func (m *mapFlags) bind(cmd *cobra.Command) {
	m.bindPairs(cmd)
	cmd.Flags().StringVar(&m.name, "mapping", "", "read the file by the mapping of this `name`; none: by no mapping that was kept for its headers")
}

// bindOptions adds the flag of the choices that a template leaves.
func (m *mapFlags) bindOptions(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&m.options, "option", nil, "choose what the template leaves open, as `NAME=VALUE`; once for each: "+optionNames())
}

// optionNames lists the options of all templates, each once, with its values, the default first; where templates differ in
// them, template by template.
func optionNames() string {
	var names []string
	values, first := map[string][]string{}, map[string]string{}
	for _, t := range template.All() {
		for _, o := range t.Options {
			said := strings.Join(o.Values, ", ")
			if values[o.Name] == nil {
				names, first[o.Name] = append(names, o.Name), said
			} else if first[o.Name] != said {
				first[o.Name] = ""
			}
			values[o.Name] = append(values[o.Name], t.Name+": "+said)
		}
	}
	for i, name := range names {
		names[i] = name + " (" + cmp.Or(first[name], strings.Join(values[name], "; ")) + ")"
	}
	return strings.Join(names, ", ")
}

func (m *mapFlags) bindKeep(cmd *cobra.Command) {
	cmd.Flags().StringVar(&m.keep, "keep-mapping", "", "keep under this `name` which column is which, for files with the same headers")
}

// check refuses what cannot be meant before the file is read.
func (m *mapFlags) check() error {
	if _, err := template.ParseOptions(nil, strings.Join(m.options, " ")); err != nil {
		return err
	}
	_, err := template.TypedHand(m.pairs)
	return err
}

// apply puts into a request what is said of the columns. CodeNotFound for a mapping that was not kept.
func (m *mapFlags) apply(ctx context.Context, st *store.Store, q *importer.Request) error {
	typed, err := template.TypedHand(m.pairs)
	if err != nil {
		return err
	}
	if q.Options, err = template.ParseOptions(nil, strings.Join(m.options, " ")); err != nil {
		return err
	}
	switch {
	case m.name == noMapping:
		q.Mapping = template.Hand{}
	case m.name != "":
		kept, err := st.Mapping(ctx, m.name)
		if err != nil {
			return err
		}
		if q.Mapping, err = template.ParseHand(kept.Pairs); err != nil {
			return err
		}
		if q.Template == "" {
			q.Template = kept.Template
		}
	}
	for _, p := range typed {
		q.Mapping = q.Mapping.With(p.Column, p.Field)
	}
	return nil
}

// planAsked is plan; where the file may be of several templates, it asks which one is meant.
func (a *app) planAsked(ctx context.Context, path string, f *importFlags) (*importer.Plan, func(), error) {
	plan, done, err := a.plan(ctx, path, &f.planFlags)
	var either *importer.Either
	if !errors.As(err, &either) || f.yes || f.json {
		return plan, done, err
	}
	p := a.person(ctx)
	p.remedy = either.Remedy()
	fmt.Fprintln(a.Err, "The file may be of several templates:")
	for i := range either.Among {
		c := &either.Among[i]
		fmt.Fprintf(a.Err, "%d. %s (%s), %s\n", i+1, text.Visible(c.Template.Title), c.Template.Name, c.Words())
	}
	answer, err := p.ask(fmt.Sprintf("Which one is meant? [1-%d]", len(either.Among)))
	if err != nil {
		return nil, nil, err
	}
	n, err := strconv.Atoi(answer)
	if err != nil || n < 1 || n > len(either.Among) {
		return nil, nil, &rejected{"stopped; " + p.nothing + " (" + either.Remedy() + ")"}
	}
	c := either.Among[n-1]
	f.template = c.Template.Name
	if c.Kept != nil {
		f.mapped.name = c.Kept.Name
	}
	return a.plan(ctx, path, &f.planFlags)
}

// mappingFree refuses, before anything is asked, a name that another mapping has.
func (a *app) mappingFree(ctx context.Context, plan *importer.Plan, f *importFlags) error {
	there, err := a.databaseExists()
	if f.mapped.keep == "" || err != nil || !there {
		return err
	}
	return a.withStore(ctx, func(ctx context.Context, st *store.Store) error {
		m, err := st.Mapping(ctx, f.mapped.keep)
		switch {
		case store.CodeOf(err) == store.CodeNotFound || err == nil && m.Template == plan.Template.Name && m.Pairs == plan.WholeHand().String():
			return nil
		case err != nil:
			return err
		}
		return wrongUse(fmt.Sprintf("there is another mapping “%s” already, kept by %s", m.Name, m.Operator), "choose another name, or delete that one: homeroom mappings delete")
	})
}

// keepMapping keeps which column is which under the name that --keep-mapping gives, and says so.
func (a *app) keepMapping(ctx context.Context, plan *importer.Plan, f *importFlags) error {
	if f.mapped.keep == "" {
		return nil
	}
	return a.withStore(context.WithoutCancel(ctx), func(ctx context.Context, st *store.Store) error {
		if err := plan.KeepMapping(ctx, st, f.mapped.keep, true); err != nil {
			return err
		}
		fmt.Fprintln(a.Err, text.Visible("Kept as mapping “"+f.mapped.keep+"”: a file with the same headers is read so from now on."))
		return nil
	})
}

// mappedLines say by what the columns are read, where somebody said it by hand, and which column is which.
func mappedLines(plan *importer.Plan) (lines []string) {
	if plan.Hand() == "" {
		return nil
	}
	if k := plan.MappedBy(); k != nil {
		lines = append(lines, k.Words()+" (--mapping none reads the headers alone)")
	} else {
		lines = append(lines, "said by hand")
	}
	return append(lines, pairLines(plan.Template, plan.WholeHand())...)
}

// pairLines say which column is which.
func pairLines(t *template.Template, h template.Hand) (lines []string) {
	for _, p := range h {
		what := "not read"
		if c, ok := t.Column(p.Field); ok {
			what = c.Header
		}
		lines = append(lines, text.Visible(p.Column)+" → "+what)
	}
	return lines
}
