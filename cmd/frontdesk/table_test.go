package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rivo/uniseg"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// queueOfAMorning are tickets with long and wide texts.
func queueOfAMorning(now time.Time) []store.TicketRow {
	ticket := func(id, team, customer, subject, reason string, due time.Duration) store.TicketRow {
		return store.TicketRow{Ticket: gateway.Ticket{
			ID: id, State: gateway.TicketAnswered, Urgency: gateway.UrgencyNormal, Team: team, Customer: gateway.Address{Addr: customer},
			Subject: subject, Reason: reason, Due: now.Add(due),
		}}
	}
	return []store.TicketRow{
		ticket("k7q2m9x", "first-line-weekend", "maximiliane.von-der-tannenburg@postbox.example", "My lamp that I bought three weeks ago, does not shine", "nothing fits; perhaps warranty 0.41 or returns 0.38, below 0.62", -time.Hour),
		ticket("b2c3d4e", "billing", "li@postbox.example", "我的台灯三周前买的现在不亮了怎么办请尽快回复", "urgent: words \"charged but\"", 80*time.Minute),
		{Ticket: gateway.Ticket{
			ID: "p4n8w1r", State: gateway.TicketOpen, Urgency: gateway.UrgencyUrgent, Customer: gateway.Address{Addr: "8812", Name: "照明が大好きな山田さん"},
			Subject: "ランプが届きません", Reason: "nothing fits",
		}},
	}
}

func TestTheQueueFitsTheTerminal(t *testing.T) {
	inUTC(t)
	now := time.Date(2026, 11, 22, 3, 30, 0, 0, time.UTC)
	for width, want := range map[int]string{
		40: "ID       DUE          SUBJECT\n" +
			"k7q2m9x  60 min late  My lamp that I bo…\n" +
			"b2c3d4e  in 80 min    我的台灯三周前买…\n" +
			"p4n8w1r  -            ランプが届きません\n",
		60: "ID       STATE     DUE          CUSTOMER      SUBJECT\n" +
			"k7q2m9x  answered  60 min late  maximiliane…  My lamp that…\n" +
			"b2c3d4e  answered  in 80 min    li@postbox.…  我的台灯三周…\n" +
			"p4n8w1r  open!     -            照明が大好…   ランプが届き…\n",
		80: "ID       STATE     TEAM      DUE          CUSTOMER          SUBJECT\n" +
			"k7q2m9x  answered  first-l…  60 min late  maximiliane.von…  My lamp that I boug…\n" +
			"b2c3d4e  answered  billing   in 80 min    li@postbox.exam…  我的台灯三周前买的…\n" +
			"p4n8w1r  open!     -         -            照明が大好きな…   ランプが届きません\n",
		100: "ID       STATE     TEAM        DUE          CUSTOMER              SUBJECT\n" +
			"k7q2m9x  answered  first-lin…  60 min late  maximiliane.von-der…  My lamp that I bought three weeks…\n" +
			"b2c3d4e  answered  billing     in 80 min    li@postbox.example    我的台灯三周前买的现在不亮了怎么…\n" +
			"p4n8w1r  open!     -           -            照明が大好きな山田…   ランプが届きません\n",
		120: "ID       STATE     URGENCY  TEAM            DUE (UTC)         CUSTOMER                  SUBJECT\n" +
			"k7q2m9x  answered  normal   first-line-we…  missed Sun 02:30  maximiliane.von-der-tan…  My lamp that I bought three wee…\n" +
			"b2c3d4e  answered  normal   billing         Sun 22 Nov 04:50  li@postbox.example        我的台灯三周前买的现在不亮了怎…\n" +
			"p4n8w1r  open      urgent   -               -                 照明が大好きな山田さん    ランプが届きません\n",
		200: "ID       STATE     URGENCY  TEAM                DUE (UTC)         CUSTOMER                               SUBJECT                                                REASON\n" +
			"k7q2m9x  answered  normal   first-line-weekend  missed Sun 02:30  maximiliane.von-der-tannenburg@postb…  My lamp that I bought three weeks ago, does not shine  nothing fits; perhaps warranty 0.41 or…\n" +
			"b2c3d4e  answered  normal   billing             Sun 22 Nov 04:50  li@postbox.example                     我的台灯三周前买的现在不亮了怎么办请尽快回复           urgent: words \"charged but\"\n" +
			"p4n8w1r  open      urgent   -                   -                 照明が大好きな山田さん                 ランプが届きません                                     nothing fits\n",
	} {
		var b bytes.Buffer
		if err := writeTicketTable(&b, width, queueOfAMorning(now), now); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(b.String(), "\n") {
			if n := uniseg.StringWidth(line); n > width {
				t.Errorf("%d columns at a terminal of %d: %s", n, width, line)
			}
		}
		if b.String() != want {
			t.Errorf("%d columns:\n%swant\n%s", width, b.String(), want)
		}
	}
}

func TestPipedTheQueueIsWhole(t *testing.T) {
	inUTC(t)
	now := time.Date(2026, 11, 22, 3, 30, 0, 0, time.UTC)
	f, err := os.CreateTemp(t.TempDir(), "out")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	if n := columns(f); n != 0 {
		t.Errorf("a file is a terminal of %d columns", n)
	}
	if err := writeTicketTable(f, columns(f), queueOfAMorning(now), now); err != nil {
		t.Fatal(err)
	}
	out, err := os.ReadFile(f.Name())
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range queueOfAMorning(now) {
		for _, whole := range []string{row.Team, customerOf(row), row.Subject, row.Reason} {
			if !strings.Contains(string(out), whole) {
				t.Errorf("no %q in\n%s", whole, out)
			}
		}
	}
	if strings.Contains(string(out), "…") || !strings.Contains(string(out), "DUE (UTC)") {
		t.Errorf("got\n%s", out)
	}
}

func TestTheLeastImportantColumnGivesRoomFirst(t *testing.T) {
	tb := newTable("NAME", "WORDS", "LAST")
	tb.row("refund-timing", "money back, refund", 12)
	tb.row("退款", "退款", 3)
	tb.yield(1, 6).yield(0, 4)
	for width, want := range map[int]string{
		0:  "NAME           WORDS               LAST\nrefund-timing  money back, refund  12\n退款           退款                3",
		30: "NAME           WORDS      LAST\nrefund-timing  money ba…  12\n退款           退款       3",
		24: "NAME        WORDS   LAST\nrefund-ti…  money…  12\n退款        退款    3",
		16: "NAME  WORDS   L…\nref…  money…  12\n退款  退款    3",
	} {
		if got := strings.Join(tb.lines(width), "\n"); !strings.HasPrefix(got, want) {
			t.Errorf("%d columns:\n%s\nwant\n%s", width, got, want)
		}
	}
}
