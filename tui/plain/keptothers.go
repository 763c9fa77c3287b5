package plain

import (
	"fmt"
	"io"

	"homeroom/store"
	"homeroom/store/text"
)

// writeOthers tells of other open reviews of the same file: the operator's that read it otherwise, colleagues', and one
// that a colleague took over from the operator.
func (k *keptReview) writeOthers(w io.StringWriter) error {
	if k.st == nil {
		return nil
	}
	all, err := k.st.AllReviews(k.ctx)
	if err != nil {
		return err
	}
	for i := range all {
		r := &all[i]
		switch {
		case r.SHA256 != k.plan.SHA256 || r.ID == k.review.ID:
			continue
		case r.Operator == k.by:
			w.WriteString("You have another open review of this file, read otherwise")
		default:
			whole, _, _, err := k.st.Review(k.ctx, r.ID)
			if err != nil {
				return err
			}
			w.WriteString(k.colleague(&whole))
		}
		w.WriteString(fmt.Sprintf(": homeroom reviews show %d\n", r.ID))
	}
	return nil
}

// colleague tells of a colleague's review, and with which word they took it over if it was the operator's.
func (k *keptReview) colleague(r *store.Review) string {
	mine := ""
	for _, e := range r.Log {
		switch {
		case e.Operator == k.by:
			mine = k.by
		case e.What == store.ReviewTakenOver && mine != "":
			return fmt.Sprintf("%s took your review of this file over at %s, saying “%s”", text.Visible(e.Operator), moment(e.At), text.Visible(e.Word))
		}
	}
	return text.Visible(r.Operator) + " has a review of this file open, too"
}
