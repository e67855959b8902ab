package mailtest

import (
	"bytes"
	"fmt"
	"strings"
	"sync"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/emersion/go-sasl"
)

func (s *Server) addUser(u User) error {
	a := &account{User: u, store: imapmemserver.NewUser(u.Address, u.Password)}
	for _, name := range append([]string{"INBOX", "Sent"}, u.Mailboxes...) {
		if err := a.store.Create(name, nil); err != nil {
			return fmt.Errorf("create mailbox %s: %w", name, err)
		}
	}
	for _, addr := range append([]string{u.Address}, u.Aliases...) {
		s.users[canonical(addr)] = a
	}
	return nil
}

func (s *Server) imapOptions() *imapserver.Options {
	caps := imap.CapSet{imap.CapIMAP4rev1: {}, imap.CapUIDPlus: {}, imap.CapNamespace: {}, imap.CapMove: {}, imap.CapSpecialUse: {}, imap.CapListExtended: {}}
	if s.options.NoMove {
		delete(caps, imap.CapMove)
	}
	return &imapserver.Options{
		NewSession: func(c *imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			is := &imapSession{server: s, conn: c}
			if s.options.Tokens != nil {
				return &tokenSession{is}, nil, nil
			}
			return is, nil, nil
		},
		Caps:         caps,
		Logger:       quiet(),
		TLSConfig:    s.tlsConfig(),
		InsecureAuth: true,
	}
}

// imapSession is one IMAP connection.
type imapSession struct {
	*imapmemserver.UserSession // nil before Login

	server   *Server
	conn     *imapserver.Conn
	selected string
}

// Login implements imapserver.Session.
func (is *imapSession) Login(username, password string) error {
	a, ok := is.server.users[canonical(username)]
	if !ok || a.Password != password {
		return imapserver.ErrAuthFailed
	}
	is.UserSession = imapmemserver.NewUserSession(a.store)
	return nil
}

// tokenSession is an IMAP connection that is logged in to by token only.
type tokenSession struct{ *imapSession }

// AuthenticateMechanisms implements imapserver.SessionSASL.
func (ts *tokenSession) AuthenticateMechanisms() []string { return ts.server.options.Mechanisms }

// Authenticate implements imapserver.SessionSASL.
func (ts *tokenSession) Authenticate(string) (sasl.Server, error) {
	return &tokenServer{login: func(user, token string) error {
		a, ok := ts.server.takes(user, token)
		if !ok {
			return imapserver.ErrAuthFailed
		}
		ts.UserSession = imapmemserver.NewUserSession(a.store)
		return nil
	}}, nil
}

// Login implements imapserver.Session.
func (ts *tokenSession) Login(string, string) error { return imapserver.ErrAuthFailed }

// Select implements imapserver.Session.
func (is *imapSession) Select(name string, options *imap.SelectOptions) (*imap.SelectData, error) {
	data, err := is.UserSession.Select(name, options)
	if err == nil {
		is.selected = name
	}
	return data, err
}

// List implements imapserver.Session. The memory server forgets what a mailbox is for: Sent is named first with its use.
func (is *imapSession) List(w *imapserver.ListWriter, ref string, patterns []string, options *imap.ListOptions) error {
	if options.ReturnSpecialUse && !is.server.options.NoSpecialUse {
		_, err := is.Status("Sent", &imap.StatusOptions{UIDNext: true})
		if err == nil {
			err = w.WriteList(&imap.ListData{Mailbox: "Sent", Delim: '/', Attrs: []imap.MailboxAttr{imap.MailboxAttrSent}})
			if err != nil {
				return err
			}
		}
	}
	return is.UserSession.List(w, ref, patterns, options)
}

// Fetch implements imapserver.Session. Asked for the body of a poisoned message, it hangs up; of a message that is left
// out it says nothing.
func (is *imapSession) Fetch(w *imapserver.FetchWriter, set imap.NumSet, options *imap.FetchOptions) error {
	uids, ok := set.(imap.UIDSet)
	if ok && len(options.BodySection) > 0 && is.server.poison.hit(is.selected, uids) {
		return is.conn.Bye("this message is poison")
	}
	if ok {
		set = is.server.omitted.without(is.selected, uids)
	}
	return is.UserSession.Fetch(w, set, options)
}

// omissions are the messages that FETCH leaves out, by "mailbox/uid", with how often it still does.
type omissions struct {
	mu    sync.Mutex
	times map[string]int
}

func (o *omissions) without(mailbox string, set imap.UIDSet) imap.UIDSet {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.times) == 0 {
		return set
	}
	uids, _ := set.Nums()
	var kept imap.UIDSet
	for _, uid := range uids {
		if key := fmt.Sprintf("%s/%d", mailbox, uid); o.times[key] > 0 {
			o.times[key]--
			continue
		}
		kept.AddNum(uid)
	}
	return kept
}

// Omit makes the server leave a message out of that many answers to FETCH, though it is there and SEARCH names it: in the
// mailbox of this name of any user.
func (s *Server) Omit(mailbox string, uid uint32, times int) {
	s.omitted.mu.Lock()
	defer s.omitted.mu.Unlock()
	if s.omitted.times == nil {
		s.omitted.times = make(map[string]int)
	}
	s.omitted.times[fmt.Sprintf("%s/%d", mailbox, uid)] = times
}

// poisons are the messages whose bodies cannot be fetched, by "mailbox/uid".
type poisons struct {
	mu   sync.Mutex
	uids map[string][]imap.UID
}

func (p *poisons) hit(mailbox string, set imap.UIDSet) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, uid := range p.uids[mailbox] {
		if set.Contains(uid) {
			return true
		}
	}
	return false
}

// Poison makes the server hang up whenever somebody fetches the body of this message, in the mailbox of this name of
// any user.
func (s *Server) Poison(mailbox string, uid uint32) {
	s.poison.mu.Lock()
	defer s.poison.mu.Unlock()
	if s.poison.uids == nil {
		s.poison.uids = make(map[string][]imap.UID)
	}
	s.poison.uids[mailbox] = append(s.poison.uids[mailbox], imap.UID(uid))
}

// literal is a mail in memory as go-imap wants it.
type literal struct{ *bytes.Reader }

// Append puts a mail into a mailbox as it is, and returns its UID.
func (s *Server) Append(user, mailbox string, raw []byte, flags ...string) (uint32, error) {
	a, ok := s.users[canonical(user)]
	if !ok {
		return 0, fmt.Errorf("append to %s of %s: no such user", mailbox, user)
	}
	options := &imap.AppendOptions{Time: s.options.Now()}
	for _, f := range flags {
		options.Flags = append(options.Flags, imap.Flag(f))
	}
	appended, err := a.store.Append(mailbox, literal{bytes.NewReader(raw)}, options)
	if err != nil {
		return 0, fmt.Errorf("append to %s of %s: %w", mailbox, user, err)
	}
	return uint32(appended.UID), nil
}

// Remove deletes a mailbox with all its mail, and drops the connections, as servers do that lose a mailbox.
func (s *Server) Remove(user, mailbox string) error {
	a, ok := s.users[canonical(user)]
	if !ok {
		return fmt.Errorf("remove mailbox %s of %s: no such user", mailbox, user)
	}
	if err := a.store.Delete(mailbox); err != nil {
		return fmt.Errorf("remove mailbox %s of %s: %w", mailbox, user, err)
	}
	s.DropConnections()
	return nil
}

// Rebuild removes a mailbox and makes it again under a new UIDVALIDITY, with these mails in it.
func (s *Server) Rebuild(user, mailbox string, mails ...[]byte) error {
	if err := s.Remove(user, mailbox); err != nil {
		return err
	}
	if err := s.Create(user, mailbox); err != nil {
		return err
	}
	for _, raw := range mails {
		if _, err := s.Append(user, mailbox, raw); err != nil {
			return err
		}
	}
	return nil
}

// Create makes a mailbox.
func (s *Server) Create(user, mailbox string) error {
	a, ok := s.users[canonical(user)]
	if !ok {
		return fmt.Errorf("create mailbox %s of %s: no such user", mailbox, user)
	}
	if err := a.store.Create(strings.TrimSpace(mailbox), nil); err != nil {
		return fmt.Errorf("create mailbox %s of %s: %w", mailbox, user, err)
	}
	return nil
}

// Mailbox lists what is in a user's mailbox.
func (s *Server) Mailbox(user, mailbox string) ([]Stored, error) {
	a, ok := s.users[canonical(user)]
	if !ok {
		return nil, fmt.Errorf("read mailbox %s of %s: no such user", mailbox, user)
	}
	return ReadMailbox(s.IMAP(), a.Address, a.Password, mailbox)
}
