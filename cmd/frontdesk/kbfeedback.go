package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"frontdesk/gateway/store"
	"frontdesk/replies/kb"
)

// kbFeedbackCommand is frontdesk kb feedback.
type kbFeedbackCommand struct {
	configFlag
	Days int `default:"90" help:"Of so many days."`
}

// Run prints what customers said of each article that they were shown.
func (c kbFeedbackCommand) Run(ctx context.Context, p process) error {
	if c.Days < 1 {
		return fmt.Errorf("--days %d: at least 1", c.Days)
	}
	return c.withStore(ctx, p, func(st *store.Store) error {
		since := time.Now().AddDate(0, 0, -c.Days)
		shown, err := st.Shown(ctx, since)
		if err != nil {
			return err
		}
		said, err := st.Feedback(ctx, since)
		if err != nil {
			return err
		}
		return writeFeedback(p.stdout, shown, said)
	})
}

// writeFeedback prints a line for each article, and one for each matcher that showed it where several did.
func writeFeedback(w io.Writer, shown []store.Shown, said []store.Feedback) error {
	if len(shown) == 0 {
		fmt.Fprintln(w, "no article was shown")
		return nil
	}
	t := newTable("ARTICLE", "SHOWN", "SOLVED", "NOT SOLVED", "HELPED", "")
	for _, s := range shown {
		var all kb.Said
		var parts []store.Feedback
		for _, f := range said {
			if f.Article == s.Article {
				all.Solved, all.Unsolved = all.Solved+f.Solved, all.Unsolved+f.Unsolved
				parts = append(parts, f)
			}
		}
		feedbackRow(t, s.Article, fmt.Sprint(s.Times), all)
		for _, f := range parts {
			if len(parts) > 1 {
				feedbackRow(t, "  by "+dash(f.Matcher), "", kb.Said{Solved: f.Solved, Unsolved: f.Unsolved})
			}
		}
	}
	const article, judged = 0, 5
	return t.yield(judged, 12).yield(article, 16).write(w, columns(w))
}

func feedbackRow(t *table, name, times string, s kb.Said) {
	helped := "-"
	if s.Solved+s.Unsolved > 0 {
		low, high := s.Bounds()
		helped = fmt.Sprintf("%.0f %% (%.0f to %.0f)", 100*s.Share(), 100*low, 100*high)
	}
	t.row(printable(name), times, s.Solved, s.Unsolved, helped, s.Judge())
}
