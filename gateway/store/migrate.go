package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"

	"github.com/pressly/goose/v3"

	"frontdesk/gateway"
)

//go:embed migrations/*.sql
var migrations embed.FS

// suit makes the tables fit this version, or says why they do not.
func (s *Store) suit(ctx context.Context, older Older) error {
	if older == MigrateOlder {
		return s.migrate(ctx)
	}
	err := s.UpToDate(ctx)
	if older == AcceptOlder && errors.Is(err, ErrOlder) {
		return nil
	}
	return err
}

// UpToDate fails with a [ProblemError] where the tables are not those that this version works with: with [ErrOlder] where
// they are older, with [ErrEmpty] where there are none.
func (s *Store) UpToDate(ctx context.Context) error {
	var is int64
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		is, err = t.schema(ctx)
		return err
	})
	if err != nil {
		return s.failed(err, "read the version of the store")
	}
	needs, err := latestSchema()
	p := gateway.Problem{Place: s.dialect.place(), What: fmt.Sprintf("its tables have version %d, this program needs %d", is, needs)}
	switch {
	case err != nil || is == needs:
		return err
	case is > needs:
		return s.tooNew(is, needs)
	case is == 0:
		p.What, p.Hint = "it has no tables yet", "frontdesk run makes them"
		return &ProblemError{Problem: p, Err: ErrEmpty}
	}
	p.Hint = "frontdesk run brings them up to date when the gateway is next started; frontdesk backup FILE keeps them as they are before that"
	return &ProblemError{Problem: p, Err: ErrOlder}
}

// latestSchema is the version of the tables that this program works with.
func latestSchema() (int64, error) {
	paths, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return 0, err
	}
	return goose.NumericComponent(paths[len(paths)-1]) // in the order of their numbers
}

// migrate brings the tables to what this version needs. Several processes may start at once.
func (s *Store) migrate(ctx context.Context) error {
	unlock, err := s.dialect.lockForMigration(ctx)
	if err != nil {
		return fmt.Errorf("lock for migration: %w", err)
	}
	defer unlock()
	provider, err := s.migrationProvider()
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	applied, err := provider.Up(ctx)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if len(applied) > 0 {
		s.log.Info("store migrated", "steps", len(applied))
	}
	return s.refuseNewer(ctx, provider)
}

func (s *Store) migrationProvider() (*goose.Provider, error) {
	steps, err := s.migrationSteps()
	if err != nil {
		return nil, err
	}
	name, options := s.dialect.goose()
	options = append(options,
		goose.WithGoMigrations(steps...),
		goose.WithDisableGlobalRegistry(true),
		goose.WithSlog(slog.New(slog.DiscardHandler)))
	return goose.NewProvider(name, s.writer, nil, options...)
}

// refuseNewer keeps an older program from writing into tables that it does not know.
func (s *Store) refuseNewer(ctx context.Context, p *goose.Provider) error {
	current, known, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if current <= known {
		return nil
	}
	return s.tooNew(current, known)
}

func (s *Store) tooNew(current, known int64) error {
	return &ProblemError{Problem: gateway.Problem{
		Place: s.dialect.place(),
		What:  fmt.Sprintf("its tables have version %d, this program knows up to %d", current, known),
		Hint:  "a newer frontdesk has written to it: install that one, or restore a backup",
	}}
}

// migrationSteps are the files of migrations/, in the words of the dialect.
func (s *Store) migrationSteps() ([]*goose.Migration, error) {
	paths, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var steps []*goose.Migration
	for _, path := range paths {
		version, err := goose.NumericComponent(path)
		if err != nil {
			return nil, err
		}
		text, err := migrations.ReadFile(path)
		if err != nil {
			return nil, err
		}
		up := func(ctx context.Context, raw *sql.Tx) error {
			_, err := raw.ExecContext(ctx, s.dialect.types(string(text)))
			return err
		}
		steps = append(steps, goose.NewGoMigration(version, &goose.GoFunc{RunTx: up}, nil))
	}
	return steps, nil
}
