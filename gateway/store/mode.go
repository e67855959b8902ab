package store

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"
)

// WorkMode is telling a team that a matcher has another mode. Its key is the id of the change.
const WorkMode WorkKind = "mode"

// ModeWhy says why a matcher got another mode than it had.
type ModeWhy string

// Reasons of a change of mode.
const (
	ModeDemoted  ModeWhy = "demoted"  // it was wrong too often
	ModePromoted ModeWhy = "promoted" // it has proved itself
	ModeRestored ModeWhy = "restored" // an admin undid one of these
	ModeConfig   ModeWhy = "config"   // another mode was written into the config, which ends what was decided before
)

// ModeChange is one change of a matcher's mode that does not stand in the config, or the end of one.
type ModeChange struct {
	ID         int64
	Matcher    string
	Why        ModeWhy
	Configured string // mode in the config when it was decided
	Mode       string // from now on
	Evidence   ModeEvidence
	Who        string // address of who restored it; empty: nobody
	At         time.Time
}

// ModeEvidence is what a change of mode stands on.
type ModeEvidence struct {
	From    string  `json:"from,omitempty"`   // mode before
	Target  float64 `json:"target,omitempty"` // precision that was asked for
	Answers int     `json:"answers,omitempty"`
	Wrong   int     `json:"wrong,omitempty"` // of all answers, called wrong by somebody
	// Right and Missed are of the sample, Precision its estimate; Low and High bound it.
	Right     int     `json:"right,omitempty"`
	Missed    int     `json:"missed,omitempty"`
	Precision float64 `json:"precision,omitempty"`
	Low       float64 `json:"low,omitempty"`
	High      float64 `json:"high,omitempty"`
}

const (
	modeColumns   = `id, matcher, why, configured, mode, evidence, who, at`
	selectModes   = `select ` + modeColumns + ` from modes where id in (select max(id) from modes group by matcher) order by matcher`
	selectHistory = `select ` + modeColumns + ` from modes where $1 = '' or matcher = $1 order by id`
	selectChange  = `select ` + modeColumns + ` from modes where id = $1`
	lastMode      = `select coalesce(max(id), 0) from modes where matcher = $1`
	insertMode    = `insert into modes (matcher, why, configured, mode, evidence, who, at) values ($1, $2, $3, $4, $5, $6, $7) returning id`
)

func scanMode(row scanner) (ModeChange, error) {
	var c ModeChange
	var evidence string
	var at int64
	if err := row.Scan(&c.ID, &c.Matcher, &c.Why, &c.Configured, &c.Mode, &evidence, &c.Who, &at); err != nil {
		return c, err
	}
	c.At = moment(at)
	return c, json.Unmarshal([]byte(evidence), &c.Evidence)
}

// Modes is the last change of each matcher that had one, in the order of their names.
func (s *Store) Modes(ctx context.Context) ([]ModeChange, error) { return s.modes(ctx, selectModes) }

// ModeHistory is every change of a matcher's mode, of all matchers where it is empty; oldest first.
func (s *Store) ModeHistory(ctx context.Context, matcher string) ([]ModeChange, error) {
	return s.modes(ctx, selectHistory, matcher)
}

func (s *Store) modes(ctx context.Context, query string, args ...any) ([]ModeChange, error) {
	var out []ModeChange
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		out, err = all(ctx, t, scanMode, query, args...)
		return err
	})
	return out, s.failed(err, "read the modes of matchers")
}

// ModeChangeOf returns one change by its id, or ErrNotFound.
func (s *Store) ModeChangeOf(ctx context.Context, id int64) (ModeChange, error) {
	var c ModeChange
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		c, err = one(ctx, t, scanMode, selectChange, id)
		return err
	})
	return c, s.failed(err, "read change %d of a mode", id)
}

// errOvertaken: somebody else changed the mode meanwhile.
var errOvertaken = errors.New("overtaken")

// ChangeMode stores a change that was decided on the change before it, named by its id; 0 is none. false where another one
// came between: of several processes that decide the same, one does. Of a promotion or demotion it leaves the work of
// telling people.
func (s *Store) ChangeMode(ctx context.Context, c ModeChange, before int64) (done bool, err error) {
	err = s.write(ctx, func(ctx context.Context, t *tx) error {
		if err := t.store.dialect.exclude(ctx, t, []string{"mode " + c.Matcher}); err != nil {
			return err
		}
		last, err := one(ctx, t, value[int64], lastMode, asText(c.Matcher))
		if err != nil {
			return err
		}
		if last != before {
			return errOvertaken
		}
		return t.changeMode(ctx, c)
	})
	if errors.Is(err, errOvertaken) {
		return false, nil
	}
	return err == nil, s.failed(err, "change the mode of matcher %s", c.Matcher)
}

func (t *tx) changeMode(ctx context.Context, c ModeChange) error {
	evidence, err := asJSON(c.Evidence)
	if err != nil {
		return err
	}
	now := t.store.now()
	id, err := one(ctx, t, value[int64], insertMode,
		asText(c.Matcher), string(c.Why), c.Configured, c.Mode, evidence, asKey(c.Who), millis(now))
	if err != nil || c.Why != ModeDemoted && c.Why != ModePromoted {
		return err
	}
	return t.enqueue(ctx, newWork{kind: WorkMode, key: strconv.FormatInt(id, 10), at: now})
}

// PeekModes reads the last change of each matcher's mode from a store that is not opened otherwise: nothing is created or
// brought up to date. None where the store is older than such changes.
func PeekModes(ctx context.Context, url string) ([]ModeChange, error) {
	s, err := openBare(ctx, url, Options{})
	if err != nil {
		return nil, err
	}
	var schema int64
	err = s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		schema, err = t.schema(ctx)
		return err
	})
	var changes []ModeChange
	if err == nil && schema >= modesSince {
		changes, err = s.Modes(ctx)
	}
	return changes, errors.Join(s.failed(err, "look into the store"), s.closeDatabases())
}

// modesSince is the version of the tables from which on modes are kept.
const modesSince = 11
