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
	maxArticles  = 3
	maxLanguages = 2
	maxSubject   = 200 // runes
)

// Input is what an automatic reply is rendered from.
type Input struct {
	Reply       gateway.Reply
	Message     *gateway.Message // that is answered; its subject and its author's name are all that is looked at
	ChannelName string
	Address     string         // the channel's
	TicketID    string         // empty where there is no ticket
	Zone        *time.Location // of times that are told where the promise names none; nil: UTC
	Now         time.Time      // zero: when the message was accepted
	WorkingDay  time.Duration  // length of a usual day of the team; zero: promises are told in hours
	Checked     bool           // a person lets it go: a draft
	Called      Called         // how the details that are asked for are called

	zones *zones // nil: each is read from its file
}

// Render writes an automatic reply in its languages, one below the other. It is pure; an error means that there is no
// template for the kind.
func (b *Book) Render(in Input) (Text, error) {
	if !in.Reply.Kind.Automatic() {
		return Text{}, fmt.Errorf("render %q: not an automatic reply", in.Reply.Kind)
	}
	layouts, err := b.written(in.Reply)
	if err != nil {
		return Text{}, err
	}
	in.zones = b.zones
	text, err := b.pages(b.letters(in, layouts), in.Address)
	if err != nil {
		return Text{}, fmt.Errorf("render %s: %w", in.Reply.Kind, err)
	}
	text.Subject = replySubject(in.Message)
	return text, nil
}

// letters are the parts of a reply: one for each layout.
func (b *Book) letters(in Input, layouts []*layout) []part {
	var parts []part
	for i, l := range layouts {
		w := b.wordsOf(l, in.Reply.Languages)
		fields, code := in.letter(w, i > 0), l.language
		if code == "" && w != nil {
			code = w.code
		}
		fields.Missing = in.Called.names(in.Reply.Missing, code)
		parts = append(parts, part{l, fields})
	}
	return parts
}

// letter fills the fields in the words of a language; nil words: as dates and figures only. second: see letter.Second.
func (in Input) letter(w *words, second bool) letter {
	l := letter{
		Channel:   value(in.ChannelName),
		Address:   value(in.Address),
		Reference: value(in.TicketID),
		Urgent:    in.Reply.Urgent,
		Checked:   in.Checked,
		Second:    second,
		Missing:   in.Called.names(in.Reply.Missing, ""),
	}
	if !second {
		l.Articles, l.Answers = shownPages(in.Reply.Articles, w), in.answers()
		l.Partly = in.partly()
	}
	if in.Message != nil {
		l.Name = value(displayName(in.Message.Author.Name))
	}
	if p := in.Reply.Promise; p != nil {
		in.tell(&l, *p, w)
	}
	return l
}

// answers is how many of the articles answer a request each.
func (in Input) answers() int { return max(in.Reply.Answers, 1) }

// partly says whether a person answers what the articles do not.
func (in Input) partly() bool {
	return len(in.Reply.Articles) > 0 && in.Reply.Answers > 0 && in.Reply.Kind != gateway.KindAnswer && in.Reply.Kind != chatKinds[0]
}

// tell fills in what is promised.
func (in Input) tell(l *letter, p gateway.Promise, w *words) {
	zone, now := in.zone(p), in.now()
	p.Due, p.Opens = local(p.Due, zone), local(p.Opens, zone)
	l.Expected = value(w.expected(&p, now, in.WorkingDay))
	l.Measured = p.Measured
	l.Due = value(w.moment("moment", p.Due, now))
	l.Opens = value(w.moment("at", p.Opens, now))
	l.Promise = value(w.promise(&p, in.WorkingDay))
	l.Within = value(w.within(&p, in.WorkingDay))
	if !l.Second {
		l.Contact = value(p.Contact)
	}
}

// zone is that of the promise, else the input's.
func (in Input) zone(p gateway.Promise) *time.Location {
	if p.Zone == "" {
		return in.Zone
	}
	zone, err := in.zones.load(p.Zone)
	if err != nil { // checked with the opening hours
		return in.Zone
	}
	return zone
}

func (in Input) now() time.Time {
	switch {
	case !in.Now.IsZero() || in.Message == nil:
		return in.Now
	case !in.Message.Accepted.IsZero():
		return in.Message.Accepted
	default:
		return in.Message.Received
	}
}

// local is a time in a zone, UTC where that is nil; no time stays none.
func local(t time.Time, zone *time.Location) time.Time {
	switch {
	case t.IsZero():
		return time.Time{}
	case zone == nil:
		return t.UTC()
	default:
		return t.In(zone)
	}
}

func shownPages(articles []gateway.Article, w *words) []page {
	var out []page
	for _, a := range articles[:min(len(articles), maxArticles)] {
		out = append(out, page{Title: value(a.Title), URL: value(shownURL(a.URL)), Passage: value(a.Passage), Language: value(w.in(a.Language))})
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

// Called says how details are called in languages: detail → BCP 47 code → its name. A detail that is not in it, or not in the
// language, is called as the matcher names it.
type Called map[string]map[string]string

// names are details as a person reads them in a language.
func (c Called) names(details []string, code string) []value {
	var out []value
	for _, detail := range details {
		name := strings.ReplaceAll(detail, "_", " ")
		for _, one := range parents(code) {
			if own := c[detail][one]; own != "" {
				name = own
				break
			}
		}
		out = append(out, value(name))
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
