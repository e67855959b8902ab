package kb

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"
)

// Links says how the links to articles are looked after: politely, one request at a time to a host.
type Links struct {
	Timeout      time.Duration // of a request
	Pause        time.Duration // between two requests to a host
	AllowPrivate bool          // also addresses of the own network, which an article for customers should not name
}

// Limits of a check.
const (
	maxHosts     = 8 // that are asked at the same time
	maxRedirects = 5
)

// LinkState is what is known of a link.
type LinkState string

// The states of a link.
const (
	LinkWell   LinkState = "well"
	LinkDead   LinkState = "dead"   // a customer who follows it finds nothing
	LinkUnsure LinkState = "unsure" // it could not be looked at today
)

// LinkResult is what became of one link.
type LinkResult struct {
	URL   string
	State LinkState
	Why   string
}

// PrivateAddress is the Why of a link to a host whose address is not of the public internet.
const PrivateAddress = "its address is private"

var errPrivate = errors.New(PrivateAddress)

// Check asks for each address by HEAD, and by GET where that is not answered well. It returns one result for each
// different address, sorted by address; what ctx cut short is unsure.
func (l Links) Check(ctx context.Context, addresses []string) []LinkResult {
	addresses = slices.Clone(addresses)
	slices.Sort(addresses)
	addresses = slices.Compact(addresses)
	byHost := map[string][]int{}
	for i, address := range addresses {
		host := ""
		if u, err := url.Parse(address); err == nil {
			host = u.Hostname()
		}
		byHost[host] = append(byHost[host], i)
	}
	results := make([]LinkResult, len(addresses))
	client := l.client()
	defer client.CloseIdleConnections()
	var hosts errgroup.Group
	hosts.SetLimit(maxHosts)
	for _, indexes := range byHost {
		hosts.Go(func() error {
			for n, i := range indexes {
				if n > 0 {
					pause(ctx, l.Pause)
				}
				results[i] = l.check(ctx, client, addresses[i])
			}
			return nil
		})
	}
	_ = hosts.Wait() // a link that fails is a result
	return results
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// client follows few redirects, and connects to public addresses only; what is looked at is the address that a name has
// at the moment of connecting, so that a name cannot change under the check.
func (l Links) client() *http.Client {
	dialer := &net.Dialer{Timeout: l.Timeout, Control: func(_, address string, _ syscall.RawConn) error {
		if at, err := netip.ParseAddrPort(address); !l.AllowPrivate && (err != nil || !public(at.Addr().Unmap())) {
			return errPrivate
		}
		return nil
	}}
	return &http.Client{
		Timeout:   l.Timeout,
		Transport: &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: l.Timeout, ResponseHeaderTimeout: l.Timeout, MaxResponseHeaderBytes: 64 << 10},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			switch {
			case len(via) >= maxRedirects:
				return fmt.Errorf("it redirects more than %d times", maxRedirects)
			case r.URL.Scheme != "https" && r.URL.Scheme != "http":
				return fmt.Errorf("it redirects to an address of %s", r.URL.Scheme)
			}
			return nil
		},
	}
}

// notPublic are the addresses that no customer can reach and netip does not name (RFC 6890).
var notPublic = [...]string{"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4", "64:ff9b:1::/48", "2001:db8::/32"}

func public(a netip.Addr) bool {
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return false
	}
	return !slices.ContainsFunc(notPublic[:], func(prefix string) bool { return netip.MustParsePrefix(prefix).Contains(a) })
}

// check asks for one address.
func (l Links) check(ctx context.Context, client *http.Client, address string) LinkResult {
	if what := wrongURL(address); what != "" {
		return LinkResult{address, LinkDead, what}
	}
	status, err := request(ctx, client, http.MethodHead, address)
	if err == nil && status >= 400 && status != http.StatusTooManyRequests {
		pause(ctx, l.Pause)
		status, err = request(ctx, client, http.MethodGet, address)
	}
	if err != nil {
		state, why := failed(err)
		return LinkResult{address, state, why}
	}
	why := fmt.Sprintf("%d %s", status, http.StatusText(status))
	switch {
	case status < 400:
		return LinkResult{address, LinkWell, why}
	case status == http.StatusNotFound || status == http.StatusGone:
		return LinkResult{address, LinkDead, why}
	}
	return LinkResult{address, LinkUnsure, why}
}

func request(ctx context.Context, client *http.Client, method, address string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, method, address, http.NoBody)
	if err != nil {
		return 0, err
	}
	req.Header.Set("User-Agent", "frontdesk-link-check")
	res, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	return res.StatusCode, res.Body.Close()
}

// failed says what an error means for the link, without its address.
func failed(err error) (LinkState, string) {
	var name *net.DNSError
	if errors.As(err, &name) && name.IsNotFound {
		return LinkDead, "there is no host of this name"
	}
	if errors.Is(err, errPrivate) {
		return LinkDead, errPrivate.Error()
	}
	if e := (*url.Error)(nil); errors.As(err, &e) {
		if e.Timeout() {
			return LinkUnsure, "no answer in time"
		}
		err = e.Err
	}
	return LinkUnsure, err.Error()
}
