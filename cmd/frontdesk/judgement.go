package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
)

// judgement is one line of --format jsonl.
type judgement struct {
	Path          string          `json:"path,omitempty"`
	Line          int             `json:"line,omitempty"`
	Decision      gateway.Outcome `json:"decision"`
	ReplyAllowed  bool            `json:"reply_allowed"` // with reason and is_bounce: by the message's own headers and form
	Reason        string          `json:"reason"`
	IsBounce      bool            `json:"is_bounce"`
	Why           string          `json:"why"` // of the decision
	Reasons       []string        `json:"reasons"`
	Authenticated string          `json:"authenticated"`
	Subject       string          `json:"subject"`
	From          string          `json:"from"` // the address; what the field says where it holds none
	BodyText      string          `json:"body_text"`
	ReplyText     string          `json:"reply_text"`
	Cuts          []gateway.Cut   `json:"cuts"` // ranges of body_text that are told apart, in bytes of UTF-8
	Language      string          `json:"language"`
	Matches       []tryMatch      `json:"matches"`
	Articles      []string        `json:"articles"`
	Reply         string          `json:"reply"`
}

type tryMatch struct {
	Matcher string  `json:"matcher"`
	Score   float64 `json:"score"`
}

func newJudgement(s source, v pipeline.Preview) judgement {
	m, dec, verdict := v.Message, v.Decision, v.Decision.Trace.Verdict
	j := judgement{
		Path: s.Path, Line: s.Line, Decision: dec.Outcome, ReplyAllowed: verdict.FormAllowsReply, IsBounce: verdict.Bounce,
		Why: dec.Reason, Reasons: []string{}, Authenticated: string(verdict.Authenticated), Subject: m.Subject,
		From: cmp.Or(m.Author.Addr, m.Author.Name), BodyText: m.Text, ReplyText: m.NewText, Cuts: append([]gateway.Cut{}, m.Cuts...), Language: m.Language, Matches: []tryMatch{}, Articles: []string{},
	}
	if !j.ReplyAllowed {
		j.Reason = verdict.FormReason.String()
	}
	for _, r := range verdict.Reasons {
		j.Reasons = append(j.Reasons, r.String())
	}
	for _, match := range dec.Trace.Matches {
		j.Matches = append(j.Matches, tryMatch{match.Matcher, match.Score})
	}
	if v.Reply != nil {
		j.Reply = v.Reply.Text
		j.Articles = append(j.Articles, v.Reply.Articles...)
	}
	return j
}

// printPreview shows one judgement to a person.
func printPreview(w io.Writer, s source, v pipeline.Preview) {
	m, dec := v.Message, v.Decision
	switch {
	case s.Line > 0:
		fmt.Fprintf(w, "line %d: %s\n", s.Line, printable(firstLine(m.NewText)))
	case s.Path != "":
		fmt.Fprintf(w, "%s: %s\n", printable(s.Path), orNothing(printable(m.Subject)))
	}
	fmt.Fprintf(w, "%s: %s\n", strings.ToUpper(string(dec.Outcome)), printable(dec.Reason))
	printTrace(w, dec)
	if v.Reply != nil {
		fmt.Fprintf(w, "\nthe customer would get (%s):\n%s\n", v.Reply.Kind, indent(printableText(v.Reply.Text)))
	}
	for _, f := range v.Forwards {
		fmt.Fprintf(w, "\n%s would get: %s\n", f.To.Addr, printable(f.Subject))
	}
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}

func indent(s string) string {
	return "  │ " + strings.ReplaceAll(strings.TrimRight(s, "\n"), "\n", "\n  │ ")
}
