package store

import (
	"context"
	"encoding/json"
	"time"
)

// Trial is one time that a matcher answered a message by itself, drafted an answer, or would have decided it.
type Trial struct {
	Message, Matcher string
	Mode             string  // of the matcher at that moment: auto, draft, shadow
	Share            float64 // the chance with which such an answer is drawn to be judged, 0 to 1
	Drawn            bool    // it was
	Links            []string
	At               time.Time
}

const (
	insertTrials = `insert into trials (message, matcher, mode, share, drawn, links, at) values {rows} on conflict (message, matcher) do nothing`
	trialColumns = `t.message, t.matcher, t.mode, t.share, t.drawn, t.links, t.at`
	selectTrials = `select ` + trialColumns + ` from messages m join trials t on t.message = m.id
		where m.conversation = $1 and m.conversation <> '' order by t.message, t.matcher`
	selectMessageTrials = `select ` + trialColumns + ` from trials t where t.message = $1 order by t.matcher`
	selectToJudge       = `select ` + trialColumns + ` from trials t join messages m on m.id = t.message
		where t.drawn = 1 and t.mode <> 'draft' and m.deleted_at = 0 and m.state <> 'forgotten' and not exists (select 1 from judgements j
			where j.message = t.message and j.matcher = t.matcher and j.kind = 'review')
		order by t.at, t.message, t.matcher limit $1`
)

func (t *tx) settleTrials(ctx context.Context, st Settlement) error {
	var rows [][]any
	for _, one := range st.Trials {
		drawn := int64(0)
		if one.Drawn {
			drawn = 1
		}
		rows = append(rows, []any{st.Message.ID, asText(one.Matcher), one.Mode, one.Share, drawn, list(one.Links), millis(t.store.now())})
	}
	return t.insert(ctx, insertTrials, rows)
}

func scanTrial(row scanner) (Trial, error) {
	var one Trial
	var drawn, at int64
	var links string
	if err := row.Scan(&one.Message, &one.Matcher, &one.Mode, &one.Share, &drawn, &links, &at); err != nil {
		return one, err
	}
	one.Drawn, one.At = drawn == 1, moment(at)
	return one, json.Unmarshal([]byte(links), &one.Links)
}

// Trials are those of a conversation's messages, oldest first.
func (s *Store) Trials(ctx context.Context, conversation string) ([]Trial, error) {
	return s.trials(ctx, "of conversation "+conversation, selectTrials, conversation)
}

// MessageTrials are those of one message, in the order of the matchers' names.
func (s *Store) MessageTrials(ctx context.Context, message string) ([]Trial, error) {
	return s.trials(ctx, "of message "+message, selectMessageTrials, message)
}

// ToJudge lists what was drawn and that no review has judged, oldest first, at most so many. Drafts are not among them:
// agents decide about each of these.
func (s *Store) ToJudge(ctx context.Context, most int) ([]Trial, error) {
	return s.trials(ctx, "to be judged", selectToJudge, most)
}

func (s *Store) trials(ctx context.Context, which, query string, arg any) ([]Trial, error) {
	var out []Trial
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		out, err = all(ctx, t, scanTrial, query, arg)
		return err
	})
	return out, s.failed(err, "list what matchers answered, %s", which)
}
