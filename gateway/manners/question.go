package manners

import (
	"strings"
	"unicode/utf8"

	"frontdesk/gateway"
)

// Asked says whether a message is a question for us, and why.
type Asked struct {
	Is     bool
	Reason string
}

// Question judges by the words, the place and what the matchers found.
func Question(in Input) Asked {
	text := strings.TrimSpace(in.Message.NewText)
	switch {
	case in.Message.Chat.Opens && in.Message.Chat.Form == gateway.FormPost && text != "":
		return Asked{true, "it opens a post"}
	case utf8.RuneCountInString(text) < in.Manners.MinLength:
		return Asked{false, "it is too short for a question"}
	case strings.ContainsAny(text, "?？") && in.Best != nil:
		return Asked{true, "it asks, and a matcher knows it"}
	case strings.ContainsAny(text, "?？"):
		return Asked{true, "it asks"}
	}
	return Asked{false, "it asks nothing"}
}
