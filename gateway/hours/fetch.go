package hours

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	maxICS       = 4 << 20 // bytes
	fetchTimeout = 30 * time.Second
	maxRedirects = 5
)

// Fetch gets the content of one of [Calendar.Sources], once. Its errors do not name the address, which is often a secret.
// It is the one function here that uses the network; who calls it decides when, and keeps the last good content.
func Fetch(ctx context.Context, address string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, secure(address), http.NoBody)
	if err != nil {
		return nil, errors.New("fetch closures: this is no address")
	}
	request.Header.Set("Accept", "text/calendar")
	client := http.Client{CheckRedirect: checkRedirect}
	response, err := client.Do(request)
	if err != nil {
		var withAddress *url.Error
		if errors.As(err, &withAddress) {
			err = withAddress.Err
		}
		return nil, fmt.Errorf("fetch closures from %s: %w", request.URL.Hostname(), err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch closures from %s: %s", request.URL.Hostname(), response.Status)
	}
	content, err := io.ReadAll(io.LimitReader(response.Body, maxICS+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("fetch closures from %s: %w", request.URL.Hostname(), err)
	case len(content) > maxICS:
		return nil, fmt.Errorf("fetch closures from %s: it is larger than 4 MiB", request.URL.Hostname())
	}
	return content, nil
}

// secure is the address with the scheme that calendar programs write replaced by the one it means.
func secure(address string) string {
	if rest, ok := strings.CutPrefix(address, "webcal://"); ok {
		return "https://" + rest
	}
	return address
}

func checkRedirect(next *http.Request, via []*http.Request) error {
	switch {
	case len(via) > maxRedirects:
		return errors.New("too many redirects")
	case via[0].URL.Scheme == "https" && next.URL.Scheme != "https":
		return errors.New("a redirect from https to " + next.URL.Scheme)
	}
	return nil
}
