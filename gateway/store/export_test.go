package store

import "context"

// Exec runs a statement on the writer, for faults that cannot be brought about from outside.
func (s *Store) Exec(ctx context.Context, query string) error {
	_, err := s.writer.ExecContext(ctx, query)
	return err
}
