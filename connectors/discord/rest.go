package discord

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"frontdesk/connectors/retry"
)

const (
	apiVersion  = "10"
	restTimeout = 20 * time.Second // of one request
	maxResponse = 16 << 20
)

// rest speaks the API's HTTP side. Each call is one attempt: trying again is the caller's work.
type rest struct {
	base    string // with the version, without a slash at the end
	client  *http.Client
	limits  *limits
	token   atomic.Pointer[string]
	refused atomic.Bool // the server refused this token: nothing is asked with it any more
}

// versioned is a base URL that names its version itself.
var versioned = regexp.MustCompile(`/v\d+$`)

func newREST(api, token string) *rest {
	if !versioned.MatchString(api) {
		api += "/v" + apiVersion
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 8
	r := &rest{base: api, client: &http.Client{Transport: transport, Timeout: restTimeout}, limits: newLimits()}
	r.setToken(token)
	return r
}

// setToken takes another token.
func (r *rest) setToken(token string) {
	token = plainToken(token)
	r.token.Store(&token)
	r.refused.Store(false)
}

// plainToken is a token without the word Bot, which some guides write before it.
func plainToken(token string) string { return strings.TrimPrefix(strings.TrimSpace(token), "Bot ") }

// version is the API's version, which the gateway is asked for too.
func (r *rest) version() string {
	if v := versioned.FindString(r.base); v != "" {
		return v[2:]
	}
	return apiVersion
}

// call is one request.
type call struct {
	method, path string
	body, out    any           // JSON; nil for none
	patience     time.Duration // longest wait for a rate limit; 0: as long as the context lasts
	anonymous    bool          // the path itself is the permission: interactions and their webhooks
	unlimited    bool          // no limit applies: acknowledging an interaction
}

// restError is an answer that refuses.
type restError struct {
	Status  int
	Code    int    // Discord's own, 0 where it gave none
	Message string // its words
	After   time.Duration
}

func (e *restError) Error() string {
	if e.Code != 0 {
		return fmt.Sprintf("%d %s (%d)", e.Status, e.Message, e.Code)
	}
	return fmt.Sprintf("%d %s", e.Status, e.Message)
}

// unsentError is a failure before anything of the request left.
type unsentError struct{ err error }

func (e *unsentError) Error() string { return e.err.Error() }
func (e *unsentError) Unwrap() error { return e.err }

// do makes one request. Errors are a *restError for an answer that refuses, an *unsentError where nothing was asked, and any
// other where it is not known what the server made of it.
func (r *rest) do(ctx context.Context, c call) error {
	if err := ctx.Err(); err != nil {
		return &unsentError{err}
	}
	if r.refused.Load() && !c.anonymous {
		return &restError{Status: http.StatusUnauthorized, Message: "the token was refused before"}
	}
	if c.unlimited {
		_, err := r.send(ctx, c)
		return err
	}
	route, major := routeOf(c.method, c.path)
	b, err := r.limits.take(ctx, route, major, c.patience)
	if errors.Is(err, errLimited) {
		return &restError{Status: http.StatusTooManyRequests, Message: err.Error()}
	}
	if err != nil {
		return &unsentError{err}
	}
	header, err := r.send(ctx, c)
	var refused *restError
	if errors.As(err, &refused) && refused.Status == http.StatusTooManyRequests {
		r.limits.give(b, route, major, nil)
		r.limits.hold(b, refused.After, header.Get("X-RateLimit-Global") == "true" || header.Get("X-RateLimit-Scope") == "global")
		return err
	}
	r.limits.give(b, route, major, header)
	return err
}

// send makes the request and reads the answer.
func (r *rest) send(ctx context.Context, c call) (http.Header, error) {
	connected := false
	trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected = true }}
	req, err := r.request(httptrace.WithClientTrace(ctx, trace), c)
	if err != nil {
		return nil, &unsentError{err}
	}
	res, err := r.client.Do(req)
	if err != nil && !connected {
		return nil, &unsentError{withoutURL(err)}
	}
	if err != nil {
		return nil, withoutURL(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(res.Body, maxResponse))
	if res.StatusCode < 200 || res.StatusCode > 299 {
		return res.Header, r.refusal(res, raw, c)
	}
	if err != nil {
		return res.Header, fmt.Errorf("read the answer: %w", err)
	}
	if c.out == nil {
		return res.Header, nil
	}
	if err := json.Unmarshal(raw, c.out); err != nil {
		return res.Header, fmt.Errorf("read the answer: %w", err)
	}
	return res.Header, nil
}

func (r *rest) request(ctx context.Context, c call) (*http.Request, error) {
	var body io.Reader
	if c.body != nil {
		raw, err := json.Marshal(c.body)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(ctx, c.method, r.base+c.path, body)
	if err != nil {
		return nil, err
	}
	// The form that Discord's reference asks for; without it its front refuses requests.
	req.Header.Set("User-Agent", "DiscordBot (frontdesk, 1)")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if !c.anonymous {
		req.Header.Set("Authorization", "Bot "+*r.token.Load())
	}
	return req, nil
}

// withoutURL takes the address out of an error: that of an interaction is a secret.
func withoutURL(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

// refusal reads an answer that refuses.
func (r *rest) refusal(res *http.Response, raw []byte, c call) error {
	var said struct {
		Code    int     `json:"code"`
		Message string  `json:"message"`
		After   float64 `json:"retry_after"`
	}
	e := &restError{Status: res.StatusCode, Message: http.StatusText(res.StatusCode)}
	if json.Unmarshal(raw, &said) == nil {
		e.Code, e.Message = said.Code, cmp.Or(printable(said.Message, 200), e.Message)
		e.After = time.Duration(said.After * float64(time.Second))
	}
	if e.After == 0 {
		e.After = seconds(res.Header.Get("Retry-After"))
	}
	if res.StatusCode == http.StatusUnauthorized && !c.anonymous {
		r.refused.Store(true)
	}
	return e
}

// close ends idle connections.
func (r *rest) close() { r.client.CloseIdleConnections() }

// patiently makes a request that may be repeated, until it is answered in one way or another. Only a refusal that will
// stay, and the end of ctx, are errors.
func (r *rest) patiently(ctx context.Context, c call, t timing) error {
	wait := retry.Backoff{First: t.retryFirst, Last: t.retryLast}
	for {
		err := r.do(ctx, c)
		if err == nil || ctx.Err() != nil {
			return err
		}
		var refused *restError
		if errors.As(err, &refused) && refused.Status < 500 && refused.Status != http.StatusTooManyRequests {
			return err
		}
		if wait.Tries() >= t.restTries {
			return err
		}
		if !retry.Sleep(ctx, wait.Next()) {
			return ctx.Err()
		}
	}
}
