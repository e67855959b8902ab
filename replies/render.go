package replies

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/screen"
)

// Limits of what a reply shows.
const (
	maxArticles = 3
	maxSubject  = 200 // runes
)

// Input is what an automatic reply is rendered from.
type Input struct {
	Reply       gateway.Reply
	Message     *gateway.Message // that is answered; its subject and its author's name are all that is looked at
	ChannelName string
	Address     string         // the channel's
	TicketID    string         // empty where there is no ticket
	Zone        *time.Location // of times that are told; nil: UTC
	WorkingDay  time.Duration  // length of a usual day of the team; zero: promises are told in hours
}

// Render writes an automatic reply. It is pure; an error means that there is no template for the kind.
func (b *Book) Render(in Input) (Text, error) {
	if !in.Reply.Kind.Automatic() {
		return Text{}, fmt.Errorf("render %q: not an automatic reply", in.Reply.Kind)
	}
	l, err := b.layout(in.Reply.Matcher, in.Reply.Kind)
	if err != nil {
		return Text{}, err
	}
	text, err := b.page(l, in.letter(), in.Address)
	if err != nil {
		return Text{}, fmt.Errorf("render %s: %w", in.Reply.Kind, err)
	}
	text.Subject = replySubject(in.Message)
	return text, nil
}

func (in Input) letter() letter {
	l := letter{
		Channel:   value(in.ChannelName),
		Address:   value(in.Address),
		Reference: value(in.TicketID),
		Urgent:    in.Reply.Urgent,
		Articles:  shownPages(in.Reply.Articles),
		Missing:   missing(in.Reply.Missing),
	}
	if in.Message != nil {
		l.Name = value(displayName(in.Message.Author.Name))
	}
	if p := in.Reply.Promise; p != nil {
		l.Promise = value(promiseText(p, in.WorkingDay))
		l.Due = value(moment(p.Due, in.Zone))
		l.Contact = value(p.Contact)
	}
	return l
}

func shownPages(articles []gateway.Article) []page {
	var out []page
	for _, a := range articles[:min(len(articles), maxArticles)] {
		out = append(out, page{Title: value(a.Title), URL: value(shownURL(a.URL)), Passage: value(a.Passage)})
	}
	return out
}

var (
	urlEscaper = strings.NewReplacer(" ", "%20", "\t", "%09", "\n", "%0A", "\r", "%0D", "<", "%3C", ">", "%3E", `"`, "%22", `\`, "%5C")
	entity     = regexp.MustCompile(`(&#?[0-9A-Za-z]+);`)
)

// shownURL encodes what would end an address within a text, or be read as an HTML entity there.
func shownURL(url string) string {
	return entity.ReplaceAllString(urlEscaper.Replace(url), "$1%3B")
}

// missing are the names of details as a person reads them.
func missing(names []string) []value {
	var out []value
	for _, name := range names {
		out = append(out, value(strings.ReplaceAll(name, "_", " ")))
	}
	return out
}

// replySubject is the subject of a reply, never empty.
func replySubject(m *gateway.Message) string {
	if m == nil {
		return screen.ReplySubject("")
	}
	return oneLine(screen.ReplySubject(oneLine(m.Subject, maxSubject)), maxSubject)
}
