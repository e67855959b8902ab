package screen

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"frontdesk/gateway"
)

const page = "../../docs/screening.md"

func readPage(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// rowAt finds the line of a table on the page that begins with `name` and ends with end, and where it is; -1: nowhere.
func rowAt(text, name, end string) int {
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		if strings.HasPrefix(line, "| `"+name+"` |") && strings.HasSuffix(line, "| "+end+" |\n") {
			return at
		}
		at += len(line)
	}
	return -1
}

func TestThePageNamesEveryRuleWithItsSource(t *testing.T) {
	text := readPage(t)
	for _, r := range rules {
		if rowAt(text, r.name, r.source) < 0 {
			t.Errorf("%s does not have rule %s with %s", page, r.name, r.source)
		}
	}
}

func TestThePageNamesNoRuleThatIsNone(t *testing.T) {
	known := map[string]bool{CapKind: true, CapRepliesInRow: true, CapSenderHour: true, CapSenderDay: true, CapShapeHour: true, CapMailbox: true}
	for _, r := range rules {
		known[r.name] = true
	}
	for _, c := range classTable {
		known[string(c.class)] = true
	}
	for _, line := range strings.Split(readPage(t), "\n") {
		if name, _, ok := strings.Cut(strings.TrimPrefix(line, "| `"), "` |"); ok && strings.HasPrefix(line, "| `") && !known[name] {
			t.Errorf("%s names %s, which is no rule, class or cap", page, name)
		}
	}
}

func TestThePageHasTheClassTable(t *testing.T) {
	text := readPage(t)
	last := -1
	for _, c := range classTable {
		end := string(c.treatment) + " | " + map[bool]string{true: "yes", false: "no"}[c.liftable]
		if c.class == gateway.ClassPerson {
			end = "answer | -"
		}
		at := rowAt(text, string(c.class), end)
		if at <= last {
			t.Errorf("%s does not have class %s with %q, in its place", page, c.class, end)
		}
		last = at
	}
}

func TestThePageHasTheCaps(t *testing.T) {
	text := readPage(t)
	for name, limit := range map[string]int{
		CapRepliesInRow: RepliesInRow, CapSenderHour: SenderHour, CapSenderDay: SenderDay, CapShapeHour: ShapeHour,
	} {
		if !strings.Contains(text, fmt.Sprintf("\n| `%s` | %d automatic replies", name, limit)) {
			t.Errorf("%s does not have cap %s with limit %d", page, name, limit)
		}
	}
	for _, sentence := range []string{
		"| `" + CapKind + "` | one answer",
		fmt.Sprintf("| `own-ids` | %d or more", OwnIDs),
		fmt.Sprintf("more than %d\nreplies within an hour, or %d times", MailboxHour, MailboxMultiple),
		fmt.Sprintf("than one in %d replies", loopOf),
		"replies for an hour",
		"| `" + CapMailbox + "` | none while",
		fmt.Sprintf("`max_reply_age` (%.0fh)", DefaultMaxReplyAge.Hours()),
	} {
		if !strings.Contains(text, sentence) {
			t.Errorf("%s does not say %q", page, sentence)
		}
	}
}

func TestThePageHasEveryLook(t *testing.T) {
	text := readPage(t)
	for _, k := range slices.Concat(looks, lastLooks) {
		row := fmt.Sprintf("| %s | %d | %s | %s |", k.name, k.points, map[bool]string{true: "yes", false: "no"}[k.reply], k.why)
		if !strings.Contains(text, row) {
			t.Errorf("%s does not have %q", page, row)
		}
	}
	if want := fmt.Sprintf("from\n%d points on", looksEnough); !strings.Contains(text, want) {
		t.Errorf("%s does not say %q", page, want)
	}
}
