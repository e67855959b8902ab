package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"frontdesk/configs"
	"frontdesk/replies/kb"
)

// maxRank is how many hits of a question are looked at; an article below counts as not found.
const maxRank = 10

// evaluated is one line of --format jsonl.
type evaluated struct {
	Text    string     `json:"text"`
	Gold    string     `json:"gold"`
	Rank    int        `json:"rank"` // of the gold article among the matches, 0 where it is not there
	Matches []tryMatch `json:"matches"`
	Answer  bool       `json:"answer"` // the first would be shown
}

// articles is frontdesk evaluate --kb: every question is asked.
func (c evaluateCommand) articles(p process) error {
	var problems configs.Problems
	articles, err := readArticles(c.KB, &problems)
	if err != nil {
		return err
	}
	if problems.Errors() > 0 {
		printProblems(p.stderr, &problems)
		return fmt.Errorf("the articles in %s have %s", c.KB, count(problems.Errors(), "error"))
	}
	var sum tally
	out := bufio.NewWriter(p.stdout)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	err = eachQuestion(c.Queries, func(text, gold string) error {
		e := ask(articles, text, gold)
		sum.add(e)
		if c.Format == "jsonl" {
			return enc.Encode(e)
		}
		return nil
	})
	if err == nil && c.Format == "text" {
		sum.print(out)
	}
	return errors.Join(err, out.Flush())
}

func ask(articles *kb.Index, text, gold string) evaluated {
	e := evaluated{Text: text, Gold: gold, Matches: []tryMatch{}}
	for i, h := range articles.Find(kb.Query{Text: text, Limit: maxRank, Now: time.Time{}}) {
		e.Matches = append(e.Matches, tryMatch{h.ID, h.Score})
		if h.ID == gold {
			e.Rank = i + 1
		}
		e.Answer = e.Answer || h.Good
	}
	return e
}

// readArticles reads all *.md below a folder.
func readArticles(dir string, p *configs.Problems) (*kb.Index, error) {
	var files []configs.File
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".md") {
			return err
		}
		content, err := readLimited(filepath.Join(dir, filepath.FromSlash(path)))
		files = append(files, configs.File{Path: path, Content: content})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the articles in %s: %w", dir, err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s holds no article; name the folder kb of a config, whose articles are .md files", dir)
	}
	return kb.Load(files, p), nil
}

// eachQuestion reads lines of text, tab, id.
func eachQuestion(path string, do func(text, gold string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return notRead(path, err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		text, gold, ok := strings.Cut(in.Text(), "\t")
		if !ok {
			return fmt.Errorf("%s:%d: no tab between the question and the id of its article", path, n)
		}
		if err := do(text, strings.TrimSpace(gold)); err != nil {
			return err
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("read the questions: %w", err)
	}
	return nil
}

// tally sums up questions.
type tally struct {
	n, first, three, shown, right int
	reciprocal                    float64
}

func (t *tally) add(e evaluated) {
	t.n++
	if e.Rank == 1 {
		t.first++
	}
	if e.Rank >= 1 && e.Rank <= 3 {
		t.three++
	}
	if e.Rank > 0 {
		t.reciprocal += 1 / float64(e.Rank)
	}
	if e.Answer {
		t.shown++
		if e.Rank == 1 {
			t.right++
		}
	}
}

func (t *tally) print(w *bufio.Writer) {
	if t.n == 0 {
		fmt.Fprintln(w, "no question")
		return
	}
	fmt.Fprintf(w, "questions %d\nR@1 %.1f\nR@3 %.1f\nMRR %.3f\n", t.n, percent(t.first, t.n), percent(t.three, t.n), t.reciprocal/float64(t.n))
	fmt.Fprintf(w, "shown by themselves %.1f %%, of these right %.1f %%\n", percent(t.shown, t.n), percent(t.right, t.shown))
}
