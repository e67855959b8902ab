package store

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Cap is a limit on automatic replies: fewer than Limit with this key within the window before now.
type Cap struct {
	Key    string
	Window time.Duration
	Limit  int
}

const (
	countCap  = `(select count(*) from caps where key = $%d and used_at > $%d)`
	insertCap = `insert into caps (key, used_at) values {rows}`
)

func (t *tx) settleCaps(ctx context.Context, st Settlement) error {
	if len(st.Caps) == 0 {
		return nil
	}
	used, err := t.countCaps(ctx, st.Caps)
	if err != nil {
		return err
	}
	var rows [][]any
	counted := map[string]bool{}
	for i, c := range st.Caps {
		if used[i] >= int64(c.Limit) {
			return ErrCapped
		}
		if !counted[c.Key] {
			counted[c.Key] = true
			rows = append(rows, []any{asKey(c.Key), millis(t.store.now())})
		}
	}
	return t.insert(ctx, insertCap, rows)
}

// countCaps is how much of each cap is used, in one query.
func (t *tx) countCaps(ctx context.Context, caps []Cap) ([]int64, error) {
	now := t.store.now()
	var counts []string
	var args []any
	used := make([]int64, len(caps))
	into := make([]any, len(caps))
	for i, c := range caps {
		counts = append(counts, fmt.Sprintf(countCap, 2*i+1, 2*i+2))
		args = append(args, asKey(c.Key), millis(now.Add(-c.Window)))
		into[i] = &used[i]
	}
	_, err := one(ctx, t, func(row scanner) (struct{}, error) { return struct{}{}, row.Scan(into...) }, "select "+strings.Join(counts, ", "), args...)
	return used, err
}
