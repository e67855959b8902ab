package backtest

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"frontdesk/matchers"
)

// Labels say which matcher is right for a mail, by the mail's name in the archive or by its Message-ID. An empty matcher:
// none is.
type Labels map[string]string

// ReadLabels reads lines of name or Message-ID, tab, matcher; a matcher of none, or nothing, says that none is right.
func ReadLabels(in io.Reader, name string, set *matchers.Set) (Labels, error) {
	labels := Labels{}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), "\r")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, label, ok := strings.Cut(line, "\t")
		label = strings.TrimSpace(label)
		if !ok || strings.TrimSpace(key) == "" {
			return nil, fmt.Errorf("%s:%d: no tab between the mail and its matcher", name, n)
		}
		if _, known := set.Matcher(label); !known && label != "" && label != matchers.Nobody {
			return nil, fmt.Errorf("%s:%d: the config has no matcher %q", name, n, label)
		}
		labels[labelKey(key)] = strings.TrimSuffix(label, matchers.Nobody)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(labels) == 0 {
		return nil, fmt.Errorf("%s: no line", name)
	}
	return labels, nil
}

func labelKey(s string) string {
	return filepath.ToSlash(strings.Trim(strings.TrimSpace(s), "<>"))
}

// of returns the label of a mail, and the key that it has.
func (l Labels) of(m Mail) (label, key string, ok bool) {
	for _, key := range []string{labelKey(m.Name), m.Event.Message.Thread.ID} {
		if label, ok = l[key]; ok && key != "" {
			return label, key, true
		}
	}
	return "", "", false
}

// missing are the labels that no mail has.
func (l Labels) missing(seen map[string]bool) []string {
	var out []string
	for key := range l {
		if !seen[key] {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}

// Measured compares decisions with labels.
type Measured struct {
	Labelled int // mails with a label
	Decided  int // of these, decided by a matcher
	Right    int // of these, by the right one
	Meant    int // mails whose label is a matcher
	Answered int // labelled mails that were answered
	Well     int // of these, by the right matcher
	Matchers map[string]*MeasuredMatcher
	Wrong    map[string]int // "label → matcher"
	Missing  []string       // labels that no mail has

	seen map[string]bool
}

// MeasuredMatcher is one matcher's part.
type MeasuredMatcher struct{ Meant, Decided, Right int }

func newMeasured() *Measured {
	return &Measured{Matchers: map[string]*MeasuredMatcher{}, Wrong: map[string]int{}, seen: map[string]bool{}}
}

// Precision is how many of the labelled mails that a matcher decided were decided by the right one, 0 to 1.
func (m *Measured) Precision() float64 { return share(m.Right, m.Decided) }

// Recall is how many of the mails whose label is a matcher were decided by it, 0 to 1.
func (m *Measured) Recall() float64 { return share(m.Right, m.Meant) }

func (m *Measured) matcher(name string) *MeasuredMatcher {
	if m.Matchers[name] == nil {
		m.Matchers[name] = &MeasuredMatcher{}
	}
	return m.Matchers[name]
}

func (m *Measured) add(labels Labels, res Result) {
	label, key, ok := labels.of(res.Mail)
	if !ok {
		return
	}
	m.seen[key] = true
	m.Labelled++
	got := res.Judged.Decision.Matcher
	if res.Fate == Screened {
		got = ""
	}
	if label != "" {
		m.Meant++
		m.matcher(label).Meant++
	}
	if got != "" {
		m.Decided++
		m.matcher(got).Decided++
	}
	right := got == label
	if right && got != "" {
		m.Right++
		m.matcher(got).Right++
	}
	if res.Fate == Answered {
		m.Answered++
		if right {
			m.Well++
		}
	}
	if !right {
		m.Wrong[orNone(label)+" → "+orNone(got)]++
	}
}

func orNone(s string) string {
	if s == "" {
		return matchers.Nobody
	}
	return s
}
