package manners_test

import (
	"testing"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/manners"
)

// BenchmarkJudge judges the messages of a busy room, each with the thirty before it and what came within a minute, as
// the pipeline does twice for a question and once for all else.
func BenchmarkJudge(b *testing.B) {
	said := newRoom(b, 1, 500)
	var inputs []manners.Input
	for i, u := range said {
		in := manners.Input{Message: &u.Message, Manners: rules(), Best: u.best, MaxAge: time.Hour, Now: u.Received.Add(time.Minute)}
		in.Past.HourAll = len(said)
		in.Past.Before, in.Past.Since = talk(said[max(0, i-30):i]), talk(said[i+1:min(len(said), i+9)])
		inputs = append(inputs, in)
	}
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		manners.Judge(inputs[n%len(inputs)])
	}
}

func talk(list []utterance) (out []gateway.Said) {
	for _, u := range list {
		out = append(out, gateway.Said{ID: u.SourceID, Author: u.Author.Addr, At: u.Received, ReplyTo: u.Chat.ReplyTo, Mentions: u.Chat.Mentions})
	}
	return out
}

// BenchmarkQuestion reads the lines of the corpus.
func BenchmarkQuestion(b *testing.B) {
	lines := corpus(b)
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		asked(lines[n%len(lines)].text)
	}
}
