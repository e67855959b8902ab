package oauthtest

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
)

// challenge is what a browser was sent back with.
type challenge struct{ user, verifier, redirect string }

// device is a login by code that is going on.
type device struct {
	code     string // that the person types
	user     string // who agreed; empty: nobody yet
	declined bool
}

// token answers the token address (RFC 6749 sections 4 to 6, RFC 8628 section 3.4).
func (s *Server) token(w http.ResponseWriter, r *http.Request) {
	if s.misbehave(w, r) {
		return
	}
	id, secret, ok := r.BasicAuth()
	if !ok {
		id, secret = r.FormValue("client_id"), r.FormValue("client_secret")
	}
	if id != ClientID || (secret != "" && secret != ClientSecret) {
		refuse(w, http.StatusUnauthorized, "invalid_client", "AADSTS7000215: Invalid client secret provided.")
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch r.FormValue("grant_type") {
	case "refresh_token":
		s.renew(w, r.FormValue("refresh_token"))
	case "authorization_code":
		s.exchange(w, r)
	case "urn:ietf:params:oauth:grant-type:device_code":
		s.poll(w, r.FormValue("device_code"))
	case "client_credentials":
		s.give(w, id+"@example.test", "")
	default:
		refuse(w, http.StatusBadRequest, "unsupported_grant_type", "")
	}
}

// misbehave does what the first fault says, and is true where that was the answer.
func (s *Server) misbehave(w http.ResponseWriter, r *http.Request) bool {
	s.mu.Lock()
	s.asked++
	var f Fault
	if len(s.faults) > 0 {
		f = *s.faults[0]
		if s.faults[0].Times == 1 {
			s.faults = s.faults[1:]
		} else if f.Times > 1 {
			s.faults[0].Times--
		}
	}
	s.mu.Unlock()
	if f.Reached != nil {
		f.Reached()
	}
	if f.Hold != nil {
		select {
		case <-f.Hold:
		case <-r.Context().Done():
		}
	}
	if f.Status == 0 {
		return false
	}
	_ = r.ParseForm() // what is not readable is not repeated
	if f.Echo {
		f.Description += " " + r.Form.Encode() + " " + r.FormValue("refresh_token")
	}
	if f.Code == "" {
		w.WriteHeader(f.Status)
		_, _ = fmt.Fprintf(w, "<html>%s</html>", f.Description)
		return true
	}
	refuse(w, f.Status, f.Code, f.Description)
	return true
}

func (s *Server) renew(w http.ResponseWriter, refresh string) {
	user, ok := s.refresh[refresh]
	if !ok {
		refuse(w, http.StatusBadRequest, "invalid_grant", "Token has been expired or revoked.")
		return
	}
	next := ""
	if s.options.Rotate {
		delete(s.refresh, refresh)
		next = s.newRefresh(user)
	}
	s.give(w, user, next)
}

func (s *Server) give(w http.ResponseWriter, user, refresh string) {
	body := map[string]any{"access_token": s.newAccess(user), "token_type": "Bearer", "expires_in": int(s.options.Life.Seconds())}
	if refresh != "" {
		body["refresh_token"] = refresh
	}
	reply(w, http.StatusOK, body)
}

// exchange checks the verifier of PKCE (RFC 7636 section 4.6).
func (s *Server) exchange(w http.ResponseWriter, r *http.Request) {
	c, ok := s.codes[r.FormValue("code")]
	delete(s.codes, r.FormValue("code"))
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if !ok || c.redirect != r.FormValue("redirect_uri") || c.verifier != base64.RawURLEncoding.EncodeToString(sum[:]) {
		refuse(w, http.StatusBadRequest, "invalid_grant", "the code is wrong")
		return
	}
	s.give(w, c.user, s.newRefresh(c.user))
}

// authorize agrees at once, as the account that the address suggests, and sends the browser back; "nobody" declines.
func (s *Server) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	back, err := url.Parse(q.Get("redirect_uri"))
	if err != nil || q.Get("code_challenge_method") != "S256" || q.Get("client_id") != ClientID {
		http.Error(w, "a wrong request", http.StatusBadRequest)
		return
	}
	answer := url.Values{"state": {q.Get("state")}}
	if user := q.Get("login_hint"); user == "nobody" {
		answer.Set("error", "access_denied")
	} else {
		s.mu.Lock()
		s.number++
		code := fmt.Sprintf("code-%s-%d", Canary, s.number)
		s.codes[code] = challenge{user, q.Get("code_challenge"), q.Get("redirect_uri")}
		s.mu.Unlock()
		answer.Set("code", code)
	}
	back.RawQuery = answer.Encode()
	http.Redirect(w, r, back.String(), http.StatusFound)
}

// device begins a login by code; Agree and Decline end it.
func (s *Server) device(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("client_id") != ClientID {
		refuse(w, http.StatusBadRequest, "unauthorized_client", "AADSTS700016: Application was not found.")
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.number++
	code := fmt.Sprintf("device-%s-%d", Canary, s.number)
	d := &device{code: fmt.Sprintf("CODE-%04d", s.number)}
	s.devices[code] = d
	reply(w, http.StatusOK, map[string]any{
		"device_code": code, "user_code": d.code, "verification_uri": s.http.URL + "/enter", "expires_in": 900, "interval": 1,
	})
}

// Agree lets the owner of an account type in a code.
func (s *Server) Agree(userCode, user string) bool { return s.end(userCode, user, false) }

// Decline lets a person refuse.
func (s *Server) Decline(userCode string) bool { return s.end(userCode, "", true) }

func (s *Server) end(userCode, user string, declined bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range s.devices {
		if d.code == userCode {
			d.user, d.declined = user, declined
			return true
		}
	}
	return false
}

func (s *Server) poll(w http.ResponseWriter, code string) {
	d, ok := s.devices[code]
	switch {
	case !ok:
		refuse(w, http.StatusBadRequest, "expired_token", "")
	case d.declined:
		refuse(w, http.StatusBadRequest, "access_denied", "")
	case d.user == "":
		refuse(w, http.StatusBadRequest, "authorization_pending", "")
	default:
		delete(s.devices, code)
		s.give(w, d.user, s.newRefresh(d.user))
	}
}
