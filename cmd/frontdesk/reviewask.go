package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"frontdesk/gateway/store"
	"frontdesk/matchers"
)

// maxReview is how many answers one sitting shows.
const maxReview = 1000

// askAll shows everything that was drawn and is not judged, one by one.
func (r *reviewer) askAll(ctx context.Context) error {
	waiting, err := r.store.ToJudge(ctx, maxReview)
	if err != nil {
		return err
	}
	if len(waiting) == 0 {
		fmt.Fprintln(r.out, "nothing waits to be judged")
		return nil
	}
	done := 0
	for i, t := range waiting {
		how, err := r.ask(ctx, t, fmt.Sprintf("%d of %d: ", i+1, len(waiting)))
		if err != nil {
			return err
		}
		if how == askedJudged {
			done++
		}
		if how == askedQuit {
			break
		}
	}
	fmt.Fprintf(r.out, "\n%d judged, %d left\n", done, len(waiting)-done)
	return nil
}

// asked is how a question to a person ended.
type asked int

const (
	askedJudged asked = iota
	askedSkipped
	askedQuit
)

// ask shows one answer and asks whether it was right. What is not understood is asked again.
func (r *reviewer) ask(ctx context.Context, t store.Trial, number string) (asked, error) {
	m, sent, err := r.message(ctx, t.Message)
	if err != nil {
		return askedSkipped, err
	}
	fmt.Fprintf(r.out, "\n%s%s %s this message of %s (%s)\n", number, t.Matcher, verb(t.Mode), day(m.Accepted), m.ID)
	fmt.Fprintf(r.out, "  subject: %s\n%s\n", orNothing(printable(m.Subject)), indent(firstLines(printableText(m.NewText))))
	r.showAnswer(t, sent)
	for {
		fmt.Fprintf(r.out, "was %s right? y, n, a matcher's name or none, s to skip, q to end: ", t.Matcher)
		line, err := r.in.next()
		if errors.Is(err, io.EOF) {
			return askedQuit, nil
		}
		if err != nil {
			return askedQuit, err
		}
		v, how, err := r.understand(t, line)
		if err != nil {
			fmt.Fprintln(r.out, err)
			continue
		}
		if how == askedJudged {
			return how, r.keep(ctx, t, v)
		}
		return how, nil
	}
}

// showAnswer shows what was said, or would have been.
func (r *reviewer) showAnswer(t store.Trial, sent []store.Outgoing) {
	if t.Mode == string(matchers.ModeShadow) {
		fmt.Fprintf(r.out, "  it would have shown: %s\n", orNothing(strings.Join(t.Links, ", ")))
		return
	}
	for _, o := range sent {
		fmt.Fprintf(r.out, "  the answer:\n%s\n", indent(firstLines(printableText(o.Text))))
	}
}

// verb says what a matcher in a mode did with a message.
func verb(mode string) string {
	switch matchers.Mode(mode) {
	case matchers.ModeShadow:
		return "would have decided"
	case matchers.ModeDraft:
		return "drafted an answer to"
	default:
		return "answered"
	}
}

// understand reads what was answered to the question.
func (r *reviewer) understand(t store.Trial, line string) (judged, asked, error) {
	switch strings.ToLower(line) {
	case "":
		return judged{}, 0, errors.New("nothing was said")
	case "y", "yes", "right", strings.ToLower(t.Matcher):
		return judged{right: true}, askedJudged, nil
	case "n", "no", "wrong":
		return judged{}, askedJudged, nil
	case "s", "skip":
		return judged{}, askedSkipped, nil
	case "q", "quit":
		return judged{}, askedQuit, nil
	}
	meant, err := r.matcher(line)
	return judged{meant: meant}, askedJudged, err
}

// longestShown is how many lines of a text a review shows.
const longestShown = 40

func firstLines(text string) string {
	all := strings.Split(strings.TrimSpace(text), "\n")
	if len(all) <= longestShown {
		return strings.Join(all, "\n")
	}
	return strings.Join(all[:longestShown], "\n") + fmt.Sprintf("\n… %d lines more", len(all)-longestShown)
}

// lines are what somebody types.
type lines struct{ from *bufio.Reader }

func newLines(r io.Reader) *lines { return &lines{bufio.NewReader(r)} }

// next is the next line without white space around it; io.EOF behind the last.
func (l *lines) next() (string, error) {
	line, err := l.from.ReadString('\n')
	if line = strings.TrimSpace(line); line != "" && errors.Is(err, io.EOF) {
		err = nil
	}
	return line, err
}
