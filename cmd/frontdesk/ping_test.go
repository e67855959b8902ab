package main

import (
	"log/slog"
	"net"
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
	if said, err := askHealth(t.Context(), gateway.URL+"/healthz"); err != nil || said != "ok\nsupport: paused [31m" {
		t.Errorf("%q, %v", said, err)
	}
	_, err := askHealth(t.Context(), gateway.URL+"/readyz")
	if err == nil || err.Error() != "it is not well: support: the server refused user and password" {
		t.Errorf("not well: %v", err)
	}
	gateway.Close()
	if _, err := askHealth(t.Context(), gateway.URL); err == nil || !strings.HasPrefix(err.Error(), "nobody listens there; ") {
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

// TestPingSaysInWordsWhyNothingIsAnswered: no address of a socket, no name of a system call.
func TestPingSaysInWordsWhyNothingIsAnswered(t *testing.T) {
	rude, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = rude.Close() })
	go func() {
		for {
			c, err := rude.Accept()
			if err != nil {
				return
			}
			_ = c.Close()
		}
	}()
	for url, want := range map[string]string{
		"http://" + strings.Repeat("x", 70) + ".example:80": "cannot be looked up; ", // no resolver is asked for such a name
		"http://" + rude.Addr().String():                    "what answers there is no gateway, or broke off; see what listens on that port",
	} {
		if _, err := askHealth(t.Context(), url); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "dial tcp") {
			t.Errorf("%s: %v", url, err)
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
