package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// route is one line of the API.
type route struct {
	name    string // "METHOD /path/with/{parameters}", as counters and faults name it
	query   string // known query parameters, separated by spaces
	serve   func(*call) (any, error)
	open    bool // needs no bot token: gateway URL, and interactions by their own token
	limit   int  // requests in each period
	period  time.Duration
	created bool // answers 201
}

// call is one request while it is served; the server's lock is held.
type call struct {
	*Server
	route *route
	req   *http.Request
	bot   *Bot // nil on open routes without a token
	query url.Values
	body  []byte
	files []Attachment
	// status replaces 200 if the handler sets it.
	status int
}

// handler is the whole server.
func (s *Server) handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range routes() {
		method, path, _ := strings.Cut(r.name, " ")
		mux.HandleFunc(method+" /api/{version}"+path, func(w http.ResponseWriter, req *http.Request) { s.serve(w, req, &r) })
	}
	mux.HandleFunc("GET /gateway/", s.serveGateway)
	mux.HandleFunc("GET /resume", s.serveGateway)
	mux.HandleFunc("/", s.serveNothing)
	return mux
}

func (s *Server) serveNothing(w http.ResponseWriter, req *http.Request) {
	s.mu.Lock()
	s.note("REST: there is no " + req.Method + " " + req.URL.Path + " here")
	s.mu.Unlock()
	writeError(w, notFound())
}

// serve is the way of every request: what breaks on purpose, who asks, how often, what, and then the route itself.
func (s *Server) serve(w http.ResponseWriter, req *http.Request, r *route) {
	body, err := io.ReadAll(io.LimitReader(req.Body, 30<<20))
	if err != nil {
		return
	}
	s.count(r)
	broken := s.takeFault(r.name)
	if !s.before(w, req, broken) {
		return
	}
	c := &call{Server: s, route: r, req: req, query: req.URL.Query(), body: body}
	status, payload := c.answer(w.Header())
	if broken != nil && !s.after(w, broken, status) {
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(payload)
}

// answer runs the call under the server's lock, which is given back even if a handler panics.
func (c *call) answer(h http.Header) (status int, payload []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	answer, err := c.run(h)
	status, payload = c.encode(answer, err)
	c.settle(c, status, err)
	return status, payload
}

func (c *call) run(h http.Header) (any, error) {
	if v := c.req.PathValue("version"); v != "v9" && v != "v10" {
		return nil, invalid(50041, "Invalid API version")
	}
	if err := c.identifyClient(); err != nil {
		return nil, err
	}
	if err := c.throttle(h); err != nil {
		return nil, err
	}
	if err := c.unpack(); err != nil {
		return nil, err
	}
	for key := range c.query {
		if !slices.Contains(strings.Fields(c.route.query), key) {
			return nil, formError(key, "UNKNOWN_QUERY", "This route has no query parameter "+key+".")
		}
	}
	return c.route.serve(c)
}

// identifyClient checks token and User-Agent (developers/reference, sections Authentication and User Agent).
func (c *call) identifyClient() error {
	if agent := c.req.UserAgent(); !strings.HasPrefix(agent, "DiscordBot (") {
		return &apiError{status: http.StatusForbidden, code: 40333, message: "internal network error: User-Agent " + agent + " is no DiscordBot (url, version)"}
	}
	token, isBot := strings.CutPrefix(c.req.Header.Get("Authorization"), "Bot ")
	if isBot {
		c.bot = c.botByToken(token)
	}
	if c.bot == nil && !c.route.open {
		return &apiError{status: http.StatusUnauthorized, message: "401: Unauthorized"}
	}
	return nil
}

func (c *call) encode(answer any, err error) (int, []byte) {
	var failed *apiError
	switch {
	case errors.As(err, &failed):
		return failed.status, failed.json()
	case err != nil:
		panic(fmt.Sprintf("discordtest: %s: %v", c.route.name, err)) // handlers fail by apiError only
	case answer == nil:
		return http.StatusNoContent, nil
	case c.status != 0:
		return c.status, encode(answer)
	case c.route.created:
		return http.StatusCreated, encode(answer)
	}
	return http.StatusOK, encode(answer)
}

// settle counts the answer, and notes what a careful client does not do.
func (s *Server) settle(c *call, status int, err error) {
	s.counts.answers[status]++
	var failed *apiError
	if errors.As(err, &failed) && (status == http.StatusBadRequest || failed.note) {
		s.note(fmt.Sprintf("REST: %s: %s", c.route.name, failed.json()))
	}
	if status == http.StatusUnauthorized || status == http.StatusForbidden || status == http.StatusTooManyRequests && !failed.shared() {
		s.countInvalid()
	}
	s.watchStubborn(c, status)
	s.touch()
}

// decode reads a JSON body strictly: a field that the route does not have is refused, though Discord ignores it, since it is
// a typing error.
func (c *call) decode(v any) error {
	if len(c.body) == 0 {
		return nil
	}
	if !json.Valid(c.body) {
		return invalid(50109, "The request body contains invalid JSON.")
	}
	if err := strictJSON(c.body, v); err != nil {
		return formError("_", "STRICT", err.Error())
	}
	return nil
}

func strictJSON(data []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if d.More() {
		return errors.New("more than one JSON value")
	}
	return nil
}

func (c *call) param(name string) string { return c.req.PathValue(name) }
