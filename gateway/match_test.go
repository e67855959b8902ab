package gateway

import "testing"

func TestEvidenceIsSaidInPlainWords(t *testing.T) {
	for want, e := range map[string]Evidence{
		`words "my refund"`:           {Kind: "words", Rule: "refund", Found: "my refund"},
		`examples "parcel, where"`:    {Kind: "examples", Rule: "Where is my parcel?", Found: "parcel, where"},
		"examples, by no single word": {Kind: "examples", Rule: "Where is my parcel?"},
		"when":                        {Kind: "when", Rule: "time.open"},
	} {
		if got := e.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
