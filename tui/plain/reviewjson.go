package plain

import "homeroom/store"

// reviewReport is a review in the public JSON. Change it only by adding.
type reviewReport struct {
	Review    int64  `json:"review"`
	State     string `json:"state"` // open, saved, discarded, aged
	Operator  string `json:"operator"`
	File      string `json:"file"`
	SHA256    string `json:"sha256"`
	Template  string `json:"template"`
	Mode      string `json:"mode"`
	Site      string `json:"site"`
	Started   string `json:"started"`
	Touched   string `json:"touched"`
	AgesOut   string `json:"ages_out"` // empty for never
	Decided   int    `json:"decided"`
	Undecided *int   `json:"undecided"` // null where the file cannot be compared with the records
	Mended    int    `json:"mended"`
	Save      int64  `json:"save"` // that it led to, 0 for none
}

// wholeReview is all of a review in the public JSON. Change it only by adding.
type wholeReview struct {
	reviewReport
	Why       string             `json:"not_compared"` // why the file cannot be compared with the records; empty where it can
	Decisions []reportedDecision `json:"decisions"`
	Mends     []reportedMend     `json:"mends"`
	Log       []reportedEvent    `json:"log"`
}

type reportedDecision struct {
	Line     int           `json:"line"`
	Verdict  store.Verdict `json:"verdict"` // accept, leave_out, later
	Reason   string        `json:"reason"`
	Operator string        `json:"operator"`
	At       string        `json:"at"`
	Serial   string        `json:"serial"`
	AssetTag string        `json:"asset_tag"`
	UserID   string        `json:"user_id"`
	Turned   string        `json:"turned"` // how the row stood when it was decided, where that is otherwise now
}

type reportedMend struct {
	Line   int    `json:"line"`   // 0: in all lines the column changes places with the one that value names
	Column string `json:"column"` // empty: the row is left out
	Value  string `json:"value"`
}

type reportedEvent struct {
	At       string `json:"at"`
	Operator string `json:"operator"`
	What     string `json:"what"`
	Word     string `json:"word"`
}

func (w *weighed) report() reviewReport {
	r := w.Review
	report := reviewReport{
		Review: r.ID, State: r.State, Operator: r.Operator, File: r.FileName, SHA256: r.SHA256, Template: r.Template, Mode: r.Mode, Site: r.Site,
		Started: stamp(r.Started), Touched: stamp(r.Touched), AgesOut: stamp(r.Ages), Mended: len(r.Mends), Save: r.Act,
	}
	if w.kept == nil {
		for _, d := range w.decisions {
			if d.Verdict != store.VerdictLater {
				report.Decided++
			}
		}
		return report
	}
	decided, of := w.kept.progress()
	open := of - decided
	report.Decided, report.Undecided = decided, &open
	return report
}

func (w *weighed) whole() wholeReview {
	whole := wholeReview{reviewReport: w.report(), Why: w.why, Decisions: []reportedDecision{}, Mends: []reportedMend{}, Log: []reportedEvent{}}
	for _, d := range w.decisions {
		said := reportedDecision{Line: d.Line, Verdict: d.Verdict, Reason: d.Reason, Operator: d.Operator, At: stamp(d.At)}
		if row := w.row(d.Line); row != nil {
			said.Serial, said.AssetTag, said.UserID, said.Turned = row.Serial, row.AssetTag, row.UserID, row.Turned
		}
		whole.Decisions = append(whole.Decisions, said)
	}
	for _, m := range w.Mends {
		whole.Mends = append(whole.Mends, reportedMend(m))
	}
	for _, e := range w.Log {
		whole.Log = append(whole.Log, reportedEvent{stamp(e.At), e.Operator, e.What, e.Word})
	}
	return whole
}
