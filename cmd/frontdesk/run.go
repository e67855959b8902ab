package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
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

// newLogger writes text on a terminal and JSON otherwise.
func newLogger(w io.Writer, level string) *slog.Logger {
	var least slog.Level
	if err := least.UnmarshalText([]byte(level)); err != nil {
		least = slog.LevelInfo
	}
	o := &slog.HandlerOptions{Level: least, ReplaceAttr: withoutAddresses}
	if isTerminal(w) {
		return slog.New(slog.NewTextHandler(w, o))
	}
	return slog.New(slog.NewJSONHandler(w, o))
}

// mailAddress is what looks like one, in whatever a server said.
var mailAddress = regexp.MustCompile(`[^\s<>"'(),:;=]+@[^\s<>"'(),:;=]+`)

// withoutAddresses takes mail addresses out of what is logged: servers repeat them in their answers.
func withoutAddresses(_ []string, a slog.Attr) slog.Attr {
	var text string
	switch v := a.Value.Any().(type) {
	case string:
		text = v
	case error:
		text = v.Error()
	default:
		return a
	}
	if strings.Contains(text, "@") {
		a.Value = slog.StringValue(mailAddress.ReplaceAllString(text, "[address]"))
	}
	return a
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

// storeExists fails where the store is a file that no gateway has made yet.
func (l loaded) storeExists(ctx context.Context) error {
	url, err := l.storeURL(ctx)
	if err != nil {
		return err
	}
	path, isFile := storeFile(url)
	if _, err := os.Stat(path); isFile && errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no store at %s yet; frontdesk run makes it", path)
	}
	return nil
}

// lookInto opens the store for a command beside the gateway, which makes nothing in it and migrates nothing.
func (l loaded) lookInto(ctx context.Context, older store.Older) (*store.Store, error) {
	if err := l.storeExists(ctx); err != nil {
		return nil, err
	}
	url, err := l.storeURL(ctx)
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, url, store.Options{Now: time.Now, Older: older})
}

// openStore opens the store that frontdesk.yaml names, to run a gateway on it.
func (l loaded) openStore(ctx context.Context, log *slog.Logger) (*store.Store, error) {
	url, err := l.storeURL(ctx)
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, url, store.Options{Now: time.Now, Log: log})
}

// storeURL is the address of the store; a relative path is relative to the config folder.
func (l loaded) storeURL(ctx context.Context) (string, error) {
	url, err := l.folder.Store.Resolve(ctx)
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok && !filepath.IsAbs(path) {
		url = "sqlite:" + filepath.Join(l.folder.Dir, path)
	}
	return url, err
}

// storeFile is the file of a store that is one, without the options behind it.
func storeFile(url string) (path string, isFile bool) {
	path, isFile = strings.CutPrefix(url, "sqlite:")
	path, _, _ = strings.Cut(path, "?")
	return path, isFile
}

// stateDir is where connectors keep what the store has no place for: beside the store, where that is a file, else empty.
func (l loaded) stateDir(ctx context.Context) string {
	url, err := l.storeURL(ctx)
	if err != nil {
		return "" // whoever opens the store tells
	}
	if path, isFile := storeFile(url); isFile {
		return filepath.Dir(path)
	}
	return ""
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
