package pipeline_test

import (
	"fmt"
	"testing"
)

// BenchmarkMailToReply takes one mail at a time from the mailbox to the reply at the SMTP server, beside a null
// responder's work only in .ci/bench; here it is for profiles.
func BenchmarkMailToReply(b *testing.B) {
	h := openHouse(b, deskServer(b), desk)
	n := 0
	for b.Loop() {
		n++
		from := fmt.Sprintf("c%d@d%d.example", n, n)
		raw := fmt.Sprintf("Return-Path: <%s>\r\nFrom: <%s>\r\nTo: <%s>\r\nSubject: My refund\r\nMessage-ID: <bench%d@d.example>\r\n\r\nWhen will my refund arrive?\r\n", from, from, desk, n)
		if _, err := h.server.Append(desk, "INBOX", []byte(raw)); err != nil {
			b.Fatal(err)
		}
		h.next()
		h.sent(n)
	}
}
