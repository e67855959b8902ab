package gateway

import "strconv"

// Match is a matcher that fits a message, its score and its evidence.
type Match struct {
	Matcher string  `json:"matcher"`
	Score   float64 `json:"score"` // 0 to 1, calibrated: 0.9 means right nine times out of ten
	// Threshold is the score from which on it counts; 0 where it counts by its conditions whatever the score.
	Threshold float64    `json:"threshold,omitempty"`
	Evidence  []Evidence `json:"evidence,omitempty"`
	Details   Details    `json:"details,omitempty"` // what the matcher's ask found in the text
}

// Request is one of several things that a message asks for.
type Request struct {
	Text    string  `json:"text"`              // the sentence or clause that says so, shortened
	Matcher string  `json:"matcher,omitempty"` // that it is surely for; empty: nothing is sure
	Score   float64 `json:"score,omitempty"`   // of the matcher by this text alone
}

// Evidence is one thing in a message that speaks for a matcher.
type Evidence struct {
	Kind  string `json:"kind"`            // words, pattern, sender, subject, channel, attachment, when, examples
	Rule  string `json:"rule"`            // as in the config: the word, the pattern, the example most like the message
	Found string `json:"found,omitempty"` // as in the message; of examples the words that speak most for the matcher
}

// String says it for people: words "refund". Examples may speak for a matcher by no word alone.
func (e Evidence) String() string {
	switch {
	case e.Found != "":
		return e.Kind + " " + strconv.Quote(e.Found)
	case e.Kind == "examples":
		return e.Kind + ", by no single word"
	}
	return e.Kind
}

// Details are named values found in a message: "order" -> "AB-123456".
type Details map[string]string

// Article is one page of the knowledge base as a reply shows it.
type Article struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	URL      string `json:"url"`
	Language string `json:"language,omitempty"`
	Passage  string `json:"passage,omitempty"` // quoted from the article, plain text
	// Score says how well the article fits the question, 0 to 1; zero where a matcher names it and nothing was searched.
	Score float64 `json:"score,omitempty"`
}
