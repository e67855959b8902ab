package hours_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"frontdesk/gateway/hours"
)

func TestFetchGetsTheContent(t *testing.T) {
	text := events(event("DTSTART;VALUE=DATE:20260601"))
	mux := http.NewServeMux()
	mux.HandleFunc("/closed.ics", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(text) })
	mux.Handle("/moved", http.RedirectHandler("/closed.ics", http.StatusMovedPermanently))
	server := httptest.NewServer(mux)
	defer server.Close()
	for _, path := range []string{"/closed.ics", "/moved"} {
		got, err := hours.Fetch(t.Context(), server.URL+path)
		if err != nil || string(got) != string(text) {
			t.Errorf("%s: %q, %v", path, got, err)
		}
	}
}

func TestFetchGivesUpWithoutTellingTheAddress(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/secret/endless", func(w http.ResponseWriter, _ *http.Request) {
		for range 5 << 10 {
			if _, err := w.Write(make([]byte, 1<<10)); err != nil {
				return
			}
		}
	})
	mux.Handle("/secret/circle", http.RedirectHandler("/secret/circle", http.StatusFound))
	mux.HandleFunc("/secret/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	server := httptest.NewServer(mux)
	defer server.Close()
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		ctx           context.Context
		address, want string
	}{
		{t.Context(), server.URL + "/secret/gone", "404 Not Found"},
		{t.Context(), server.URL + "/secret/endless", "it is larger than 4 MiB"},
		{t.Context(), server.URL + "/secret/circle", "too many redirects"},
		{ended, server.URL + "/secret/slow", "context canceled"},
		{t.Context(), "http://%zz/secret", "this is no address"},
		{t.Context(), "secret://127.0.0.1/secret", "unsupported protocol scheme"},
	} {
		_, err := hours.Fetch(c.ctx, c.address)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "/secret") {
			t.Errorf("%s: %v, want %s", c.address, err, c.want)
		}
	}
}

func TestWebcalMeansTLS(t *testing.T) {
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	_, err := hours.Fetch(t.Context(), "webcal://"+strings.TrimPrefix(plain.URL, "http://"))
	if err == nil || !strings.Contains(err.Error(), "HTTPS") {
		t.Errorf("without TLS: %v", err)
	}
}
