package matchers

import (
	"reflect"
	"strings"
	"time"
)

// whenValues are what a condition may speak of. Their names are those of the config; docs/matching.md explains them.
type whenValues struct {
	Message      messageValues      `expr:"message"`
	Customer     customerValues     `expr:"customer"`
	Conversation conversationValues `expr:"conversation"`
	Time         timeValues         `expr:"time"`
}

type messageValues struct {
	Text        string   `expr:"text"` // what is new in it, its beginning and end where it is long
	Subject     string   `expr:"subject"`
	Language    string   `expr:"language"` // as recognised, BCP 47; empty: not recognised
	Channel     string   `expr:"channel"`
	Chat        bool     `expr:"chat"`
	Words       int      `expr:"words"`       // in the text; of scripts without spaces, characters
	Attachments []string `expr:"attachments"` // their names, lower case
}

type customerValues struct {
	Address string `expr:"address"` // lower case, without a +tag
	Domain  string `expr:"domain"`
	Name    string `expr:"name"`
}

type conversationValues struct {
	New     bool   `expr:"new"`     // the message starts it
	Earlier int    `expr:"earlier"` // what the customer wrote in it before
	Replies int    `expr:"replies"` // automatic ones
	Person  bool   `expr:"person"`  // one of ours wrote in it
	Ticket  bool   `expr:"ticket"`  // it has one that is not closed
	Matter  string `expr:"matter"`  // the matcher that it is about; empty: none
}

// timeValues are when the message is decided, in the zone of those who answer.
type timeValues struct {
	Hour    int    `expr:"hour"` // 0 to 23
	Minute  int    `expr:"minute"`
	Weekday string `expr:"weekday"` // mon, tue, wed, thu, fri, sat, sun
	Day     int    `expr:"day"`
	Month   int    `expr:"month"`
	Date    string `expr:"date"` // 2026-12-24
	Open    bool   `expr:"open"` // those who answer work
}

func (r *reading) whenValues(a Around) whenValues {
	m, h := r.message, a.History
	v := whenValues{
		Message: messageValues{
			Text: strings.Join(clip(m.NewText), "\n"), Subject: m.Subject, Language: m.Language, Channel: m.Channel,
			Chat: m.Chat != nil, Words: countWords(r.folded.text[r.subject:]),
		},
		Customer: customerValues{m.Author.Canonical(), m.Author.Domain(), m.Author.Name},
		Conversation: conversationValues{
			New: h.Conversation.ID == "", Earlier: len(h.Earlier), Replies: len(h.Replies), Person: !h.PersonWrote.IsZero(),
			Ticket: h.Ticket != nil, Matter: h.Conversation.Matcher,
		},
		Time: timesOf(a.Now, a.Open),
	}
	for _, file := range m.Attachments {
		v.Message.Attachments = append(v.Message.Attachments, foldName(file.Name))
	}
	return v
}

func timesOf(now time.Time, open bool) timeValues {
	return timeValues{
		Hour: now.Hour(), Minute: now.Minute(), Weekday: strings.ToLower(now.Weekday().String()[:3]),
		Day: now.Day(), Month: int(now.Month()), Date: now.Format(time.DateOnly), Open: open,
	}
}

// countWords counts the words of a folded text, and the characters of scripts without spaces.
func countWords(text string) int {
	n := len(spans(text))
	for _, r := range text {
		if unspaced(r) && wordRune(r) {
			n++
		}
	}
	return n
}

// valueNames are the names below a name, and those of the nouns for the empty one; nil where it is unknown.
func valueNames(noun string) []string {
	t := reflect.TypeFor[whenValues]()
	if noun == "" {
		return fieldNames(t)
	}
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("expr") == noun {
			return fieldNames(t.Field(i).Type)
		}
	}
	return nil
}

func fieldNames(t reflect.Type) []string {
	var names []string
	for i := range t.NumField() {
		names = append(names, t.Field(i).Tag.Get("expr"))
	}
	return names
}

// value is what a name such as conversation.replies stands for.
func (v whenValues) value(noun, name string) any {
	at := reflect.ValueOf(v)
	for _, key := range []string{noun, name} {
		for i := range at.NumField() {
			if at.Type().Field(i).Tag.Get("expr") == key {
				at = at.Field(i)
				break
			}
		}
	}
	return at.Interface()
}
