package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/gateway/metrics"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

// runCommand is frontdesk run.
type runCommand struct {
	configFlag
	Log string `enum:"debug,info,warn,error" default:"info" help:"Least level that is logged: debug, info, warn or error."`
}

// Run runs the gateway until the process is told to end.
func (c runCommand) Run(ctx context.Context, p process) error {
	l, err := c.mustRead(p.stderr)
	if err != nil {
		return err
	}
	log := newLogger(p.stderr, c.Log)
	registry := prometheus.NewRegistry()
	gw, st, err := l.assemble(ctx, log, metrics.New(registry), nil)
	if err != nil {
		return err
	}
	return errors.Join(c.serveAndRun(ctx, l, gw, st, registry, log), st.Close())
}

func (c runCommand) serveAndRun(ctx context.Context, l loaded, gw *pipeline.Gateway, st *store.Store, registry *prometheus.Registry, log *slog.Logger) error {
	if l.folder.Listen != "" {
		stop, err := serve(l.folder.Listen, gw, st, registry, log)
		if err != nil {
			return err
		}
		defer stop()
	}
	var reloading sync.WaitGroup
	defer reloading.Wait()
	r := reloader{dir: c.dir(), first: l, gw: gw, log: log, shelf: l.shelf(ctx, log)}
	reloading.Go(func() { r.run(ctx) })
	log.Info("frontdesk runs", "config", c.dir(), "channels", len(l.channels))
	err := gw.Run(ctx)
	log.Info("frontdesk ends")
	return err
}

// assemble opens the store and the connectors and puts the gateway together.
func (l loaded) assemble(ctx context.Context, log *slog.Logger, m *metrics.Metrics, settled func(pipeline.Settled)) (*pipeline.Gateway, *store.Store, error) {
	st, err := l.openStore(ctx, log)
	if err != nil {
		return nil, nil, err
	}
	keys, err := st.Keyring(ctx)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("keys: %w", err), st.Close())
	}
	var gw *pipeline.Gateway
	report := func(channel string) func(*gateway.Problem) {
		return func(problem *gateway.Problem) { gw.Report(channel, problem) }
	}
	connectors, state := make(map[string]gateway.Connector, len(l.channels)), l.stateDir(ctx)
	for _, c := range l.channels {
		connectors[c.Name], err = c.Open(ctx, gateway.Environment{
			Keys: keys, Log: log.With("channel", c.Name), Report: report(c.Name), Now: time.Now, StateDir: state,
			TeamRooms: func() []string { return gw.Policy().Rooms(c.Name) },
			Login:     func(login gateway.Login) { gw.Login(c.Name, login) },
		})
		if err != nil {
			return nil, nil, errors.Join(err, st.Close())
		}
	}
	gw = pipeline.New(pipeline.Options{
		Store: st, Policy: l.policy, Connectors: connectors, Keys: keys, Log: log, Metrics: m, Now: time.Now, Settled: settled,
	})
	return gw, st, nil
}

// resolveSecrets opens every channel without connecting, so that secrets and certificates that cannot be read are found.
func (l loaded) resolveSecrets(p *configs.Problems) {
	if p.Errors() > 0 {
		return
	}
	for i, c := range l.channels {
		env := gateway.Environment{Keys: gateway.NewKeyring(), StateDir: l.stateDir(context.Background())}
		_, err := c.Open(context.Background(), env)
		var secret *configs.SecretError
		switch {
		case errors.As(err, &secret):
			p.Add(secret.At, secret.Err.Error(), secret.Hint)
		case err != nil:
			p.Add(l.folder.Channels[i].At, err.Error(), "")
		}
	}
}
