package email

import (
	"fmt"
	"strings"
	"testing"
)

// nested is a mail whose text stands that many levels deep.
func nested(levels int, open func(level int) (head, tail string)) []byte {
	head, tail := "From: Anna <anna@example.net>\r\nTo: support@example.com\r\nSubject: Order\r\nMessage-ID: <n@example.net>\r\nMIME-Version: 1.0\r\n", ""
	for level := range levels {
		h, t := open(level)
		head, tail = head+h, t+tail
	}
	return []byte(head + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nV2hlcmUgaXMgbXkgb3JkZXI/\r\n" + tail)
}

func multipart(level int) (head, tail string) {
	return fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%dx\r\n\r\n--b%dx\r\n", level, level), fmt.Sprintf("--b%dx--\r\n", level)
}

// The levels are bounded, and yet no text is lost that somebody wrote.
func TestTextBelowTheLevelsThatAreLookedIntoIsRead(t *testing.T) {
	for name, open := range map[string]func(int) (string, string){
		"parts": multipart,
		"files first": func(level int) (string, string) {
			head, tail := multipart(level)
			return head + fmt.Sprintf("Content-Type: image/png\r\n\r\npng\r\n--b%dx\r\n", level), tail
		},
		"mails": func(level int) (string, string) {
			return "Content-Type: message/rfc822\r\n\r\nFrom: Ben <ben@example.net>\r\nSubject: Order\r\n", ""
		},
		"both": func(level int) (string, string) {
			if level%2 == 0 {
				return multipart(level)
			}
			return "Content-Type: message/rfc822\r\n\r\nFrom: Ben <ben@example.net>\r\n", ""
		},
	} {
		for _, levels := range []int{1, 19, 20, 21, 22, 101, 500} {
			m := Read(nested(levels, open), nil).Message
			if !strings.Contains(m.NewText, "Where is my order?") {
				t.Errorf("%s, %d levels: new %q of %q", name, levels, m.NewText, m.Text)
			}
		}
	}
}

// What nests without end and what does not come apart is read as it is written.
func TestSourceBelowTheLevelsIsReadWhereItHoldsNoText(t *testing.T) {
	undelimited := func(level int) (head, tail string) {
		if level == maxDepth {
			return "Content-Type: multipart/mixed; boundary=none\r\n\r\nWhere is it?\r\n", ""
		}
		return multipart(level)
	}
	if m := Read(nested(maxDepth+1, undelimited), nil).Message; !strings.Contains(m.NewText, "Where is it?") {
		t.Errorf("new %q", m.NewText)
	}
	endless := strings.Replace(string(nested(3_000, multipart)), "Content-Type: text/plain", "Content-Type: image/png", 1)
	if m := Read([]byte(endless), nil).Message; m.NewText == "" {
		t.Error("endless levels read as nothing")
	}
}
