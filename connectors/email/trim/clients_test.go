package trim

import (
	"iter"
	"os"
	"strings"
	"testing"
)

// announcement is one of testdata/clients.list.
type announcement struct{ client, text string }

func announcements(t testing.TB) []announcement {
	t.Helper()
	var out []announcement
	for client, text := range sections(t, "testdata/clients.list") {
		out = append(out, announcement{client, text})
	}
	if len(out) < 100 {
		t.Fatalf("only %d announcements", len(out))
	}
	return out
}

// sections are the texts of a file below its lines "## title".
func sections(t testing.TB, file string) iter.Seq2[string, string] {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(string, string) bool) {
		for section := range strings.SplitSeq(string(raw), "\n## ") {
			title, text, ok := strings.Cut(section, "\n")
			if ok && !strings.HasPrefix(title, "#") && !yield(title, strings.TrimSpace(text)) {
				return
			}
		}
	}
}

// The clients and the number of languages are those that the product promises.
func TestAnnouncementsAreOfTheClientsAndLanguagesOfTheWorld(t *testing.T) {
	clients, languages := map[string]bool{}, map[string]bool{}
	for _, a := range announcements(t) {
		name := strings.TrimSuffix(a.client, " old")
		if client, language, ok := cutLanguage(name); ok {
			name = client
			languages[language] = true
		}
		clients[name] = true
	}
	if len(languages) < 25 {
		t.Errorf("%d languages: %v", len(languages), languages)
	}
	for _, client := range []string{
		"Gmail", "Outlook", "Outlook telephone", "Apple Mail", "Thunderbird", "Yahoo", "Proton", "GMX", "web.de", "Mail.ru", "Yandex", "QQ", "Foxmail",
		"NetEase 163", "Alibaba Mail", "Lark", "Naver", "Daum", "Lotus Notes", "K-9", "Zimbra", "Roundcube", "Samsung", "Zoho", "Spark",
	} {
		if !clients[client] {
			t.Errorf("no announcement of %s", client)
		}
	}
}

// cutLanguage takes "Gmail pt-BR" apart; a region makes no language.
func cutLanguage(name string) (client, language string, ok bool) {
	i := strings.LastIndexByte(name, ' ')
	if i < 0 {
		return name, "", false
	}
	language, _, _ = strings.Cut(name[i+1:], "-")
	return name[:i], language, len(language) == 2 && language == strings.ToLower(language)
}

func TestAnnouncedQuotesEndTheNewText(t *testing.T) {
	const answer = "Where is my order? I paid on Monday."
	for _, a := range announcements(t) {
		t.Run(a.client, func(t *testing.T) {
			texts := map[string]string{
				"unmarked":      answer + "\n\n" + a.text + "\n\nHello Anna,\n\nit is on its way.\n",
				"marked":        answer + "\n\n" + a.text + "\n> Hello Anna,\n>\n> it is on its way.\n",
				"marked wholly": answer + "\n\n> " + strings.ReplaceAll(a.text, "\n", "\n> ") + "\n>\n> Hello Anna\n",
				"close":         answer + "\n" + a.text + "\nHello Anna,\nit is on its way.\n",
				"twice":         answer + "\n\n" + a.text + "\n\nHello\n\n" + a.text + "\n\nFirst mail\n",
			}
			if marksOnly(a.client) {
				texts = map[string]string{"marked": texts["marked"], "marked wholly": texts["marked wholly"]}
			}
			for name, text := range texts {
				if got, _ := split(text); got != answer {
					t.Errorf("%s: of\n%s\nis left\n%s", name, text, got)
				}
			}
		})
	}
}

// marksOnly are programs whose announcement says too little without marks in the lines below it.
func marksOnly(client string) bool { return client == "Horde" || client == "Gmail before 2013" }

// Bottom posts have the answer below a marked quote.
func TestAnswersBelowMarkedQuotesAreNew(t *testing.T) {
	for _, a := range announcements(t) {
		if endsQuoteOnly(a.text) {
			continue
		}
		text := a.text + "\n> Which order?\n> Please tell us.\n\nOrder 17.\n"
		if got, _ := split(text); got != "Order 17." {
			t.Errorf("%s: of\n%s\nis left\n%s", a.client, text, got)
		}
	}
}

// endsQuoteOnly says whether an announcement is of those below which all is quoted, since no program that writes it
// marks the lines.
func endsQuoteOnly(text string) bool {
	text = strings.TrimRight(text, invisible)
	return !strings.HasSuffix(text, ":") && !strings.HasSuffix(text, "：")
}
