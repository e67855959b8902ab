package screen

import (
	"fmt"
	"net/mail"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"

	"github.com/rogpeppe/go-internal/txtar"
)

// The cases in testdata/*.txtar are mails with what screening must say of them. Lines that begin with @ come first:
//
//	@expect class treatment      the verdict
//	@rule name …                 these rules are among the reasons
//	@answer address | nobody     Verdict.AnswerTo
//	@form yes | no               FormAllowsReply
//	@mark, @bounce, @asks, @about, @auth VALUE, @first RULE
//	@conversation @quarantine @noreply @received DURATION @channel key=value @part DEPTH TYPE key=value
//	@report key=value @broken TEXT @attachment NAME @own-ids N
//	@signature DOMAIN pass|fail|unknown [aligned]
//	@cut quote|forwarded|disclaimer WORD
//
// Header lines follow as on the wire. A mail of anna@example.com to support@shop.example with a Return-Path is the
// default; a field with the value "-" takes the default away. {automatic N}, {answer N}, {forward N} and {origin ID}
// stand for signed ids of ours.

type testCase struct {
	name string
	in   Input
	want map[string][]string
}

var testNow = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

func testKeys() *gateway.Keyring {
	return gateway.NewKeyring(gateway.Key{Secret: []byte("a secret of the test"), Created: testNow})
}

func testInput() Input {
	return Input{
		Message: &gateway.Message{Received: testNow.Add(-time.Minute)},
		Channel: gateway.Channel{
			Name: "support", Kind: "email", Addresses: []string{"support@shop.example", "help@shop.example"},
			MaxReplyAge: 24 * time.Hour, FormSenders: []string{"webform@shop.example"}, Unaddressed: gateway.TreatTicket,
			Authserv: []string{"mx.shop.example"}, AnswerTo: gateway.AnswerAuthenticated, Treatments: map[gateway.Class]gateway.Treatment{},
		},
		OwnAddresses:      []string{"support@shop.example", "help@shop.example", "sales@shop.example"},
		Keys:              testKeys(),
		OwnIDsSincePerson: -1,
		Now:               testNow,
	}
}

func readCases(t testing.TB) []testCase {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	var cases []testCase
	for _, path := range files {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range txtar.Parse(content).Files {
			cases = append(cases, readCase(t, strings.TrimSuffix(filepath.Base(path), ".txtar")+"/"+f.Name, string(f.Data)))
		}
	}
	return cases
}

func readCase(t testing.TB, name, text string) testCase {
	t.Helper()
	c := testCase{name: name, in: testInput(), want: map[string][]string{}}
	head, body, _ := strings.Cut(text, "\n\n")
	c.in.Message.Text, c.in.Message.NewText = body, body
	var fields []gateway.HeaderField
	for _, line := range strings.Split(strings.TrimSpace(head), "\n") {
		if strings.HasPrefix(line, "@") {
			c.directive(t, strings.Fields(line[1:]))
			continue
		}
		n, v, ok := strings.Cut(line, ":")
		if !ok {
			t.Fatalf("%s: %q is no header line", name, line)
		}
		fields = append(fields, gateway.HeaderField{Name: n, Value: strings.TrimSpace(signed(v))})
	}
	c.setHeader(fields)
	return c
}

func (c *testCase) directive(t testing.TB, words []string) {
	t.Helper()
	name, args := words[0], words[1:]
	rest, m := strings.Join(args, " "), c.in.Message
	switch name {
	case "expect", "rule", "answer", "form", "mark", "bounce", "asks", "about", "auth", "first":
		c.want[name] = append(c.want[name], args...)
	case "conversation":
		c.in.InConversation = true
	case "quarantine":
		c.in.Quarantine = rest
	case "noreply":
		c.in.NoReply = rest
	case "received":
		d, err := time.ParseDuration(rest)
		if err != nil {
			t.Fatal(err)
		}
		m.Received = testNow.Add(d)
	case "own-ids":
		c.in.OwnIDsSincePerson, _ = strconv.Atoi(rest)
	case "signature":
		m.Facts.Signatures = append(m.Facts.Signatures, gateway.Signature{
			Domain: args[0], Result: gateway.Authentication(args[1]), Aligned: slices.Contains(args, "aligned"), Cause: "body hash did not verify",
		})
	case "cut": // from a word of the text to its end
		if i := strings.Index(m.Text, args[1]); i >= 0 {
			m.Cuts = append(m.Cuts, gateway.Cut{Rule: args[0], Start: i, End: len(m.Text)})
			m.NewText = m.Text[:i]
		}
	case "broken":
		m.Facts.Broken = append(m.Facts.Broken, rest)
	case "attachment":
		m.Attachments = append(m.Attachments, gateway.Attachment{Name: rest})
	case "part":
		depth, _ := strconv.Atoi(args[0])
		m.Facts.Parts = append(m.Facts.Parts, gateway.Part{Depth: depth, Type: args[1], Params: pairs(args[2:])})
	case "report":
		p := pairs(args)
		m.Facts.Report = &gateway.Report{Action: p["action"], Status: p["status"], About: []string{signed(strings.ReplaceAll(p["about"], "_", " "))}}
	case "channel":
		c.setChannel(t, pairs(args))
	default:
		t.Fatalf("%s: unknown directive @%s", c.name, name)
	}
}

func (c *testCase) setChannel(t testing.TB, settings map[string]string) {
	t.Helper()
	ch := &c.in.Channel
	for k, v := range settings {
		switch k {
		case "answer_to":
			ch.AnswerTo = gateway.AnswerTo(v)
		case "unaddressed":
			ch.Unaddressed = gateway.Treatment(v)
		case "authserv":
			ch.Authserv = strings.Split(v, ",")
		default:
			ch.Treatments[gateway.Class(k)] = gateway.Treatment(v)
		}
	}
}

func (c *testCase) setHeader(fields []gateway.HeaderField) {
	m := c.in.Message
	for _, d := range []gateway.HeaderField{
		{Name: "Return-Path", Value: "<anna@example.com>"},
		{Name: "From", Value: "Anna <anna@example.com>"},
		{Name: "To", Value: "support@shop.example"},
		{Name: "Subject", Value: "Where is my parcel?"},
		{Name: "Message-ID", Value: "<question@example.com>"},
	} {
		if _, given := (gateway.Facts{Header: fields}).Value(d.Name); !given {
			fields = append(fields, d)
		}
	}
	for _, f := range fields {
		if f.Value != "-" {
			m.Facts.Header = append(m.Facts.Header, f)
		}
	}
	value := func(name string) string { v, _ := m.Facts.Value(name); return v }
	if from := testAddresses(value("From")); len(from) > 0 {
		m.Author = from[0]
	}
	m.ReplyTo, m.To, m.Cc = testAddresses(value("Reply-To")), testAddresses(value("To")), testAddresses(value("Cc"))
	m.Subject = value("Subject")
	m.Thread.ID = strings.Trim(value("Message-ID"), "<>")
	m.Thread.InReplyTo = strings.Fields(strings.NewReplacer("<", "", ">", "").Replace(value("In-Reply-To")))
	m.Thread.References = strings.Fields(strings.NewReplacer("<", "", ">", "").Replace(value("References")))
}

func testAddresses(value string) []gateway.Address {
	list, err := mail.ParseAddressList(value)
	if err != nil {
		return nil
	}
	var out []gateway.Address
	for _, a := range list {
		out = append(out, gateway.Address{Name: a.Name, Addr: a.Address})
	}
	return out
}

func pairs(args []string) map[string]string {
	m := map[string]string{}
	for _, a := range args {
		k, v, _ := strings.Cut(a, "=")
		m[k] = v
	}
	return m
}

var placeholder = regexp.MustCompile(`\{(automatic|answer|forward|origin) ([^}]+)\}`)

// signed replaces the placeholders by signed ids of ours.
func signed(text string) string {
	kinds := map[string]gateway.DeliveryKind{"automatic": gateway.KindAnswer, "answer": gateway.KindAgentAnswer, "forward": gateway.KindForward}
	return placeholder.ReplaceAllStringFunc(text, func(s string) string {
		p := placeholder.FindStringSubmatch(s)
		if p[1] == "origin" {
			return testKeys().Origin(p[2])
		}
		d := gateway.Delivery{ID: "delivery" + p[2], Conversation: "conversation", Kind: kinds[p[1]]}
		return testKeys().MessageID(d, "shop.example")
	})
}

// got lists what a verdict says under the names of the directives.
func got(v gateway.Verdict) map[string]string {
	answer := v.AnswerTo.Addr
	if answer == "" {
		answer = "nobody"
	}
	first := "none"
	if len(v.Reasons) > 0 {
		first = v.Reasons[0].Rule
	}
	word := map[bool]string{true: "yes", false: "no"}
	return map[string]string{
		"expect": fmt.Sprintf("%s %s", v.Class, v.Treatment), "answer": answer, "form": word[v.FormAllowsReply], "mark": v.Mark,
		"bounce": word[v.Bounce], "asks": word[v.AsksNoReply], "about": v.About, "auth": string(v.Authenticated), "first": first,
	}
}
