package kb

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// site is a server with pages of every kind.
func site(t *testing.T) (base string, busiest *atomic.Int32) {
	t.Helper()
	var now atomic.Int32
	busiest = new(atomic.Int32)
	mux := http.NewServeMux()
	status := func(path string, code int) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) })
	}
	status("/well", http.StatusOK)
	status("/gone", http.StatusGone)
	status("/broken", http.StatusInternalServerError)
	status("/forbidden", http.StatusForbidden)
	status("/slow-down", http.StatusTooManyRequests)
	mux.HandleFunc("/no-head", func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusNotFound)
		}
	})
	mux.Handle("/moved", http.RedirectHandler("/well", http.StatusMovedPermanently))
	mux.Handle("/circle", http.RedirectHandler("/circle", http.StatusFound))
	mux.Handle("/to-file", http.RedirectHandler("file:///etc/passwd", http.StatusFound))
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for n := now.Add(1); n > busiest.Load(); {
			busiest.Store(n)
		}
		defer now.Add(-1)
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL, busiest
}

func TestLinksAreFollowed(t *testing.T) {
	base, busiest := site(t)
	want := map[string]string{
		"/well": "well 200 OK", "/moved": "well 200 OK", "/no-head": "well 200 OK",
		"/none": "dead 404 Not Found", "/gone": "dead 410 Gone",
		"/broken": "unsure 500 Internal Server Error", "/forbidden": "unsure 403 Forbidden", "/slow-down": "unsure 429 Too Many Requests",
		"/circle": "unsure it redirects more than 5 times", "/to-file": "unsure it redirects to an address of file",
	}
	addresses := []string{"ftp://x.example/"}
	for path := range want {
		addresses = append(addresses, base+path, base+path)
	}
	results := Links{Timeout: time.Minute, AllowPrivate: true}.Check(context.Background(), addresses)
	if len(results) != len(want)+1 {
		t.Errorf("%d results for %d addresses", len(results), len(want)+1)
	}
	for _, r := range results {
		expected := want[strings.TrimPrefix(r.URL, base)]
		if r.URL == "ftp://x.example/" {
			expected = "dead the address does not begin with https:// or http://"
		}
		if got := string(r.State) + " " + r.Why; got != expected {
			t.Errorf("%s: got %q, want %q", r.URL, got, expected)
		}
	}
	if n := busiest.Load(); n != 1 {
		t.Errorf("%d requests to one host at the same time", n)
	}
}

func TestPrivateAddressesAreRefused(t *testing.T) {
	base, busiest := site(t)
	for _, r := range (Links{Timeout: time.Minute}).Check(context.Background(), []string{base + "/well", "http://localhost:1/"}) {
		if r.State != LinkDead || r.Why != "its address is private" {
			t.Errorf("%s: %s %s", r.URL, r.State, r.Why)
		}
	}
	if busiest.Load() > 0 {
		t.Error("a request was made")
	}
}

func TestPublicAddresses(t *testing.T) {
	cases := map[string]bool{
		"9.9.9.9": true, "2620:fe::fe": true, "127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false,
		"100.64.0.1": false, "0.0.0.0": false, "224.0.0.1": false, "255.255.255.255": false, "::1": false, "fe80::1": false, "fc00::1": false,
		"192.0.2.1": false, "198.18.0.1": false, "2001:db8::1": false,
	}
	for address, want := range cases {
		if got := public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}

func TestWhatIsCutShortIsUnsure(t *testing.T) {
	entered, release := make(chan struct{}), make(chan struct{})
	var once sync.Once
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		once.Do(func() { close(entered) })
		<-release
	}))
	defer s.Close()
	defer close(release)
	ctx, stop := context.WithCancel(context.Background())
	go func() {
		<-entered
		stop()
	}()
	results := Links{Timeout: time.Hour, Pause: time.Hour, AllowPrivate: true}.Check(ctx, []string{s.URL + "/a", s.URL + "/b"})
	for _, r := range results {
		if r.State != LinkUnsure {
			t.Errorf("%s: %s %s", r.URL, r.State, r.Why)
		}
	}
	if len(results) != 2 {
		t.Errorf("%d results", len(results))
	}
}
