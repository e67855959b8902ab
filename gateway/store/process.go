package store

import (
	"context"
	"encoding/json"
	"time"

	"frontdesk/gateway"
)

// processKept is how long one is listed that says nothing any more.
const processKept = 24 * time.Hour

const (
	upsertProcess = `insert into processes (id, seen_at, body) values ($1, $2, $3)
		on conflict (id) do update set seen_at = excluded.seen_at, body = excluded.body`
	deleteProcess   = `delete from processes where id = $1`
	deleteProcesses = `delete from processes where seen_at < $1`
	selectProcesses = `select seen_at, body from processes where seen_at >= $1 order by seen_at desc, id`
)

// PutProcess writes what a process says of itself now.
func (s *Store) PutProcess(ctx context.Context, p gateway.Process) error {
	p.Seen = s.now()
	body, err := asJSON(p)
	if err != nil {
		return err
	}
	err = s.write(ctx, func(ctx context.Context, t *tx) error {
		return t.run(ctx, upsertProcess, p.ID, millis(p.Seen), asText(body))
	})
	return s.failed(err, "note process %s", p.ID)
}

// RemoveProcess forgets a process that ends.
func (s *Store) RemoveProcess(ctx context.Context, id string) error {
	err := s.write(ctx, func(ctx context.Context, t *tx) error {
		return t.run(ctx, deleteProcess, id)
	})
	return s.failed(err, "forget process %s", id)
}

// Processes are those that run, and those of the last day that ended without a word; who spoke last comes first.
func (s *Store) Processes(ctx context.Context) ([]gateway.Process, error) {
	var ps []gateway.Process
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		ps, err = all(ctx, t, scanProcess, selectProcesses, millis(s.now().Add(-processKept)))
		return err
	})
	return ps, s.failed(err, "list processes")
}

func scanProcess(row scanner) (gateway.Process, error) {
	var p gateway.Process
	var seen int64
	var body string
	if err := row.Scan(&seen, &body); err != nil {
		return p, err
	}
	err := json.Unmarshal([]byte(body), &p)
	p.Seen = moment(seen)
	return p, err
}
