package mailtest

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
)

// Stage is a moment of an SMTP transaction.
type Stage string

// Stages, in order.
const (
	StageHello     Stage = "hello"     // EHLO
	StageAuth      Stage = "auth"      // AUTH, after the password was read
	StageSender    Stage = "sender"    // MAIL FROM
	StageRecipient Stage = "recipient" // RCPT TO
	StageData      Stage = "data"      // DATA, before 354; on connections without TLS only
	StageBody      Stage = "body"      // after 354, before the mail was read
	StageEnd       Stage = "end"       // after the final dot
)

// Fault is one misbehaviour of the SMTP server. Faults hold for all connections until they are used up or cleared.
type Fault struct {
	Stage   Stage
	Code    int           // the reply: 451, 550; 0: none
	Status  [3]int        // its enhanced code: {4, 7, 28}
	Text    string        // its text
	Hangup  bool          // the connection is closed after the reply
	Drop    bool          // the connection is closed without a reply
	Deliver bool          // with StageEnd: the mail is delivered nevertheless
	Delay   time.Duration // before all of this
	To      string        // only for this recipient, from StageRecipient on
	Skip    int           // that many times it does nothing at first
	Times   int           // that many times it acts then; 0: always
}

// faults are those in force.
type faults struct {
	mu   sync.Mutex
	list []*Fault
}

// Fault puts a misbehaviour in force, behind those that are in force already.
func (s *Server) Fault(f Fault) {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.list = append(s.faults.list, &f)
}

// ClearFaults ends all misbehaviour.
func (s *Server) ClearFaults() {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.list = nil
}

// next takes the first fault that acts now.
func (fs *faults) next(stage Stage, to string) (Fault, bool) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	for i, f := range fs.list {
		if f.Stage != stage || (f.To != "" && !strings.EqualFold(f.To, to)) {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		if f.Times == 1 {
			fs.list = append(fs.list[:i:i], fs.list[i+1:]...)
		} else if f.Times > 1 {
			f.Times--
		}
		return *f, true
	}
	return Fault{}, false
}

// act does what the fault says on a connection and returns the reply, or nil where the stage passes.
func (f Fault) act(c *conn) error {
	if f.Delay > 0 {
		wait(f.Delay, c.gone)
	}
	switch {
	case f.Drop:
		_ = c.Close()
		return f.reply()
	case f.Code == 0:
		return nil
	case f.Hangup:
		c.closeAfter.Store(true)
	}
	return f.reply()
}

func wait(d time.Duration, gone <-chan struct{}) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-gone:
	}
}

func (f Fault) reply() *smtp.SMTPError {
	text := f.Text
	if text == "" {
		text = "refused by a fault of the test"
	}
	return &smtp.SMTPError{Code: f.Code, EnhancedCode: f.Status, Message: text}
}

// line is the reply as it goes over the wire.
func (f Fault) line() string {
	e := f.reply()
	return fmt.Sprintf("%d %d.%d.%d %s\r\n", e.Code, e.EnhancedCode[0], e.EnhancedCode[1], e.EnhancedCode[2], e.Message)
}
