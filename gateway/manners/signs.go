package manners

// sign is one thing in a message that speaks for or against a question that is for us.
type sign int

const (
	opensPost sign = iota
	questionMark
	asks
	substance
	wonders
	everybody
	requests
	help
	trouble
	lacks
	own
	speaks
	known
	knownWell
	toPerson
	addresses
	social
	rhetorical
	tag
	laughs
	advice
	settled
	thanks
	signs // number of signs
)

// enough is the score from which on a message is a question for us.
const enough = 1.0

// weights of signs. Each counts once in a message, however often it is found; what matchers found counts only beside a sign
// that something is asked. They were chosen on one half of testdata/questions.tsv; docs/manners.md has the figures.
var weights = [signs]struct {
	weight float64
	reason string // "it …"
}{
	opensPost:    {1.2, "opens a post"},                     // forums are for asking; a guide is told by its title
	questionMark: {0.9, "has a question mark"},              // or the particle that is one; half of the questions in chats have none
	substance:    {0.2, "says more than a few words"},       // "anyone?" does not
	asks:         {1.0, "asks how, where, why or whether"},  // in the order of words of a question: enough by itself
	wonders:      {0.6, "begins like a question"},           // "what a day" does too: it takes a mark besides
	everybody:    {0.8, "asks who knows"},                   // "anyone …": of everybody, but often of people themselves
	requests:     {0.7, "wants something done"},             // of us, or of whoever reads it: it takes a matcher that knows it besides
	help:         {1.0, "asks for help"},                    //
	trouble:      {1.0, "tells of trouble"},                 // people state a problem and wait; it is the commonest form
	lacks:        {0.5, "says what is not there"},           // beside "my order" it is trouble
	own:          {0.3, "is about the author's own matter"}, // "my order": beside half a sign it decides
	speaks:       {0.1, "speaks of the author"},
	known:        {0.3, "is known to a matcher"},           //
	knownWell:    {0.5, "is well known to a matcher"},      // as sure as it must be to speak
	toPerson:     {-1.4, "asks somebody about themselves"}, // "did you check …?" is how people help each other
	addresses:    {-1.0, "speaks to somebody"},             // "are you …": the shop is meant as often as a friend
	social:       {-1.6, "is small talk"},                  // lunch, games, weekends; often "anyone …?" as well
	rhetorical:   {-1.6, "asks without wanting to know"},   // "are you kidding?"
	tag:          {-1.0, "only wants to hear yes"},         // ", right?"
	laughs:       {-0.7, "laughs"},                         // but "lol why is my order gone" stays one
	advice:       {-1.2, "tells somebody what to do"},      // an answer that quotes the trouble
	settled:      {-1.6, "is settled"},                     //
	thanks:       {-0.4, "thanks"},                         // "thanks in advance" stays one
}
