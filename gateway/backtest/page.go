package backtest

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
)

// Bytes of a mail and of a reply that the page shows.
const (
	shownText  = 900
	shownReply = 1800
)

//go:embed page.html
var pageText string

// pageView is what page.html is made from.
type pageView struct {
	*Report
	Title   string
	Gate    []Passed
	Busy    []*MatcherReport
	Idle    []string
	Fates   []Fate
	Mayable []Fate
	shown   Shown
}

// WriteHTML writes the report as one page that needs nothing else.
func (r *Report) WriteHTML(w io.Writer, title string, gate []Passed, shown Shown) error {
	v := pageView{Report: r, Title: title, Gate: gate, Fates: fates, Mayable: fates[:len(fates)-2], shown: shown}
	v.Busy, v.Idle = r.byMails()
	page, err := template.New("page").Funcs(template.FuncMap{
		"class":   class,
		"percent": func(n, of int) string { return fmt.Sprintf("%.1f %%", 100*share(n, of)) },
		"bar":     func(counts map[Fate]int) template.HTML { return bar(counts, fates[:len(fates)-2], 14) },
		"plain":   plain,
		"count":   func(counts map[Fate]int, f string) int { return counts[Fate(f)] },
		"most":    most,
		"text":    func(s string) string { return shown.text(s, shownText) },
		"reply":   func(s string) string { return shown.text(s, shownReply) },
		"line":    func(s string) string { return orNothing(shown.line(s, 140)) },
		"share":   func(v float64) string { return fmt.Sprintf("%.3f", v) },
		"ratio":   ratio,
		"keys":    keysOf[*ShadowReport],
		"labels":  keysOf[*MeasuredMatcher],
		"counts":  func(list []Counted, top int) countedView { return countedView{list, top} },
	}).Parse(pageText)
	if err != nil {
		return fmt.Errorf("read the page: %w", err)
	}
	if err := page.Execute(w, v); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
}

// countedView is a list of counts, and the greatest of them.
type countedView struct {
	List []Counted
	Top  int
}

// Masked says whether addresses are.
func (v pageView) Masked() bool { return !v.shown.Addresses }

// OverTime is the chart of mails over time.
func (v pageView) OverTime() template.HTML { return v.overTime() }

// Top is the greatest count of a list, 1 for none.
func (v pageView) Top(list []Counted) int {
	if len(list) == 0 {
		return 1
	}
	return list[0].N
}
