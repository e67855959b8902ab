package main

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
)

func TestPingSaysWhatTheGatewaySays(t *testing.T) {
	gateway := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/readyz" {
			http.Error(w, "support: the server refused user and password", http.StatusServiceUnavailable)
			return
		}
		_, _ = w.Write([]byte("ok\nsupport: paused \x1b[31m\n"))
	}))
	t.Cleanup(gateway.Close)
	var said strings.Builder
	if err := askHealth(t.Context(), &said, gateway.URL+"/healthz"); err != nil || said.String() != "ok\nsupport: paused [31m\n" {
		t.Errorf("%q, %v", said.String(), err)
	}
	err := askHealth(t.Context(), &said, gateway.URL+"/readyz")
	if err == nil || err.Error() != "the gateway is not well: support: the server refused user and password" {
		t.Errorf("not well: %v", err)
	}
	gateway.Close()
	if err := askHealth(t.Context(), &said, gateway.URL); err == nil || !strings.HasPrefix(err.Error(), "the gateway does not answer: ") {
		t.Errorf("gone: %v", err)
	}
	for listen, want := range map[string]string{
		"0.0.0.0:99": "127.0.0.1:99", ":99": "127.0.0.1:99", "[::]:99": "[::1]:99", "10.0.0.1:99": "10.0.0.1:99", "gate:99": "gate:99",
	} {
		if got := reachable(listen); got != want {
			t.Errorf("%s is reached at %s, want %s", listen, got, want)
		}
	}
}

func TestASecondGatewayIsToldOfTheFirst(t *testing.T) {
	first := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(first.Close)
	_, err := serve(first.Listener.Addr().String(), nil, nil, prometheus.NewRegistry(), slog.New(slog.DiscardHandler))
	if err == nil || !strings.Contains(err.Error(), "see whether another frontdesk runs here (frontdesk status)") {
		t.Error(err)
	}
}
