package main

import "errors"

// evaluateCommand is frontdesk evaluate: how well articles are found for questions with known answers, or how well
// matchers learn from examples.
type evaluateCommand struct {
	KB      string `name:"kb" type:"existingdir" placeholder:"DIR" help:"Folder of articles."`
	Queries string `type:"existingfile" placeholder:"TSV" help:"A question a line: text, tab, id of the article that answers it."`

	Train      string   `type:"existingfile" placeholder:"TSV" help:"Examples to learn from, one a line: text, tab, label. Every label is a matcher."`
	Test       string   `type:"existingfile" placeholder:"TSV" help:"Texts to ask, with the labels that are right."`
	OOS        string   `name:"oos" type:"existingfile" placeholder:"TSV" help:"Texts that nobody should answer; labels are passed over."`
	Valid      string   `type:"existingfile" placeholder:"TSV" help:"Texts to set the threshold by, so that most of them come out right; those labelled oos should not be answered."`
	Background string   `type:"existingfile" placeholder:"TSV" help:"More sentences that ask for nothing, to learn from."`
	Languages  []string `placeholder:"TAG" help:"Languages that texts may be in, such as en,de; else those of the examples."`
	OutOfScope float64  `default:"0.3" help:"Share of texts that are expected to have no matcher."`
	Precision  float64  `default:"0.95" help:"Share of answers that are to be right."`
	Plot       string   `type:"path" placeholder:"HTML" help:"Draw what can be answered at which risk, and how true the scores are."`

	Format string `enum:"text,jsonl" default:"text" help:"text, or jsonl: one JSON object a text; figures then go to standard error."`
}

// Run measures what the flags name.
func (c evaluateCommand) Run(p process) error {
	switch {
	case c.KB != "" && c.Queries != "" && c.Train+c.Test == "":
		return c.articles(p)
	case c.Train != "" && c.Test != "" && c.KB+c.Queries == "":
		if err := mayWrite(c.Plot); err != nil {
			return err
		}
		return c.matching(p)
	}
	return usageError{errors.New("evaluate takes either --kb and --queries, or --train and --test; frontdesk evaluate --help tells more")}
}
