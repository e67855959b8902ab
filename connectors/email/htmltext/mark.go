package htmltext

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Rules, as package trim names them.
const (
	quote     = "quote"
	signature = "signature"
	forwarded = "forwarded"
)

// mark is what a program says of an element by its class or id; rest: and of all that follows; head: of what stands in it
// before its first blockquote.
type mark struct {
	rule string
	rest bool
	head bool
}

// byClass are the classes of mail programs.
var byClass = map[string]mark{
	"gmail_attr": {rule: quote}, "gmail_quote": {rule: quote}, "gmail_quote_container": {rule: quote}, // Gmail
	"moz-cite-prefix": {rule: quote}, "moz-forward-container": {rule: forwarded}, // Thunderbird
	"yahoo_quoted": {rule: quote}, "yahoo-quoted-begin": {rule: quote},
	"protonmail_quote": {rule: quote}, "tutanota_quote": {rule: quote}, "zmail_extra": {rule: quote}, "x_zmail_extra": {rule: quote},
	"front-blockquote": {rule: quote}, "missive_quote": {rule: quote}, "nylas-quote": {rule: quote}, "bloop_original_html": {rule: quote},
	"mail-quote-collapse": {rule: quote}, "mailmaster-quote": {rule: quote}, "ntes-mailmaster-quote": {rule: quote}, // Mail.ru, NetEase
	"history-quote-wrapper": {rule: quote}, "lark-mail-quote": {rule: quote}, // Lark, Feishu
	"xm_mail_oringinal_describe": {rule: quote, rest: true}, "OutlookMessageHeader": {rule: quote, rest: true}, // QQ and WeCom, Outlook

	"gmail_signature": {rule: signature}, "gmail_signature_prefix": {rule: signature}, "moz-signature": {rule: signature},
	"protonmail_signature_block": {rule: signature}, "zmail_signature": {rule: signature}, "sh-signature": {rule: signature},
	"xm_compose_origin_mail_container_sign": {rule: signature}, "lark-mail-signature": {rule: signature},
}

// byID are ids and names; those of mail that passed Outlook on the web have "x_" before them.
var byID = map[string]mark{
	"divRplyFwdMsg": {rule: quote, rest: true}, "appendonsend": {rule: quote, rest: true}, "stopSpelling": {rule: quote, rest: true}, // Outlook on the web
	"mail-editor-reference-message-container": {rule: quote}, "OLK_SRC_BODY_SECTION": {rule: quote}, // Outlook on telephones and on the Mac
	"zwchr": {rule: quote, rest: true}, "reply-intro": {rule: quote}, "mail-app-auto-quote": {rule: quote}, // Zimbra, Roundcube, Mail.ru
	"isReplyContent": {rule: quote}, "isForwardContent": {rule: forwarded}, // NetEase
	"messageReplySection": {rule: quote}, "quote": {rule: quote}, // Spark, GMX and web.de

	"Signature": {rule: signature}, "ms-outlook-mobile-signature": {rule: signature}, "composer_signature": {rule: signature}, // Outlook, Samsung
	"messageSignatureSection": {rule: signature}, "mail-app-auto-signature": {rule: signature}, "Zm-_Id_-Sgn": {rule: signature},
	"ntes-pcmac-signature": {rule: signature}, "AppleMailSignature": {rule: signature},
}

// idPrefixes begin ids that end with a number.
var idPrefixes = map[string]mark{
	"yahoo_quoted_": {rule: quote}, "lark-mail-quote-": {rule: quote}, "lark-mail-signature-": {rule: signature},
	"mail-editor-reference-message-container": {rule: quote},
}

// outlookRule is the line that Outlook on desktops draws above the header of the mail that is answered.
var outlookRule = regexp.MustCompile(`(?i)border:\s?none;\s*border-top:\s?solid #(?:B5C4DF|E1E1E1) 1\.0pt;\s*padding:\s?3\.0pt 0`)

// markOf is what an element is marked as.
func markOf(n *html.Node) mark {
	if len(n.Attr) == 0 || n.DataAtom == atom.Body {
		return mark{}
	}
	m := ownMark(n)
	if m.rule != quote || m.rest {
		return m
	}
	return quoteMark(n, m)
}

func ownMark(n *html.Node) mark {
	for _, a := range n.Attr {
		switch a.Key {
		case "class":
			for class := range strings.FieldsSeq(a.Val) {
				if m, ok := byClass[strings.TrimPrefix(withoutHash(class), "x_")]; ok {
					return m
				}
			}
		case "id", "name":
			if m, ok := markOfID(a.Val); ok && (a.Key == "id" || n.DataAtom == atom.Div) {
				return m
			}
		case "data-marker":
			if strings.HasPrefix(a.Val, "__DIVIDER__") || strings.HasPrefix(a.Val, "__HEADERS__") {
				return mark{rule: quote, rest: true} // Zimbra
			}
		case "style":
			if n.DataAtom == atom.Div && len(a.Val) < 300 && outlookRule.MatchString(a.Val) {
				return mark{rule: quote, rest: true}
			}
		}
	}
	return mark{}
}

func markOfID(id string) (mark, bool) {
	for id = withoutHash(id); strings.HasPrefix(id, "x_"); {
		id = id[2:]
	}
	if m, ok := byID[id]; ok {
		return m, true
	}
	for prefix, m := range idPrefixes {
		if strings.HasPrefix(id, prefix) {
			return m, true
		}
	}
	return mark{}, false
}

// quoteMark leaves to the words what may be a forward or hold answers. Gmail marks both alike: an announcement is one
// where a blockquote follows it, and of a frame around a blockquote only the head is marked: answers may stand in it.
func quoteMark(n *html.Node, m mark) mark {
	switch {
	case n.DataAtom == atom.Blockquote:
		return mark{}
	case hasClass(n, "gmail_attr"):
		if next := nextElement(n); next == nil || next.DataAtom != atom.Blockquote {
			return mark{}
		}
	case hasChild(n, atom.Blockquote):
		m.head = true
	case hasClass(n, "gmail_quote"), hasClass(n, "gmail_quote_container"):
		return mark{}
	}
	return m
}

// withoutHash drops what Yahoo writes before the names of what it quotes: "ydp" and hexadecimal figures.
func withoutHash(name string) string {
	behind, ok := strings.CutPrefix(name, "ydp")
	if !ok {
		return name
	}
	return strings.TrimLeft(behind, "0123456789abcdef")
}

func hasClass(n *html.Node, class string) bool {
	for have := range strings.FieldsSeq(attr(n, "class")) {
		if have == class {
			return true
		}
	}
	return false
}

func hasChild(n *html.Node, kind atom.Atom) bool {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.DataAtom == kind {
			return true
		}
	}
	return false
}

func nextElement(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode && n.DataAtom != atom.Br {
			return n
		}
	}
	return nil
}
