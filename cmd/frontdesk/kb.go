package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"frontdesk/configs"
	"frontdesk/replies/kb"
)

// kbCommand is frontdesk kb.
type kbCommand struct {
	Search kbSearchCommand `cmd:"" help:"Show which articles are found for a question, and why."`
	Check  kbCheckCommand  `cmd:"" help:"Look for dead links, expired articles, overdue reviews and missing translations."`

	Feedback kbFeedbackCommand `cmd:"" help:"Show how often each article was shown, and what customers said of it."`
}

// kbSearchCommand is frontdesk kb search.
type kbSearchCommand struct {
	configFlag
	Question string `arg:"" help:"The question, as a customer would write it."`
	Language string `placeholder:"TAG" help:"The customer's language, such as en or pt-BR: articles in it come first."`
	Limit    int    `default:"3" help:"How many articles to show."`
}

// Run prints the articles that are found, the best first.
func (c kbSearchCommand) Run(p process) error {
	l, err := c.mustRead(p.stderr)
	if err != nil {
		return err
	}
	if c.Limit < 1 {
		return fmt.Errorf("--limit %d: at least 1", c.Limit)
	}
	hits := l.policy.Articles.Find(kb.Query{Text: c.Question, Language: c.Language, Limit: c.Limit, Now: time.Now()})
	if len(hits) == 0 {
		fmt.Fprintln(p.stdout, "no article has a word of it")
		return nil
	}
	for i, h := range hits {
		if i > 0 {
			fmt.Fprintln(p.stdout)
		}
		printHit(p.stdout, h)
	}
	return nil
}

func printHit(w io.Writer, h kb.Hit) {
	verdict := fmt.Sprintf("not good enough to be shown by itself (from %.2f on)", kb.Threshold)
	if h.Good {
		verdict = "good enough to be shown"
	}
	fmt.Fprintf(w, "%s  %.2f  %s\n  %s\n  %s\n", h.ID, h.Score, verdict, h.Title, h.URL)
	for _, why := range h.Why {
		fmt.Fprintf(w, "  %s\n", why)
	}
	fmt.Fprintln(w, indent(h.Passage))
}

// kbCheckCommand is frontdesk kb check.
type kbCheckCommand struct {
	configFlag
	AllowPrivate bool          `help:"Also follow links to addresses of the own network."`
	NoLinks      bool          `help:"Do not follow links."`
	Timeout      time.Duration `default:"10s" help:"How long to wait for a page."`
	Pause        time.Duration `default:"500ms" help:"How long to wait between two requests to the same host."`
}

// Run prints what is wrong with the articles. A dead link, an expired article and an overdue review make the exit status
// 1; a link that could not be looked at and a missing translation do not.
func (c kbCheckCommand) Run(ctx context.Context, p process) error {
	l, err := c.mustRead(p.stderr)
	if err != nil {
		return err
	}
	var problems configs.Problems
	now, articles := time.Now(), l.policy.Articles
	articles.Check(now, &problems)
	late := len(problems.All())
	articles.CheckTranslations(&problems)
	checked := 0
	if !c.NoLinks {
		checked = c.links(ctx, articles, now, &problems)
	}
	printProblems(p.stdout, &problems)
	if ctx.Err() != nil {
		return errors.New("interrupted: not all links were looked at")
	}
	fmt.Fprintf(p.stdout, "%s, %s followed, %s\n", count(len(articles.IDs()), "article"), count(checked, "link"), count(len(problems.All()), "problem"))
	if problems.Errors()+late > 0 {
		return errSilent
	}
	return nil
}

// links follows the links of the articles that are shown, and says how many these are.
func (c kbCheckCommand) links(ctx context.Context, articles *kb.Index, now time.Time, p *configs.Problems) int {
	var addresses []string
	byURL := map[string][]kb.Article{}
	for _, id := range articles.IDs() {
		if a, ok := articles.Full(id); ok && !articles.Expired(id, now) {
			addresses = append(addresses, a.URL)
			byURL[a.URL] = append(byURL[a.URL], a)
		}
	}
	results := kb.Links{Timeout: c.Timeout, Pause: c.Pause, AllowPrivate: c.AllowPrivate}.Check(ctx, addresses)
	for _, r := range results {
		for _, a := range byURL[r.URL] {
			switch r.State {
			case kb.LinkDead:
				p.Add(a.URLAt, fmt.Sprintf("the link of article %s is dead: %s: %s", a.ID, r.URL, r.Why), c.hint(r))
			case kb.LinkUnsure:
				p.Warn(a.URLAt, fmt.Sprintf("the link of article %s could not be looked at: %s: %s", a.ID, r.URL, r.Why), "")
			}
		}
	}
	return len(results)
}

// hint says how a link within the own network is looked at all the same.
func (c kbCheckCommand) hint(r kb.LinkResult) string {
	if r.Why == kb.PrivateAddress {
		return "customers outside cannot reach it; --allow-private follows it"
	}
	return ""
}
