package store

import (
	"context"
	"slices"
	"time"
)

// JudgedBy says how a judgement came about, since each way has its own bias.
type JudgedBy string

// Ways in which people judge.
const (
	JudgedReview JudgedBy = "review" // somebody was shown the message and the answer, and asked
	JudgedDraft  JudgedBy = "draft"  // an agent approved the draft, or wrote something else
	JudgedWord   JudgedBy = "word"   // an agent said of their own accord what the message was about, or took the answer back
	JudgedAnswer JudgedBy = "answer" // told from the articles that an agent's own answer names
)

// Judgement is what somebody said of a [Trial].
type Judgement struct {
	Message, Matcher string
	By               JudgedBy
	Who              string // address
	Right            bool
	At               time.Time
}

const insertJudgement = `insert into judgements (message, matcher, kind, who, fits, at)
	select t.message, t.matcher, $3, $4, $5, $6 from trials t where t.message = $1 and t.matcher = $2`

// putJudgements stores judgements; what is no trial is left out. It says how many were stored.
func (t *tx) putJudgements(ctx context.Context, js []Judgement) (int, error) {
	stored := 0
	for _, j := range js {
		fits := int64(0)
		if j.Right {
			fits = 1
		}
		n, err := t.exec(ctx, insertJudgement, j.Message, asText(j.Matcher), string(j.By), asKey(j.Who), fits, millis(t.store.now()))
		if err != nil {
			return stored, err
		}
		stored += int(n)
	}
	return stored, nil
}

// Judge stores what a person said of trials and, where it is not nil, what the message was about. It says how many of the
// judgements are of trials that there are.
func (s *Store) Judge(ctx context.Context, js []Judgement, meant *Correction) (stored int, err error) {
	err = s.write(ctx, func(ctx context.Context, t *tx) (err error) {
		if err = t.settleCorrection(ctx, Settlement{Correction: meant}); err != nil {
			return err
		}
		stored, err = t.putJudgements(ctx, js)
		return err
	})
	return stored, s.failed(err, "store judgements")
}

// Case is a judged trial, with the last words of people.
type Case struct {
	Drawn bool
	Share float64
	Right bool // as the last of all judgements says
	// Reviewed and RightReviewed are of the last review alone.
	Reviewed, RightReviewed bool
}

// TrackRecord is what is known of one matcher in one mode since some time.
type TrackRecord struct {
	Answers int    // all its trials
	Cases   []Case // those that were judged, in the order of their first judgements
}

const (
	countTrials = `select count(*) from trials where matcher = $1 and mode = $2 and at >= $3`
	selectCases = `select t.message, t.drawn, t.share, j.kind, j.fits from trials t
		join judgements j on j.message = t.message and j.matcher = t.matcher
		where t.matcher = $1 and t.mode = $2 and t.at >= $3 order by j.id`
)

// TrackRecord reads what is known of a matcher in a mode, of trials since then.
func (s *Store) TrackRecord(ctx context.Context, matcher, mode string, since time.Time) (TrackRecord, error) {
	var r TrackRecord
	err := s.read(ctx, func(ctx context.Context, t *tx) (err error) {
		var c cases
		if r.Answers, err = one(ctx, t, value[int], countTrials, matcher, mode, millis(since)); err != nil {
			return err
		}
		_, err = all(ctx, t, c.scan, selectCases, matcher, mode, millis(since))
		r.Cases = c.list
		return err
	})
	return r, s.failed(err, "read what is known of matcher %s", matcher)
}

// cases folds judgements into their trials.
type cases struct {
	list []Case
	at   map[string]int // by message
}

func (c *cases) scan(row scanner) (struct{}, error) {
	var message, kind string
	var drawn, fits int64
	var share float64
	if err := row.Scan(&message, &drawn, &share, &kind, &fits); err != nil {
		return struct{}{}, err
	}
	i, known := c.at[message]
	if !known {
		if c.at == nil {
			c.at = map[string]int{}
		}
		i = len(c.list)
		c.at[message] = i
		c.list = append(c.list, Case{Drawn: drawn == 1, Share: share})
	}
	one := &c.list[i]
	one.Right = fits == 1
	if JudgedBy(kind) == JudgedReview {
		one.Reviewed, one.RightReviewed = true, fits == 1
	}
	return struct{}{}, nil
}

const selectJudgedSince = `select matcher, id from judgements where id > $1`

// JudgedSince names the matchers of which something was said behind a judgement's id, and the last id.
func (s *Store) JudgedSince(ctx context.Context, id int64) (matchers []string, last int64, err error) {
	err = s.look(ctx, func(ctx context.Context, t *tx) error {
		matchers, last = nil, id
		_, err := all(ctx, t, func(row scanner) (struct{}, error) {
			var name string
			var n int64
			err := row.Scan(&name, &n)
			if last = max(last, n); !slices.Contains(matchers, name) {
				matchers = append(matchers, name)
			}
			return struct{}{}, err
		}, selectJudgedSince, id)
		return err
	})
	return matchers, last, s.failed(err, "look for judgements")
}
