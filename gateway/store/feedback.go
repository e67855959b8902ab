package store

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
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

// Shown is how often an article was shown to a customer.
type Shown struct {
	Article string
	Times   int
}

const countShown = `select articles, count(*) from deliveries where state = 'sent' and created_at >= $1 and articles not in ('', '[]', 'null')
	group by articles`

// Shown counts the replies since then that showed an article, by article in the order of their ids.
func (s *Store) Shown(ctx context.Context, since time.Time) ([]Shown, error) {
	times := map[string]int{}
	err := s.read(ctx, func(ctx context.Context, t *tx) error {
		clear(times)
		_, err := all(ctx, t, func(row scanner) (struct{}, error) {
			var listed string
			var n int
			if err := row.Scan(&listed, &n); err != nil {
				return struct{}{}, err
			}
			var articles []string
			err := json.Unmarshal([]byte(listed), &articles)
			for _, a := range articles {
				times[a] += n
			}
			return struct{}{}, err
		}, countShown, millis(since))
		return err
	})
	var out []Shown
	for _, article := range slices.Sorted(maps.Keys(times)) {
		out = append(out, Shown{Article: article, Times: times[article]})
	}
	return out, s.failed(err, "count what was shown")
}
