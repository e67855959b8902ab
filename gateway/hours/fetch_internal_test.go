package hours

import (
	"net/http"
	"testing"
)

func TestARedirectDoesNotLeadAwayFromTLS(t *testing.T) {
	request := func(address string) *http.Request {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	for _, c := range []struct {
		from, to string
		follow   bool
	}{
		{"https://a.example", "https://b.example", true},
		{"http://a.example", "https://b.example", true},
		{"http://a.example", "http://b.example", true},
		{"https://a.example", "http://a.example", false},
	} {
		err := checkRedirect(request(c.to), []*http.Request{request(c.from)})
		if (err == nil) != c.follow {
			t.Errorf("from %s to %s: %v", c.from, c.to, err)
		}
	}
}
