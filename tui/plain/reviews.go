package plain

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/text"
)

func (a *app) reviewsCommand() *cobra.Command {
	cmd, asJSON := a.reviewsListCommand("reviews"), a.reviewsListCommand("list")
	cmd.Short = "The reviews of files that are not saved yet: whose, and how far"
	cmd.Long = `A review is a file with everything that was decided about its rows. It is kept from
the first answer on, under homeroom import FILE --plain as in the console, until it
is saved, thrown away, or ages out because nobody touches it. Without a command it
lists all that are open, everybody's. A colleague's can be looked at, and be taken
over with a word to them.`
	cmd.Example = `  homeroom reviews
  homeroom reviews show 4
  homeroom reviews take-over 4 --word "Kim is away until Monday"
  homeroom reviews throw-away 4
  homeroom reviews keep 30                after 30 days without a touch they age out`
	cmd.Args = noSuchCommand
	asJSON.Hidden = true
	cmd.AddCommand(asJSON, a.reviewShowCommand(), a.reviewFileCommand(), a.reviewTakeCommand(), a.reviewThrowCommand(), a.reviewKeepCommand())
	return cmd
}

// reviewsListCommand lists: the command itself, and the word for it that the other lists have.
func (a *app) reviewsListCommand(name string) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:     name,
		Short:   "All open reviews, the one touched last first",
		Example: "  homeroom reviews list --json",
		Args:    exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.onReviews(cmd.Context(), func(st *store.Store) error { return a.listReviews(cmd.Context(), st, asJSON) })
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON array")
	return cmd
}

// onReviews opens the database, and ends the reviews that aged out, so that no command works on one.
func (a *app) onReviews(ctx context.Context, do func(*store.Store) error) error {
	st, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	if err := a.ageOut(ctx, st); err != nil {
		return err
	}
	return do(st)
}

// ageOut ends the reviews that nobody touched for too long. Where there are none nothing is written.
func (a *app) ageOut(ctx context.Context, st *store.Store) error {
	open, err := st.AllReviews(ctx)
	if err != nil {
		return err
	}
	now := a.Now()
	if slices.ContainsFunc(open, func(r store.Review) bool { return !r.Ages.IsZero() && r.Ages.Before(now) }) {
		_, err = st.AgeOut(ctx)
	}
	return err
}

func (a *app) listReviews(ctx context.Context, st *store.Store, asJSON bool) error {
	open, err := st.AllReviews(ctx)
	if err != nil {
		return err
	}
	list := make([]reviewReport, len(open))
	for i := range open {
		r, ds, data, err := st.Review(ctx, open[i].ID)
		if err != nil {
			return err
		}
		list[i] = a.weigh(ctx, st, &r, ds, data).report()
	}
	return output(a.Out, func(w *bufio.Writer) error {
		if asJSON {
			return writeJSON(w, list)
		}
		writeReviews(w, open, list)
		return nil
	})
}

func writeReviews(w io.StringWriter, open []store.Review, list []reviewReport) {
	var g grid
	g.add("No.", "Of", "File", "What", "Begun", "Touched", "Decided", "Undecided", "Ages out")
	for i := range list {
		r, l := &open[i], &list[i]
		undecided := "?"
		if l.Undecided != nil {
			undecided = strconv.Itoa(*l.Undecided)
		}
		g.add(strconv.FormatInt(r.ID, 10), r.Operator, r.FileName, jobWords(r.Template, r.Mode, r.Site),
			moment(r.Started), moment(r.Touched), strconv.Itoa(l.Decided), undecided, agesWords(r))
	}
	if len(list) > 0 {
		g.write(w, "")
	}
	w.WriteString(counted(len(list), "open review", "open reviews") + "\n")
}

// jobWords say what a file is imported for.
func jobWords(template, mode, site string) string {
	s := mode
	if s == "" {
		s = template
	}
	if site != "" {
		s += ", " + site
	}
	return s
}

// agesWords say when a review ends if nobody touches it.
func agesWords(r *store.Review) string {
	switch {
	case r.State != store.ReviewOpen:
		return r.State
	case r.Ages.IsZero():
		return "never"
	}
	return r.Ages.Local().Format("2006-01-02")
}

func (a *app) reviewFileCommand() *cobra.Command {
	return a.writer(&cobra.Command{
		Use:     "file N -o FILE",
		Short:   "The file under review, byte for byte as it came",
		Example: "  homeroom reviews file 4 -o as-it-came.csv",
	}, "a review", func(ctx context.Context, st *store.Store, n int64, path string) error {
		r, _, data, err := st.Review(ctx, n)
		if err != nil {
			return err
		}
		if data == nil {
			return &store.Error{Code: store.CodeNotFound, Message: fmt.Sprintf("the file of review %d is not kept: it is %s", n, stateWords(&r))}
		}
		return a.writeBytes(data, path)
	})
}

func (a *app) reviewTakeCommand() *cobra.Command {
	word := ""
	cmd := &cobra.Command{
		Use:   "take-over N --word TEXT",
		Short: "Make a colleague's review yours, with a word to them",
		Long: `The review is yours from now on, with everything that was decided and mended. The
colleague is told, with your word, as soon as they touch it: in the console, and
under --plain at their next answer.`,
		Example: `  homeroom reviews take-over 4 --word "Kim is away until Monday"`,
		Args:    exactly("the number of a review"),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := numbered(args[0], "a review")
			if err != nil {
				return err
			}
			return a.onReviews(cmd.Context(), func(st *store.Store) error { return a.takeOver(cmd.Context(), st, n, word) })
		},
	}
	cmd.Flags().StringVar(&word, "word", "", "why, in a line to the colleague, as `TEXT`")
	return cmd
}

func (a *app) takeOver(ctx context.Context, st *store.Store, n int64, word string) error {
	was, _, _, err := st.Review(ctx, n)
	if err != nil {
		return err
	}
	r, err := st.TakeOver(ctx, n, a.operator, word)
	if err != nil {
		return err
	}
	return output(a.Out, func(w *bufio.Writer) error {
		w.WriteString(fmt.Sprintf("Review %d is yours now, and %s's no more: %s\n", n, text.Visible(was.Operator), text.Visible(r.FileName)))
		w.WriteString(fmt.Sprintf("Go on with it in the console, or with its file: homeroom reviews file %d -o FILE, homeroom import FILE --plain\n", n))
		return nil
	})
}

func (a *app) reviewThrowCommand() *cobra.Command {
	yes := false
	cmd := &cobra.Command{
		Use:   "throw-away N",
		Short: "End one of your reviews without saving; what was decided is gone",
		Example: `  homeroom reviews throw-away 4
  homeroom reviews throw-away 4 --yes`,
		Args: exactly("the number of a review"),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := numbered(args[0], "a review")
			if err != nil {
				return err
			}
			if !yes && !a.Asks {
				return wrongUse("this asks before it throws anything away, and nobody is there to answer", "add --yes to do it without a question")
			}
			return a.onReviews(cmd.Context(), func(st *store.Store) error { return a.throwAway(cmd.Context(), st, n, yes) })
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do it without asking")
	return cmd
}

// throwAway asks, and ends the review. Its file is forgotten, unless an import or another review has it.
func (a *app) throwAway(ctx context.Context, st *store.Store, n int64, yes bool) error {
	r, ds, _, err := st.Review(ctx, n)
	if err != nil {
		return err
	}
	if !yes && r.State == store.ReviewOpen && r.Operator == a.operator {
		question := fmt.Sprintf("Review %d of %s, begun at %s, has %s and %s. They are gone for good. Throw it away?", n, text.Visible(r.FileName),
			moment(r.Started), counted(len(ds), "decision", "decisions"), counted(len(r.Mends), "mend", "mends"))
		sure, err := a.person(ctx).yes(question)
		if err == nil && !sure {
			err = &rejected{"nothing was thrown away"}
		}
		if err != nil {
			return err
		}
	}
	if err := st.DiscardReview(ctx, n, a.operator); err != nil {
		return err
	}
	return output(a.Out, func(w *bufio.Writer) error {
		w.WriteString(fmt.Sprintf("Thrown away: review %d of %s\n", n, text.Visible(r.FileName)))
		return nil
	})
}

func (a *app) reviewKeepCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "keep [DAYS]",
		Short: "After how many days without a touch reviews age out; 0 is never",
		Long: `Sets it for everybody who uses the database. A review that ages out is forgotten with
its file and everything that was decided. Without DAYS it tells what is set.`,
		Example: `  homeroom reviews keep
  homeroom reviews keep 30`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return exactly("a number of DAYS")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.onReviews(cmd.Context(), func(st *store.Store) error { return a.keepReviews(cmd.Context(), st, args) })
		},
	}
}

func (a *app) keepReviews(ctx context.Context, st *store.Store, args []string) error {
	if len(args) > 0 {
		days, err := strconv.Atoi(args[0])
		if err != nil {
			return wrongUse(quoted(args[0])+" is not a number of days", "write 30, or 0 for never")
		}
		if err := st.SetAgeing(ctx, a.operator, days); err != nil {
			return err
		}
	}
	days, err := st.Ageing(ctx)
	if err != nil {
		return err
	}
	return output(a.Out, func(w *bufio.Writer) error {
		if days == 0 {
			w.WriteString("Reviews never age out.\n")
			return nil
		}
		w.WriteString("Reviews age out after " + counted(days, "day", "days") + " without a touch.\n")
		return nil
	})
}
