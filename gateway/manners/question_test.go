package manners_test

import (
	"strings"
	"testing"

	"frontdesk/gateway"
	"frontdesk/gateway/manners"
)

func TestWhatIsNoQuestionSaysWhy(t *testing.T) {
	for text, why := range map[string]string{
		"/imagine how do I reset my password": "command to another bot",
		"!help how do I reset my password":    "command to another bot",
		"???":                                 "no words",
		"😂😂😂":                                 "no words",
		"https://example.com/how-do-i-reset-my-password?": "no words",
		"```\nwhy does this not work?\n```":               "no words",
		"`how do I reset my password?`":                   "no words",
		"> how do I reset my password?":                   "no words",
		"2024-05-01 12:00:01 ERROR cannot connect, why?":  "no words",
		"anyone?": "too short",
		"@ann @bob <#123456789012345678> :thinking: why ?":               "too short",
		"anybody up for lunch in the city?":                              "small talk",
		"you are not serious about that, right?":                         "hear yes",
		"what does your log say when you start it?":                      "speaks to somebody",
		"you need to restart it when it doesn't work":                    "tells somebody what to do",
		"thanks, it works now, no idea why it didn't work before though": "settled",
		"the sunset over the harbour":                                    "asks nothing",
		"what a lovely morning in the garden":                            "without wanting to know",
	} {
		if a := asked(text); a.Is || !strings.Contains(a.Reason, why) {
			t.Errorf("%q: %v, %s; want %q", text, a.Is, a.Reason, why)
		}
	}
}

func TestHowAQuestionIsWrittenDoesNotMatter(t *testing.T) {
	for _, text := range []string{
		"How do I reset my password?", "HOW DO I RESET MY PASSWORD", "hey guys, how do i reset my password", "hoooow do i reset my password??",
		"how　do　i　reset　my　password？", "¿Cómo puedo recuperar mi contraseña", "como puedo recuperar mi contrasena", "j’arrive pas à me connecter",
		"jarrive pas a me connecter", "パスワードを忘れたんですが、ログインできますか？", "my lamp won’t turn on\nhttps://example.com/picture",
		"> older words\nhow do I reset my password?", "how do I reset my password? `rm -rf`", "@mods how do I reset my password?",
		"يا جماعة كيف يمكنني تغيير كلمة المرور الخاصة بي؟",
	} {
		if a := asked(text); !a.Is {
			t.Errorf("%q: %s", text, a.Reason)
		}
	}
}

func TestWhatMatchersFoundCountsWhereSomethingIsAsked(t *testing.T) {
	ask := func(text string, best *gateway.Match) manners.Asked {
		return manners.Question(manners.Input{
			Message: &gateway.Message{NewText: text, Chat: &gateway.Chat{}},
			Manners: gateway.Manners{MinLength: 12, Confidence: 0.8}, Best: best,
		})
	}
	sure, unsure := &gateway.Match{Matcher: "refund", Score: 0.9}, &gateway.Match{Matcher: "refund", Score: 0.5}
	for _, tt := range []struct {
		text string
		best *gateway.Match
		want bool
	}{
		{"please resend the confirmation mail", nil, false},
		{"please resend the confirmation mail", unsure, true},
		{"please resend the confirmation mail", sure, true},
		{"my refund came yesterday, hurray", sure, false},
		{"are you issuing refunds at the moment", nil, false},
		{"are you all going to the concert of refund tonight?", sure, false},
	} {
		if a := ask(tt.text, tt.best); a.Is != tt.want {
			t.Errorf("%q with %+v: %v, %s", tt.text, tt.best, a.Is, a.Reason)
		}
	}
}

func TestForumPostsAreQuestionsUnlessTheirTitleSaysOtherwise(t *testing.T) {
	for title, want := range map[string]bool{
		"Lamp flickers": true, "Alternatives to the blue one": true, "[Guide] Wiring the dimmer": false, "Showcase: my living room": false,
		"Guide to wiring, where is it?": true, "": true,
	} {
		a := manners.Question(manners.Input{
			Message: &gateway.Message{Subject: title, NewText: "see the picture", Chat: &gateway.Chat{Form: gateway.FormPost, Opens: true}},
			Manners: gateway.Manners{MinLength: 40},
		})
		if a.Is != want {
			t.Errorf("%q: %v, %s", title, a.Is, a.Reason)
		}
	}
}

func TestLettersAreTheAuthorsOwn(t *testing.T) {
	for text, want := range map[string]int{
		"abc 12": 5, "a `bcd` e": 2, "see https://example.com/a": 3, "@ann hi": 2, "😀 ok": 2, "密码": 6, "かな": 4, "비밀": 4, "> quoted\nnew": 3,
		"12:00:01 ERROR it broke": 0, "```\nnever closed": 0, "don't": 4, "": 0,
	} {
		if got := manners.Letters(text); got != want {
			t.Errorf("%q has %d letters, want %d", text, got, want)
		}
	}
}

func TestAnAuthorWithdrawsAQuestion(t *testing.T) {
	for text, want := range map[string]bool{
		"nvm": true, "nvm, found it": true, "ah got it": true, "thanks!": true, "thx a lot": true, "solved, thank you": true, "hat sich erledigt": true,
		"danke": true, "c'est bon j'ai trouvé": true, "ya está, lo encontré": true, "risolto": true, "deu certo, obrigado": true, "laat maar": true,
		"już działa": true, "解決しました": true, "ありがとう": true, "解决了": true, "谢谢": true,
		"thanks in advance for any help": false, "thanks but it still doesn't work": false, "it works now?": false, "any news": false, "hello": false,
		"is it fixed?": false, "https://example.com": false, "": false,
	} {
		if got := manners.Withdraws(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestALongMessageIsReadFromItsBeginning(t *testing.T) {
	text := "how do I reset my password? " + strings.Repeat("ü ", 1<<20)
	if !asked(text).Is {
		t.Error("not seen")
	}
	if asked(strings.Repeat("ü ", 1<<20) + " how do I reset my password?").Is {
		t.Error("read to the end")
	}
}

func FuzzQuestion(f *testing.F) {
	for _, s := range []string{"how do I?", "¿", "```", "`", "?؟;", "密码吗", "> ", ":a:", "<", "@", "#", "$x", "\xff\xfe", "a.b:c", "😂", "Ω;"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := asked(text)
		if a.Reason == "" || a.Is != (a.Score >= 1) {
			t.Errorf("%q: %+v", text, a)
		}
		if n := manners.Letters(text); n < 0 || n > 3*len(text) {
			t.Errorf("%q has %d letters", text, n)
		}
		if again := asked(text); again != a {
			t.Errorf("%q: %+v, then %+v", text, a, again)
		}
		manners.Withdraws(text)
	})
}
