package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

// serve answers /healthz (the process lives, and what a person should look at), /readyz (it can do its work) and /metrics.
func serve(addr string, gw *pipeline.Gateway, st *store.Store, registry *prometheus.Registry, log *slog.Logger) (stop func(), err error) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { healthy(w, gw) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) { ready(w, r, gw, st) })
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", addr)
	if err != nil {
		return nil, notListening(addr, err)
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			log.Error("health and metrics are not served", "error", err)
		}
	}()
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		if err := errors.Join(server.Shutdown(ctx), server.Close()); err != nil {
			log.Debug("health and metrics ended", "error", err)
		}
		<-done
	}, nil
}

// notListening says why nothing can be served at listen:, and what to do about it.
func notListening(addr string, err error) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("listen: %s is taken; see whether another frontdesk runs here (frontdesk status), else set another address in frontdesk.yaml", addr)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("listen: this user may not listen on %s; set a port above 1023 in frontdesk.yaml", addr)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return fmt.Errorf("listen: %s is no address of this machine; set 127.0.0.1:9925 in frontdesk.yaml", addr)
	}
	return fmt.Errorf("listen: %w; set another address in frontdesk.yaml", err)
}

// healthy says ok, and below what a person should look at though the channels work: replies that are unusual, and what
// works in part, a login among it that cannot be renewed. It is no reason to start again.
func healthy(w io.Writer, gw *pipeline.Gateway) {
	channels := gw.Health().Channels()
	fmt.Fprintln(w, "ok")
	if c := gw.Health().Config(); !c.Failed.IsZero() {
		fmt.Fprintf(w, "config not reloaded since %s, the last good one stays: %s\n", c.Failed.Format(time.RFC3339), strings.Join(c.Problems, "; "))
	}
	for _, name := range slices.Sorted(maps.Keys(channels)) {
		if p := channels[name].Problem; p != nil && p.Partial {
			fmt.Fprintf(w, "%s: %s\n", name, p)
		}
		if why := channels[name].Replies; why != "" {
			fmt.Fprintf(w, "%s: %s\n", name, why)
		}
		if why := channels[name].Paused; why != "" {
			fmt.Fprintf(w, "%s: automatic replies are %s\n", name, why)
		}
	}
}

// readiness is the body of /readyz.
type readiness struct {
	Ready    bool              `json:"ready"`
	Store    string            `json:"store"`
	Channels map[string]string `json:"channels"`
}

// ready says 200 where the store takes writes and every channel that this process runs is connected, else 503 with
// what is wrong.
func ready(w http.ResponseWriter, r *http.Request, gw *pipeline.Gateway, st *store.Store) {
	ctx, cancel := context.WithTimeout(r.Context(), 3*time.Second)
	defer cancel()
	body := readiness{Ready: true, Store: "ok", Channels: map[string]string{}}
	if err := st.Writable(ctx); err != nil {
		body.Ready, body.Store = false, err.Error()
	} else if p := gw.Health().Store(); p != nil { // a full disk may take a small write and no mail
		body.Ready, body.Store = false, p.String()
	}
	for name, c := range gw.Health().Channels() {
		switch {
		case c.Problem != nil && !c.Problem.Partial:
			body.Ready, body.Channels[name] = false, c.Problem.String()
		case c.Sending != "":
			body.Ready, body.Channels[name] = false, "sending: "+c.Sending
		case c.Standby:
			body.Channels[name] = "run by another process, this one stands by"
		case !c.Running, c.Since.IsZero():
			body.Ready, body.Channels[name] = false, "connecting for the first time"
		case c.Problem != nil:
			body.Channels[name] = "in part: " + c.Problem.String()
		default:
			body.Channels[name] = "ok"
		}
	}
	w.Header().Set("Content-Type", "application/json")
	if !body.Ready {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	if err := json.NewEncoder(w).Encode(body); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
