package main

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"frontdesk/gateway"
)

// printTrace shows why a decision came about, a line for each question that was asked.
func printTrace(w io.Writer, dec gateway.Decision) {
	for _, s := range dec.Trace.Steps {
		fmt.Fprintf(w, "  %-13s %s\n", s.Rule, printable(s.Finding))
	}
	v := dec.Trace.Verdict
	if v.Authenticated != "" {
		fmt.Fprintf(w, "  %-13s %s\n", "sender", senderLine(v))
	}
	for _, m := range dec.Trace.Matches {
		fmt.Fprintf(w, "  %-13s %s %.2f%s%s\n", "match", m.Matcher, m.Score, needed(m), evidence(m))
	}
	for _, m := range dec.Trace.Unsure {
		fmt.Fprintf(w, "  %-13s %s %.2f%s%s\n", "perhaps", m.Matcher, m.Score, needed(m), evidence(m))
	}
	for _, r := range dec.Trace.Requests {
		fmt.Fprintf(w, "  %-13s %q: %s\n", "request", printable(r.Text), requestWords(r))
	}
	for _, sh := range dec.Trace.Shadow {
		fmt.Fprintf(w, "  %-13s %s would: %s\n", "shadow", sh.Match.Matcher, shadowWords(sh))
	}
	for _, c := range dec.Trace.Cuts {
		fmt.Fprintf(w, "  %-13s %s, %d bytes\n", "cut", c.Rule, c.End-c.Start)
	}
	if t := dec.Ticket; t != nil {
		team := t.Team
		if team == "" {
			team = "no team"
		}
		fmt.Fprintf(w, "  %-13s %s, %s: %s\n", "ticket", team, t.Urgency, printable(t.Reason))
	}
}

func senderLine(v gateway.Verdict) string {
	s := "authenticated: " + string(v.Authenticated)
	if v.AnswerTo.Addr != "" {
		s += ", a reply would go to " + printable(v.AnswerTo.Addr)
	}
	return s
}

// needed is the score that a match counts from, where it needs one.
func needed(m gateway.Match) string {
	if m.Threshold == 0 {
		return ""
	}
	return fmt.Sprintf(" of %.2f", m.Threshold)
}

func requestWords(r gateway.Request) string {
	if r.Matcher == "" {
		return "nothing is sure about it"
	}
	return fmt.Sprintf("%s %.2f", r.Matcher, r.Score)
}

func evidence(m gateway.Match) string {
	s := ""
	for i, e := range m.Evidence {
		if i == 3 {
			return s + ", …"
		}
		sep := ", "
		if i == 0 {
			sep = " by "
		}
		s += sep + e.String()
		if e.Kind == "examples" {
			s += fmt.Sprintf(" (most like %q)", clip(e.Rule, 60))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.Details)) {
		s += fmt.Sprintf("; %s: %s", name, printable(m.Details[name]))
	}
	return s
}
