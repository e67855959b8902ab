package oauth

import (
	"context"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

// byCommand runs the admin's own command.
func (s *Source) byCommand(ctx context.Context) (grant, error) {
	token, err := s.settings.Token.Resolve(ctx)
	if err != nil {
		return grant{}, &commandError{err}
	}
	return grant{Access: hidden(token), Obtained: s.now()}, nil
}

// byClient asks in the application's own name (RFC 6749 section 4.4).
func (s *Source) byClient(ctx context.Context) (grant, error) {
	secret, err := s.settings.secret(ctx)
	if err != nil {
		return grant{}, err
	}
	of := s.settings.config(secret)
	c := clientcredentials.Config{
		ClientID: of.ClientID, ClientSecret: secret, TokenURL: of.Endpoint.TokenURL, Scopes: of.Scopes, AuthStyle: of.Endpoint.AuthStyle,
	}
	t, err := c.Token(s.with(ctx))
	if err != nil {
		return grant{}, s.clean(err, secret)
	}
	return s.granted(t, grant{}), nil
}

// byFile renews what a person granted (RFC 6749 section 6), unless another process just did.
func (s *Source) byFile(ctx context.Context, enough func(grant) bool) (grant, error) {
	unlock, err := s.file.lock(ctx)
	if err != nil {
		return grant{}, err
	}
	defer unlock()
	g, err := s.newest()
	if err != nil {
		return grant{}, err
	}
	s.mu.Lock()
	done := g.Client == s.settings.ClientID && enough(g)
	s.mu.Unlock()
	if done {
		return g, nil
	}
	if g.Client != s.settings.ClientID {
		return grant{}, errOtherClient
	}
	place, err := s.file.reserve()
	if err != nil {
		return grant{}, err
	}
	defer place.discard()
	fresh, err := s.refresh(ctx, g)
	if err != nil {
		return grant{}, err
	}
	err = place.commit(fresh)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unsaved = nil
	if err != nil {
		s.unsaved = &unsaved{fresh, g.Refresh}
	}
	return fresh, err
}

// newest is the grant in the file, or one that the disk did not take: that is saved first, unless somebody has logged in
// meanwhile. The file is locked.
func (s *Source) newest() (grant, error) {
	g, err := s.file.load()
	s.mu.Lock()
	held := s.unsaved
	s.mu.Unlock()
	if held == nil || (err == nil && g.Refresh != held.from) {
		return g, err
	}
	place, err := s.file.reserve()
	if err != nil {
		return grant{}, err
	}
	defer place.discard()
	if err := place.commit(held.grant); err != nil {
		return grant{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unsaved = nil
	return held.grant, nil
}

func (s *Source) refresh(ctx context.Context, g grant) (grant, error) {
	secret, err := s.settings.secret(ctx)
	if err != nil {
		return grant{}, err
	}
	t, err := s.settings.config(secret).TokenSource(s.with(ctx), &oauth2.Token{RefreshToken: string(g.Refresh)}).Token()
	if err != nil {
		return grant{}, s.clean(err, secret, string(g.Refresh), string(g.Access))
	}
	return s.granted(t, g), nil
}

// granted is a server's answer; what it does not give anew stays.
func (s *Source) granted(t *oauth2.Token, old grant) grant {
	g := grant{Client: s.settings.ClientID, Refresh: hidden(t.RefreshToken), Access: hidden(t.AccessToken), Obtained: s.now(), LoggedIn: old.LoggedIn}
	if g.Refresh == "" {
		g.Refresh = old.Refresh
	}
	if !t.Expiry.IsZero() {
		g.Expires = g.Obtained.Add(time.Until(t.Expiry).Round(time.Second))
	}
	return g
}

// with gives the library our client.
func (s *Source) with(ctx context.Context) context.Context {
	return context.WithValue(ctx, oauth2.HTTPClient, s.client)
}

// secret is empty for a public client.
func (s *Settings) secret(ctx context.Context) (string, error) {
	secret, err := s.ClientSecret.Resolve(ctx)
	if err != nil {
		return "", &secretError{err}
	}
	return secret, nil
}
