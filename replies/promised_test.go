package replies

import (
	"regexp"
	"testing"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/matchers"
)

// quoted finds what a reply asks to be answered with, in the quotes of each language.
var quoted = regexp.MustCompile(`"([^"]+)"|„([^“”]+)[“”]|«[\s\x{00A0}]?([^»]+?)[\s\x{00A0}]?»|“([^”]+)”|‘([^’]+)’|「([^」]+)」`)

// TestTheWordsThatRepliesAskForAreUnderstood answers our own replies with the words that they name, as the example's
// matchers read them.
func TestTheWordsThatRepliesAskForAreUnderstood(t *testing.T) {
	set, b := exampleMatchers(t), book(t)
	for _, code := range builtinLanguages {
		answer := []matchers.Means{matchers.MeansSolved, matchers.MeansPerson}
		question := []matchers.Means{matchers.MeansPerson}
		for kind, want := range map[gateway.DeliveryKind][]matchers.Means{gateway.KindAnswer: answer, gateway.KindQuestion: question} {
			in := foreign(kind, code)
			in.Reply.Missing = []string{"order"}
			got, err := b.Render(in)
			if err != nil {
				t.Fatal(err)
			}
			found := quoted.FindAllString(got.Text, -1)
			if len(found) != len(want) {
				t.Errorf("%s: %s asks for %q", code, kind, found)
				continue
			}
			for i, word := range found {
				for _, reply := range []string{word, bare(word), bare(word) + "!\n\nJane Doe"} {
					c := set.Choose(set.Classify(&gateway.Message{NewText: reply, Text: reply}))
					if c.Best == nil || c.Best.Means != want[i] {
						t.Errorf("%s: %q is not understood as %s (%s)", code, reply, want[i], c.Reason)
					}
				}
			}
		}
	}
}

func exampleMatchers(t *testing.T) *matchers.Set {
	t.Helper()
	var p configs.Problems
	set := matchers.Load(configs.LoadFS(configs.Example(), "example", &p).Matchers, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	return set
}

// shortAnswers are what people write in a word or two under an answer of ours: that it helped, that it did not, and
// that they want a person.
var shortAnswers = map[string]struct{ solved, unsolved, person []string }{
	"en": {[]string{"1", "solved", "Solved, thanks!", "Yes, that worked."}, []string{"2", "no", "No.", "not yet", "unsolved"}, []string{"person", "a person, please"}},
	"de": {[]string{"1", "gelöst", "Erledigt, danke!", "Ja, hat geklappt."}, []string{"2", "nein", "Noch nicht", "ungelöst"}, []string{"Mensch", "einen Menschen bitte"}},
	"fr": {[]string{"1", "résolu", "C'est réglé, merci !", "Oui, c’est résolu."}, []string{"2", "non", "Pas encore.", "non résolu"}, []string{"conseiller", "un conseiller, merci"}},
	"es": {[]string{"1", "resuelto", "Ya está solucionado, gracias.", "Sí, resuelto."}, []string{"2", "no", "Todavía no", "no resuelto"}, []string{"persona", "una persona, por favor"}},
	"pt": {[]string{"1", "resolvido", "Resolvido, obrigada!", "Sim, já foi resolvido."}, []string{"2", "não", "nao", "Ainda não.", "não resolvido"}, []string{"pessoa", "uma pessoa, por favor"}},
	"it": {[]string{"1", "risolto", "Risolto, grazie!", "Sì, ho risolto."}, []string{"2", "no", "Non ancora", "non risolto"}, []string{"operatore", "un operatore, per favore"}},
	"nl": {[]string{"1", "opgelost", "Opgelost, dank u!", "Ja, het is opgelost."}, []string{"2", "nee", "Nog niet", "niet opgelost"}, []string{"medewerker", "een medewerker graag"}},
	"pl": {[]string{"1", "rozwiązane", "rozwiazane", "Rozwiązane, dziękuję!", "Tak, sprawa rozwiązana."}, []string{"2", "nie", "Jeszcze nie", "nierozwiązane"}, []string{"konsultant", "konsultant, proszę"}},
	"ja": {[]string{"1", "１", "解決", "解決しました。ありがとうございました。", "はい、解決しました。"}, []string{"2", "２", "いいえ", "まだです", "未解決"}, []string{"担当者", "担当者をお願いします"}},
	"zh": {[]string{"1", "已解决", "解决了，谢谢！", "是的，已解决。"}, []string{"2", "没有", "还没有", "未解决"}, []string{"人工", "转人工"}},
}

func TestShortAnswersAreUnderstoodInEachLanguage(t *testing.T) {
	set := exampleMatchers(t)
	for _, code := range builtinLanguages {
		said := shortAnswers[code]
		for means, texts := range map[matchers.Means][]string{
			matchers.MeansSolved: said.solved, matchers.MeansUnsolved: said.unsolved, matchers.MeansPerson: said.person,
		} {
			if len(texts) == 0 {
				t.Errorf("%s: nothing is tried for %s", code, means)
			}
			for _, text := range texts {
				c := set.Choose(set.Classify(&gateway.Message{NewText: text, Text: text}))
				if c.Best == nil || c.Best.Means != means {
					t.Errorf("%s: %q is not understood as %s (%s)", code, text, means, c.Reason)
				}
			}
		}
	}
}

// bare is a word without its quotes.
func bare(quotedWord string) string {
	for _, s := range quoted.FindStringSubmatch(quotedWord)[1:] {
		if s != "" {
			return s
		}
	}
	return quotedWord
}
