package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
)

func TestLinesEndBetweenWords(t *testing.T) {
	for line, want := range map[string]string{
		"short": "short",
		"the store takes none of its writes (a full disk, a lock), or it hangs": "the store takes none of its writes\n  (a full disk, a lock), or it hangs",
		"  reason    nothing fits; perhaps invoice 11 %":                        "  reason    nothing fits; perhaps\n            invoice 11 %",
		"  │ a quoted text that is longer than that":                            "  │ a quoted text that is longer\n  │ than that",
		"see https://lumen.example/a/very/long/address there":                   "see\n  https://lumen.example/a/very/long/address\n  there",
		"--config ./shop --no-pager --format=jsonl":                             "--config ./shop --no-pager\n  --format=jsonl",
		"notiz: 我的台灯三周前买的现在不亮了怎么办，请尽快回复。":                                       "notiz: 我的台灯三周前买的现在不亮\n  了怎么办，请尽快回复。",
		"ein Wort  für   sich":                                                  "ein Wort  für   sich",
		"":                                                                      "",
	} {
		if got := foldLine(line, 36); got != want {
			t.Errorf("%q becomes\n%s\nwant\n%s", line, got, want)
		}
		if got := foldLine(line, 200); got != line {
			t.Errorf("with room enough %q becomes %q", line, got)
		}
	}
}

func TestWhatIsWrittenInPiecesIsFoldedByLines(t *testing.T) {
	var b bytes.Buffer
	w := folded(&b, 20)
	for _, piece := range []string{"one two three ", "four five six\nsev", "en\n\n"} {
		if n, err := fmt.Fprint(w, piece); err != nil || n != len(piece) {
			t.Errorf("%d of %q, %v", n, piece, err)
		}
	}
	if want := "one two three four\n  five six\nseven\n\n"; b.String() != want {
		t.Errorf("written %q", b.String())
	}
	if folded(&b, 0) != &b {
		t.Error("what is no terminal is folded")
	}
}

func TestTheLastColumnGoesOnBelowItselfAndOthersAreDropped(t *testing.T) {
	tb := newTable("NAME", "SEEN", "WHY")
	tb.row("refunds", "3 times", "few senders write again and again")
	tb.row("orders", "", "")
	tb.foldLast().drop(1)
	for width, want := range map[int]string{
		0:  "NAME     SEEN     WHY\nrefunds  3 times  few senders write again and again\norders",
		40: "NAME     SEEN     WHY\nrefunds  3 times  few senders write\n                  again and again\norders",
		30: "NAME     WHY\nrefunds  few senders write\n         again and again\norders",
	} {
		got := strings.Join(tb.lines(width), "\n")
		if got != want {
			t.Errorf("%d columns:\n%s\nwant\n%s", width, got, want)
		}
		for line := range strings.Lines(got) {
			if n := uniseg.StringWidth(strings.TrimSuffix(line, "\n")); width > 0 && n > width {
				t.Errorf("%d columns at a terminal of %d: %s", n, width, line)
			}
		}
	}
}

func TestOnANarrowTerminalTheStatusKeepsWhatMatters(t *testing.T) {
	inUTC(t)
	var b bytes.Buffer
	if err := badNight().write(&b, 50); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\nCHANNEL    STATE          UNSETTLED  TO SEND\n", "\nTEAM     WAITING  URGENT  MISSED  NEXT DUE (UTC)\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestRemarksUnderTheChannelsFitTheTerminal(t *testing.T) {
	inUTC(t)
	var b bytes.Buffer
	if err := badNight().write(&b, 80); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if n := uniseg.StringWidth(strings.TrimSuffix(line, "\n")); n > 80 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	if want := "until 04:30 UTC: few senders;\n    frontdesk breaker close support ends it\n"; !strings.Contains(b.String(), want) {
		t.Errorf("no %q in\n%s", want, b.String())
	}
}
