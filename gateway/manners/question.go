package manners

import (
	"fmt"
	"slices"
	"strings"

	"frontdesk/gateway"
)

// Asked says whether a message is a question for us, and why.
type Asked struct {
	Is     bool
	Score  float64 // from 1 on it is one
	Reason string
	// Asks: it asks in words or with a mark; else it tells of trouble at most.
	Asks bool
	// All: it is put to everybody who knows.
	All bool
}

// Question judges by the words, the place and what the matchers found.
func Question(in Input) Asked {
	m := in.Message
	post := m.Chat.Opens && m.Chat.Form == gateway.FormPost
	text := m.NewText
	if post {
		text = m.Subject + "\n" + text
	}
	r := read(text)
	switch {
	case r.command:
		return Asked{Reason: "it is a command to another bot"}
	case r.letters == 0:
		return Asked{Reason: "it has no words"}
	case r.letters < in.Manners.MinLength && !post:
		return Asked{Reason: "it is too short for a question"}
	}
	f := r.signs()
	f[opensPost] = post && !isGuide(m.Subject)
	f[substance] = r.letters >= substantial && (f[questionMark] || f[lacks])
	best := in.Best
	if in.Feedback { // what people say about answers is no matter to ask about
		best = nil
	}
	return f.weigh(best, in.Manners.Confidence)
}

// substantial is from how many letters on a question is more than an exclamation.
const substantial = 20

// weigh adds up the signs. What a matcher knows counts where something is asked: "thanks" is known to one as well.
func (f found) weigh(best *gateway.Match, confidence float64) Asked {
	a := Asked{Asks: f[asks] || f[everybody] || f[help] || f[requests] || f[questionMark]}
	if best != nil && (a.Asks || f[trouble] || f[lacks] || f[opensPost]) {
		f[knownWell] = best.Score >= confidence
		f[known] = !f[knownWell]
	}
	if f[asks] || f[everybody] {
		f[wonders] = false // counted already
	}
	for s, there := range f {
		if there {
			a.Score += weights[s].weight
		}
	}
	a.Is, a.All = a.Score >= enough, f[everybody]
	a.Reason = f.reason(a.Score)
	return a
}

// reason names the signs that say most: of a question those for it, else those against it where there are any.
func (f found) reason(score float64) string {
	told := f.side(score >= enough)
	if score < enough && len(told) == 0 {
		told = f.side(true)
	}
	if len(told) == 0 {
		return "it asks nothing"
	}
	slices.SortStableFunc(told, func(a, b sign) int {
		return int(1000 * (abs(weights[b].weight) - abs(weights[a].weight)))
	})
	var reasons []string
	for _, s := range told[:min(len(told), 3)] {
		reasons = append(reasons, weights[s].reason)
	}
	only := ""
	if score < enough && weights[told[0]].weight > 0 {
		only = "only "
	}
	return fmt.Sprintf("it %s%s (%.1f)", only, strings.Join(reasons, ", "), score)
}

// side are the signs for a question, or those against it.
func (f found) side(of bool) []sign {
	var told []sign
	for s := range signs {
		if f[s] && weights[s].weight > 0 == of {
			told = append(told, s)
		}
	}
	return told
}

func abs(x float64) float64 { return max(x, -x) }

// isGuide: the title of a post says that it gives instead of asking.
func isGuide(title string) bool {
	r := read(title)
	for _, c := range r.clauses {
		if len(c.words) > 0 && guides[c.words[0]] && !c.asks {
			return true
		}
	}
	return false
}

var guides = words(`guide tutorial howto showcase announcement announcing release changelog psa til faq poll survey anleitung ankundigung
	umfrage tuto annonce sondage guia anuncio encuesta guida annuncio sondaggio anuncio enquete handleiding aankondiging poradnik ogloszenie`)

// Withdraws says whether an author settles with it what they asked a while ago: "nvm, found it", "thanks, that worked".
func Withdraws(text string) bool {
	r := read(text)
	f := r.signs()
	if f[trouble] || f[questionMark] || f[asks] {
		return false
	}
	return f[settled] || f[thanks] && r.length() <= shortThanks
}

// shortThanks is how many words a message may have that thanks and is nothing else: "thanks in advance for any help" is more.
const shortThanks = 3

// length counts words, as letters where a script puts no spaces between them.
func (r *reading) length() int {
	n := 0
	for _, c := range r.clauses {
		n += len(c.words)
	}
	return max(n, len(r.joined)/12)
}
