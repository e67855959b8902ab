package pipeline_test

import (
	"strings"
	"testing"
)

func TestTheOwnerOfAnArticleHearsOnceAWeekThatItIsToBeReviewed(t *testing.T) {
	const owner = "kim@elsewhere.example"
	h := newHouse(t, deskServer(t), desk)
	h.article = strings.Replace(houseArticle, "---\nRefunds", "owner: "+owner+"\nreview_by: 2020-01-31\n---\nRefunds", 1)
	h.start()
	told := to(h.sent(1), owner)
	if len(told) != 1 || !strings.Contains(string(told[0].Raw), "refund-timing, since 2020-01-31") {
		t.Fatalf("%d mails to the owner", len(told))
	}
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}
	h.start() // in the same week nothing more is said
	h.write(ada, "My refund", "When will my refund arrive?")
	h.next()
	if n := len(to(h.left(2), owner)); n != 1 {
		t.Errorf("the owner got %d mails in one week", n)
	}
}
