package screen

import (
	"strings"

	"frontdesk/gateway/phrasebook"
)

// listHeader: any List-* field but those for unsubscribing, which one-to-one mail of shops and helpdesks carries too.
func (l *letter) listHeader() (string, bool) {
	for _, name := range l.header.names {
		if strings.HasPrefix(name, "list-") && !isUnsubscribe(name) {
			return l.present(name)
		}
	}
	return "", false
}

func isUnsubscribe(name string) bool {
	return name == "list-unsubscribe" || name == "list-unsubscribe-post"
}

// listUnsubscribeAlone is a weak sign, and none inside our conversation.
func (l *letter) listUnsubscribeAlone() (string, bool) {
	if l.inConversation {
		return "", false
	}
	if _, ok := l.listHeader(); ok {
		return "", false
	}
	return l.present("list-unsubscribe", "list-unsubscribe-post")
}

// olderListHeader knows the fields of list servers from before RFC 2369.
func (l *letter) olderListHeader() (string, bool) {
	if e, ok := l.present("mailing-list", "x-mailing-list", "x-beenthere", "x-mailman-version", "x-ml-name"); ok {
		return e, true
	}
	return l.any("x-loop", namesList)
}

// loopHeader: an X-Loop that names no list. Programs set it, but so do rules by which a person forwards his mail.
func (l *letter) loopHeader() (string, bool) {
	return l.any("x-loop", func(v string) bool { return v != "" && !namesList(v) })
}

var listWord = phrasebook.MustCompile(`(?i)(^|[^a-z])(list|lists|owner|request|bounces|listserv|majordomo|mailman)([^a-z]|$)`)

func namesList(value string) bool { return listWord.MatchString(firstBytes(value, 512)) }

// precedence reads every instance: a list server adds its own below or above another's.
func (l *letter) precedence() (string, bool) {
	if e, ok := l.any("precedence", bulkWord); ok {
		return e, true
	}
	return l.any("x-precedence", bulkWord)
}

func bulkWord(value string) bool {
	v := strings.ToLower(value)
	for _, w := range []string{"bulk", "list", "junk", "auto_reply"} {
		if strings.Contains(v, w) {
			return true
		}
	}
	return false
}

// listEnvelope: Sender or Return-Path is that of a list server. Where it is also the From, a person may just be called
// so ("shop-owner@"): daemonSender takes that for a weak sign.
func (l *letter) listEnvelope() (string, bool) {
	from := l.msg.Author.Addr // with its +tag, which some list servers put their words into
	if a := l.envelope.addr; a.Addr != "" && !strings.EqualFold(a.Addr, from) && isListLocal(a.Local()) {
		return "Return-Path: " + a.Addr, true
	}
	sender, ok := oneAddress(l.top("sender"))
	if ok && !strings.EqualFold(sender.Addr, from) && isListLocal(sender.Local()) {
		return "Sender: " + sender.Addr, true
	}
	return "", false
}

// listLocal: owner-x, x-owner, x-request, x-bounces and its forms with a recipient (x-bounces+jo=example.com). mlmmj
// and others write "+" instead of "-".
var listLocal = phrasebook.MustCompile(`^owner-.|.[-+](owner|request|bounces)$|.[-+]bounces[-+=]`)

func isListLocal(local string) bool { return listLocal.MatchString(local) }
