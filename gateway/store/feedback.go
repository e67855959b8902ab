package store

import (
	"context"
	"time"
)

// Feedback is what customers said of one article in answers of one matcher.
type Feedback struct {
	Matcher, Article string
	Solved, Unsolved int
}

const (
	insertFeedback = `insert into feedback (message, matcher, article, solved, at) values {rows} on conflict (message, article) do nothing`
	countFeedback  = `select matcher, article, coalesce(sum(solved), 0), coalesce(sum(1 - solved), 0) from feedback
		where at >= $1 group by matcher, article order by article, matcher`
)

// settleFeedback stores what the message says of the articles that its conversation was shown.
func (t *tx) settleFeedback(ctx context.Context, st Settlement) error {
	if st.Solved == nil {
		return nil
	}
	solved := int64(0)
	if *st.Solved {
		solved = 1
	}
	var rows [][]any
	for _, article := range st.Decision.Trace.History.Articles {
		rows = append(rows, []any{st.Message.ID, asText(st.Conversation.Matcher), asText(article), solved, millis(t.store.now())})
	}
	return t.insert(ctx, insertFeedback, rows)
}

// Feedback is what customers said since then, by article and matcher.
func (s *Store) Feedback(ctx context.Context, since time.Time) ([]Feedback, error) {
	var out []Feedback
	err := s.read(ctx, func(ctx context.Context, t *tx) (err error) {
		out, err = all(ctx, t, func(row scanner) (Feedback, error) {
			var f Feedback
			err := row.Scan(&f.Matcher, &f.Article, &f.Solved, &f.Unsolved)
			return f, err
		}, countFeedback, millis(since))
		return err
	})
	return out, s.failed(err, "read feedback")
}
