package email

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
)

// decode reads a channel as it stands in frontdesk.yaml, and returns its problems, one a line.
func decode(t *testing.T, channel string) (*Settings, string) {
	t.Helper()
	file := "channels:\n  support:\n    " + strings.ReplaceAll(strings.TrimSpace(channel), "\n", "\n    ") + "\n"
	var p configs.Problems
	folder := configs.LoadFS(fstest.MapFS{"frontdesk.yaml": {Data: []byte(file)}}, "configs", &p)
	if len(folder.Channels) != 1 {
		t.Fatalf("no channel in\n%s%v", file, p.Err())
	}
	var s Settings
	var problems configs.Problems
	folder.Channels[0].Decode(&s, &problems)
	s.Check(folder.Channels[0], &problems)
	var lines []string
	for _, problem := range problems.All() {
		lines = append(lines, problem.String())
	}
	return &s, strings.Join(lines, "\n")
}

const smallest = `
kind: email
address: support@example.com
imap: {server: imap.example.com, user: support, password: env:PASSWORD}
smtp: {server: smtp.example.com}
`

func TestDefaultsAreFilled(t *testing.T) {
	s, problems := decode(t, smallest)
	if problems != "" {
		t.Fatal(problems)
	}
	if s.IMAP.Server != "imap.example.com:993" || s.SMTP.Server != "smtp.example.com:465" || s.IMAP.TLS != TLSImplicit {
		t.Errorf("servers %+v, %+v", s.IMAP, s.SMTP)
	}
	if s.SMTP.User != "support" || s.SMTP.Password.IsZero() || s.Bounce != "support@example.com" || s.Folder != "INBOX" {
		t.Errorf("account %q, bounce %q, folder %q", s.SMTP.User, s.Bounce, s.Folder)
	}
	ch := s.Channel("support")
	if ch.MaxReplyAge != 24*time.Hour || ch.Unaddressed != gateway.TreatTicket || ch.AnswerTo != gateway.AnswerAuthenticated {
		t.Errorf("channel %+v", ch)
	}
	if s.Start != "now" || !s.UsesNullSender() || !s.Mark.IsZero() {
		t.Errorf("start %q, null sender %v, mark %+v", s.Start, s.UsesNullSender(), s.Mark)
	}
}

func TestEveryKeyIsAccepted(t *testing.T) {
	s, problems := decode(t, `
kind: email
address: support@example.com
aliases: [help@example.com]
team: first-line
imap: {server: "imap.example.com:1143", user: support@example.com, password: env:PASSWORD, tls: starttls, ca: ca.pem}
smtp: {server: "[::1]:2525", user: out, password: "file:secret", tls: none}
bounce: support+bounce@example.com
null_sender: false
folder: Support
sent: Sent
bcc: Copies
mark: {answered: '\Answered', move: {answer: Done, ticket: Tickets}}
start: 2026-01-31
max_reply_age: 2d
form_senders: [form@example.com]
unaddressed: answer
authserv: [MX.example.com]
answer_to: return-path
treat: {role-address: answer}
`)
	if problems != "" {
		t.Fatal(problems)
	}
	if s.SMTP.Server != "[::1]:2525" || s.MaxReplyAge != 48*time.Hour || s.UsesNullSender() || s.Mark.Move["answer"] != "Done" {
		t.Errorf("settings %+v", s)
	}
	ch := s.Channel("support")
	if ch.Treatments[gateway.ClassRole] != gateway.TreatAnswer || ch.Authserv[0] != "mx.example.com" || len(ch.Addresses) != 2 {
		t.Errorf("channel %+v", ch)
	}
	if s.since.Format(time.DateOnly) != "2026-01-31" {
		t.Errorf("start %s", s.since)
	}
}

func TestAProviderOfTokensSaysTheRest(t *testing.T) {
	for keys, want := range map[string]struct{ imap, imapTLS, smtp, smtpTLS string }{
		"oauth2: {provider: google, client_id: a, client_secret: env:A}": {"imap.gmail.com:993", TLSImplicit, "smtp.gmail.com:465", TLSImplicit},
		"oauth2: {provider: microsoft, client_id: a}":                    {"outlook.office365.com:993", TLSImplicit, "smtp.office365.com:587", TLSStart},
		"oauth2: {provider: microsoft, client_id: a}\nsmtp: {server: relay.example.com, user: out, password: env:B}": {
			"outlook.office365.com:993", TLSImplicit, "relay.example.com:465", TLSImplicit,
		},
		"oauth2: {token: 'cmd:gettoken'}\nimap: {server: a.example}\nsmtp: {server: b.example}": {"a.example:993", TLSImplicit, "b.example:465", TLSImplicit},
	} {
		s, problems := decode(t, "kind: email\naddress: support@example.com\n"+keys)
		if problems != "" || s.IMAP.Server != want.imap || s.SMTP.Server != want.smtp || s.IMAP.TLS != want.imapTLS || s.SMTP.TLS != want.smtpTLS {
			t.Errorf("%s\n%+v %+v %s", keys, s.IMAP, s.SMTP, problems)
		}
		if s.IMAP.User != "support@example.com" || s.SMTP.Password.IsZero() != (s.SMTP.User == s.IMAP.User) {
			t.Errorf("%s\n%+v %+v", keys, s.IMAP, s.SMTP)
		}
	}
}

func TestMistakesAreNamedAtTheirPlace(t *testing.T) {
	for change, want := range map[string]string{
		"address: support":                                                `frontdesk.yaml:4:5: "support" is not a mail address`,
		"imap: {user: a, password: env:A}":                                `"imap" needs a "server"`,
		"imap: {server: a, password: env:A}":                              `"imap" needs a "user"`,
		"imap: {server: a, user: b}":                                      `"imap" needs a "password"`,
		"imap: {server: 'http://a/', user: b, password: env:A}":           `is not a server`,
		"imap: {server: 'a:nonsense', user: b, password: env:A}":          `"a:nonsense" is not a server`,
		"imap: {server: a, user: b, password: env:A, tls: startls}":       `did you mean "starttls"?`,
		"imap: {server: a.example, user: b, password: env:A, tls: none}":  `warning: mail and password travel unencrypted to a.example`,
		"smtp: {server: a, user: other}":                                  `"smtp" has another user than "imap" and no "password"`,
		"oauth2: {provider: google, client_id: a, client_secret: env:A}":  `"imap" has a password, and the channel "oauth2"`,
		"oauth2: {provider: microsft, client_id: a}":                      `did you mean "microsoft"?`,
		"start: yesterday":                                                `"yesterday" is no start`,
		"max_reply_age: -1h":                                              `is no duration`,
		"unaddressed: anser":                                              `did you mean "answer"?`,
		"answer_to: everyone":                                             `"everyone" is not a value of answer_to`,
		"mark: {answered: 'two words'}":                                   `"two words" is not a flag`,
		"mark: {move: {answr: Done}}":                                     `did you mean "answer"?`,
		"treat: {bulk: answer}":                                           `"bulk" is not a class of mail`,
		"treat: {role-address: reply}":                                    `"reply" is no treatment of mail`,
		"form_senders: [form]":                                            `"form" is not a mail address`,
		"bounce: x@":                                                      `"x@" is not a mail address`,
		"alias: [help@example.com]":                                       `did you mean "aliases"?`,
		"imap: {server: a, user: b, password: plain-text-is-not-allowed}": `a secret is not written into the config`,
	} {
		key, _, _ := strings.Cut(change, ":")
		var lines []string
		for line := range strings.Lines(strings.TrimSpace(smallest)) {
			if !strings.HasPrefix(line, key+":") {
				lines = append(lines, strings.TrimRight(line, "\n"))
			}
		}
		_, problems := decode(t, lines[0]+"\n"+change+"\n"+strings.Join(lines[1:], "\n"))
		if !strings.Contains(problems, want) {
			t.Errorf("%s\n got %q\nwant %q", change, problems, want)
		}
		if strings.Contains(problems, "plain-text-is-not-allowed") {
			t.Errorf("the password is told: %s", problems)
		}
	}
}
