package main

import (
	"bytes"
	"strings"
	"testing"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func TestNothingOfAMailPlaysTricksOnATerminal(t *testing.T) {
	tests := map[string]string{
		"Où est ma commande ?":          "Où est ma commande ?",
		"red \x1b[31malert\x1b[0m\x07":  "red [31malert[0m",
		"invoice \u202egpj.exe":         "invoice gpj.exe",
		"a\u200fb\u200ec\u061cd\u2066e": "abcde",
		"one\r\ntwo\tthree\x00":         "one two three",
		"\u009b2J":                      "2J",
	}
	for in, want := range tests {
		if got := printable(in); got != want {
			t.Errorf("printable(%q) = %q, want %q", in, got, want)
		}
	}
	if got := printableText("a\x1b\nb\u202e\n"); got != "a\nb\n" {
		t.Errorf("printableText: %q", got)
	}
}

func TestWhatACustomerNamedPlaysNoTricksInATrace(t *testing.T) {
	m := gateway.Match{Details: gateway.Details{"order": "A-1\x1b[2J", "lamp": "b\u202eulb", "zone": "z"}}
	if got := evidence(m); strings.ContainsAny(got, "\x1b\u202e") || got != "; lamp: bulb; order: A-1[2J; zone: z" {
		t.Errorf("the trace says %q", got)
	}
}

func TestWhatServersAndBackupsSayPlaysNoTricks(t *testing.T) {
	const hostile = "ok\x1b[2J\u202e"
	var out bytes.Buffer
	r := doctorReport{out: &out}
	r.add(examined{"channel support", gateway.Finding{Level: gateway.LevelProblem, What: "it says " + hostile, Hint: "ask for " + hostile}})
	writeManifest(&out, store.Manifest{Program: hostile, Database: hostile})
	if got := out.String(); strings.ContainsAny(got, "\x1b\u202e") || strings.Count(got, "ok[2J") != 4 {
		t.Errorf("printed %q", got)
	}
}
