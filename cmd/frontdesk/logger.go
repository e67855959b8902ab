package main

import (
	"io"
	"log/slog"
	"regexp"
	"strings"
)

// newLogger writes text on a terminal and JSON otherwise.
func newLogger(w io.Writer, level string) *slog.Logger {
	var least slog.Level
	if err := least.UnmarshalText([]byte(level)); err != nil {
		least = slog.LevelInfo
	}
	o := &slog.HandlerOptions{Level: least, ReplaceAttr: withoutAddresses}
	if isTerminal(w) {
		return slog.New(slog.NewTextHandler(w, o))
	}
	return slog.New(slog.NewJSONHandler(w, o))
}

// mailAddress is what looks like one, in whatever a server said.
var mailAddress = regexp.MustCompile(`[^\s<>"'(),:;=]+@[^\s<>"'(),:;=]+`)

// withoutAddresses takes mail addresses out of what is logged: servers repeat them in their answers.
func withoutAddresses(_ []string, a slog.Attr) slog.Attr {
	var text string
	switch v := a.Value.Any().(type) {
	case string:
		text = v
	case error:
		text = v.Error()
	default:
		return a
	}
	if strings.Contains(text, "@") {
		a.Value = slog.StringValue(mailAddress.ReplaceAllString(text, "[address]"))
	}
	return a
}
