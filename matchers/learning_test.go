package matchers

import (
	"bytes"
	"strings"
	"testing"

	"frontdesk/gateway"
	"frontdesk/matchers/classify"
)

// shopYAML is a shop of a few matters, each with examples; some have words too.
const shopYAML = `
delivery:
  examples:
    - Where is my parcel?
    - When will my order arrive?
    - My package has not come yet
    - Track my delivery please
    - The parcel is still not here after two weeks
    - Has my order been shipped?
    - How long does shipping take?
    - I am waiting for my package since Monday
  not: [{words: [forklift]}]
refund:
  any: [{words: [reimbursement]}]
  examples:
    - I want a refund
    - Please give me my money back
    - When do I get my money?
    - Refund my payment please
    - How long until the refund arrives?
    - I would like to be reimbursed
    - The refund has not been paid yet
    - You still owe me 40 euros
password:
  any: [{words: [zebra]}]
  examples:
    - I forgot my password
    - I cannot log in
    - The login page refuses my password
    - How do I reset my password?
    - My account is locked
    - The reset link has expired
    - Sign in does not work
    - Wrong password all the time
fire:
  urgent: true
  examples:
    - The lamp is on fire
    - Smoke comes out of the plug
    - I got an electric shock
    - There are sparks in the switch
    - The cable is burning
    - It smells burnt and is very hot
    - The socket melted
    - My child touched the wire and got a shock
advice:
  examples:
    - Which lamp is right for my kitchen?
    - Can you recommend a lamp for reading?
    - What light do I need in a hallway?
    - Please advise me on lamps for my desk
    - How bright should a bedroom lamp be?
    - I am looking for a lamp for a child's room
    - Which bulb is best for a bathroom?
    - What do you recommend for a large table?
  not: [{examples: [Thank you for your advice, it was very good, The reading lamp is nice]}]
hours:
  when: message.channel == "shop"
  examples:
    - When do you open?
    - Are you open on Sunday?
    - What are your opening hours?
    - Until when are you there today?
    - Do you close at noon?
    - Is the shop open on holidays?
    - What time do you close?
    - From when on are you open in the morning?
solved:
  means: solved
  examples: [Thanks that solved it, It works now thank you, Problem solved thanks, All good now thank you, "Great, that helped", It is fixed now]
few:
  examples: [I collect stamps]
`

// shopSet has learnt.
func shopSet(t testing.TB) *Set {
	t.Helper()
	s, err := set(t, shopYAML).Learn(Learning{Languages: []string{"en"}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// named are the matchers of some matches.
func named(ms []gateway.Match) string {
	var names []string
	for _, m := range ms {
		names = append(names, m.Matcher)
	}
	return strings.Join(names, " ")
}

func TestExamplesMakeAMatcherFit(t *testing.T) {
	s := shopSet(t)
	for _, test := range []struct {
		name, text, channel, want string
	}{
		{"other words than the examples", "my parcel did not arrive yet", "", "delivery"},
		{"examples and no words", "i forgot the password of my account", "", "password"},
		{"words and no examples", "About the reimbursement", "", "refund"},
		{"a question within a mail", "Hello,\n\nI hope that you are well. We met at the fair last year, it was a pleasure.\n\nWhere is my parcel?\n\nBest wishes\nAnn", "", "delivery"},
		{"what nobody has foreseen", "My grandmother plays the violin on Tuesdays.", "", ""},
		{"gibberish", "qwzx vbnm plkj", "", ""},
		{"nothing", "", "", ""},
		{"what it is not, by words", "Where is my parcel with the forklift?", "", ""},
		{"a condition that does not hold", "What are your opening hours?", "", ""},
		{"a condition that holds", "What are your opening hours?", "shop", "hours"},
		{"thanks", "Thanks, that solved it.", "", "solved"},
		{"thanks before something else", "Thanks that solved it. My grandmother plays the violin on Tuesdays, at noon, with a friend who owns three dogs.", "", ""},
		{"too few examples", "I collect stamps", "", ""},
	} {
		got := s.Read(&gateway.Message{NewText: test.text, Channel: test.channel}, Around{})
		if named(got.Matches) != test.want {
			t.Errorf("%s: got %q (%+v), unsure %+v", test.name, named(got.Matches), got.Matches, got.Unsure)
		}
	}
}

func TestTheScoreOfExamplesIsExplained(t *testing.T) {
	m := shopSet(t).Classify(message("My parcel has not arrived here"))[0]
	if m.Score < m.Threshold || m.Score >= 1 || m.Threshold < 0.5 {
		t.Errorf("score %v, threshold %v", m.Score, m.Threshold)
	}
	if len(m.Evidence) != 1 || m.Evidence[0].Kind != "examples" || m.Evidence[0].Rule == "" || !strings.Contains(m.Evidence[0].Found, "parcel") {
		t.Errorf("evidence %q", m.Evidence)
	}
}

func TestWordsAndExamplesAgree(t *testing.T) {
	s := shopSet(t)
	words := s.Classify(message("Reimbursement"))[0]
	both := s.Classify(message("Please give me my money back, the reimbursement"))[0]
	if words.Score < ruleStrength || both.Score <= words.Score || both.Score > 1 || len(both.Evidence) != 2 {
		t.Errorf("by words %+v, by both %+v", words, both)
	}
}

func TestWordsAndExamplesThatContradictEachOtherAreForAPerson(t *testing.T) {
	s := shopSet(t)
	got := s.Read(message("Where is my parcel? It has not come yet. Zebra."), Around{})
	if named(got.Matches) != "" {
		t.Fatalf("got %+v", got.Matches)
	}
	if names := named(got.Unsure); !strings.Contains(names, "delivery") || !strings.Contains(names, "password") {
		t.Errorf("unsure are %q", names)
	}
	sum := 0.0
	for _, m := range got.Unsure {
		sum += m.Score
	}
	if sum > 1.001 {
		t.Errorf("together they are sure by %v", sum)
	}
}

func TestUrgentMattersNeedLess(t *testing.T) {
	s := shopSet(t)
	urgent, usual := s.named["fire"], s.named["delivery"]
	if got := s.threshold(urgent, s.model, false); got != DefaultCareful {
		t.Errorf("threshold of an urgent matcher is %v", got)
	}
	if s.threshold(urgent, s.model, true) <= DefaultCareful || s.threshold(usual, s.model, false) <= DefaultCareful {
		t.Error("others need no more")
	}
	if got := s.Classify(message("there is smoke and it is burning")); named(got) != "fire" {
		t.Errorf("got %+v", got)
	}
}

func TestCandidatesBelowTheThresholdAreKept(t *testing.T) {
	got := shopSet(t).Read(message("please"), Around{})
	if len(got.Matches) > 0 || len(got.Unsure) == 0 || len(got.Unsure) > maxUnsure {
		t.Fatalf("got %+v and %+v", got.Matches, got.Unsure)
	}
	for i, m := range got.Unsure {
		if m.Score >= m.Threshold || m.Score < minShown || i > 0 && m.Score > got.Unsure[i-1].Score {
			t.Errorf("candidate %d is %+v", i, m)
		}
	}
}

func TestBeforeLearningOnlyRulesCount(t *testing.T) {
	s := set(t, shopYAML)
	if s.Ready() {
		t.Error("it is ready before it has learnt")
	}
	got := s.Classify(message("Where is my parcel? About the reimbursement"))
	if named(got) != "refund" || got[0].Score != 1 {
		t.Errorf("got %+v", got)
	}
	learnt := shopSet(t)
	if !learnt.Ready() || s.Ready() {
		t.Error("learning makes another set ready, and only that")
	}
	if rules := set(t, "a: {any: [{words: [x]}]}\nb: {any: [{words: [y]}], examples: [z]}\n"); !rules.Ready() {
		t.Error("one matcher with examples has nothing to be told from: there is nothing to learn")
	}
}

func TestMatchersInShadowDoNotChangeOthers(t *testing.T) {
	shadowed := strings.Replace(shopYAML, "advice:\n", "advice:\n  mode: shadow\n", 1)
	without := strings.Split(shopYAML, "advice:\n")[0] + "hours:\n" + strings.Split(shopYAML, "hours:\n")[1]
	how := Learning{Languages: []string{"en"}}
	a, errA := set(t, shadowed).Learn(how)
	b, errB := set(t, without).Learn(how)
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	for _, text := range []string{"Which lamp do you recommend for my desk?", "Where is my parcel?", "lamp"} {
		with, alone := a.Read(message(text), Around{}), b.Read(message(text), Around{})
		if named(with.Matches) != named(alone.Matches) || len(with.Matches) > 0 && with.Matches[0].Score != alone.Matches[0].Score {
			t.Errorf("%s: %+v beside a shadow, %+v without", text, with.Matches, alone.Matches)
		}
	}
	if got := a.Read(message("Which lamp do you recommend for my desk?"), Around{}).Shadow; named(got) != "advice" {
		t.Errorf("in the shadow: %+v", got)
	}
}

// drawer is a shelf in memory.
type drawer struct {
	kept      map[string][]byte
	took, put int
}

func (d *drawer) Take(key string) *classify.Model {
	content, ok := d.kept[key]
	if !ok {
		return nil
	}
	d.took++
	m, err := classify.Load(bytes.NewReader(content))
	if err != nil {
		return nil
	}
	return m
}

func (d *drawer) Put(key string, m *classify.Model) {
	var b bytes.Buffer
	if err := m.Save(&b); err == nil {
		d.kept[key] = b.Bytes()
		d.put++
	}
}

func TestWhatIsKeptIsNotLearntAgain(t *testing.T) {
	d := &drawer{kept: map[string][]byte{}}
	how := Learning{Languages: []string{"en"}, Shelf: d}
	first, err := set(t, shopYAML).Learn(how)
	if err != nil {
		t.Fatal(err)
	}
	second, err := set(t, shopYAML).Learn(how)
	if err != nil || d.put != 1 || d.took != 1 {
		t.Fatalf("put %d, took %d, %v", d.put, d.took, err)
	}
	for _, text := range []string{"Where is my parcel?", "a lamp for my parcel", "password"} {
		a, b := first.Read(message(text), Around{}), second.Read(message(text), Around{})
		if named(a.Matches) != named(b.Matches) || named(a.Unsure) != named(b.Unsure) || len(a.Unsure) > 0 && a.Unsure[0].Score != b.Unsure[0].Score {
			t.Errorf("%s: %+v once learnt, %+v taken from the shelf", text, a, b)
		}
	}
	if _, err := set(t, shopYAML+"more: {examples: [Do you sell gift cards?]}\n").Learn(how); err != nil || d.put != 2 {
		t.Errorf("other examples: put %d, %v", d.put, err)
	}
}

func TestSentencesOfAMail(t *testing.T) {
	for text, want := range map[string]string{
		"One. Two! Three? Four":                                        "One.|Two!|Three?|Four",
		"Version 3.5 of it. Fine.":                                     "Version 3.5 of it.|Fine.",
		"Hello,\nwhere is it":                                          "Hello,|where is it",
		"我的灯坏了。怎么办？谢谢":                                                 "我的灯坏了。|怎么办？|谢谢",
		"this line is long enough that a program has wrapped it\nhere": "this line is long enough that a program has wrapped it\nhere",
		"this line is long enough that a program has wrapped it\n\nno": "this line is long enough that a program has wrapped it|no",
		"": "", "...": "...", "\xff. a": "\xff.",
	} {
		if got := strings.Join(sentences(text), "|"); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func BenchmarkReadLearnt(b *testing.B) {
	s := shopSet(b)
	m := mail()
	b.ReportAllocs()
	for b.Loop() {
		s.Read(m, Around{})
	}
}
