package replies

import (
	"regexp"
	"strings"

	"frontdesk/gateway"
	"frontdesk/replies/markdown"
)

// Button is the label of a command's button in the first of the languages that has it, else in English.
func (b *Book) Button(c gateway.CommandName, languages []string) string {
	return b.inFirst(languages, "buttons."+string(c), nil)
}

// NoteFields are what a note names.
type NoteFields struct {
	Agent string // who has the ticket, or had it; an account's number is not shown
	// Place is where the reply goes that the note announces, and Here says that it is where the command was given.
	Place gateway.Place
	Here  bool
}

var accountNumber = regexp.MustCompile(`^\d*$`)

// Note is a short word to who gave a command, in the first of the languages that has it, else in English.
func (b *Book) Note(n gateway.NoteName, languages []string, f NoteFields) string {
	id := strings.NewReplacer(" ", "_", "'", "").Replace(string(n))
	switch {
	case n == gateway.NoteOther && accountNumber.MatchString(f.Agent):
		id = "with_somebody"
	case n == gateway.NoteTakenOver && accountNumber.MatchString(f.Agent):
		id = "taken_over_from_somebody"
	case n == gateway.NoteHanded && f.Here:
		id = "handed_here"
	case n == gateway.NoteHanded && f.Place == gateway.PlacePrivate:
		id = "handed_private"
	case n == gateway.NoteHanded && f.Place == gateway.PlaceDirect:
		id = "handed_direct"
	}
	source := b.inFirst(languages, "notes."+id, map[string]any{"Agent": value(oneLine(f.Agent, maxSubject))})
	text, _ := markdown.Chat(chatMost, b.dialect.Parse([]byte(source)))
	return text
}

// inFirst says a message in the first of the languages that has words, else in English; the id where there is none.
func (b *Book) inFirst(languages []string, id string, fields map[string]any) string {
	for _, code := range append(languages[:len(languages):len(languages)], builtinLanguage) {
		if w := b.words[base(canonical(code))]; w != nil {
			if s := w.say(id, fields); s != "" {
				return s
			}
		}
	}
	return id
}
