package main

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
)

// The elements of JUnit XML, in the form that both the schema of Ant's reports and the one of Jenkins take.
type (
	junitReport struct {
		XMLName xml.Name     `xml:"testsuites"`
		Suites  []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Package    string          `xml:"package,attr"`
		ID         int             `xml:"id,attr"`
		Name       string          `xml:"name,attr"`
		Timestamp  string          `xml:"timestamp,attr"`
		Hostname   string          `xml:"hostname,attr"`
		Tests      int             `xml:"tests,attr"`
		Failures   int             `xml:"failures,attr"`
		Errors     int             `xml:"errors,attr"`
		Time       string          `xml:"time,attr"`
		Properties []junitProperty `xml:"properties>property"`
		Cases      []junitCase     `xml:"testcase"`
		Out        string          `xml:"system-out"`
		Err        string          `xml:"system-err"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		Time    string        `xml:"time,attr"`
		Error   *junitTrouble `xml:"error"`
		Failure *junitTrouble `xml:"failure"`
	}
	junitTrouble struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// junit writes the results as JUnit XML: a suite for each matcher.
func (t *tester) junit(w io.Writer) error {
	var report junitReport
	var took time.Duration
	for i, r := range t.done {
		if i == 0 || t.done[i-1].matcher != r.matcher {
			took = 0
			report.Suites = append(report.Suites, junitSuite{
				Package: r.matcher.File, ID: len(report.Suites), Name: r.matcher.Name,
				Timestamp: t.now.UTC().Format("2006-01-02T15:04:05"), Hostname: "localhost",
				Properties: []junitProperty{{"config", t.folder.Dir}},
			})
		}
		s := &report.Suites[len(report.Suites)-1]
		took += r.took
		s.Time = seconds(took)
		s.add(r)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write the results: %w", err)
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(report); err != nil {
		return fmt.Errorf("write the results: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (s *junitSuite) add(r tested) {
	one := junitCase{Name: fmt.Sprintf("%s (line %d)", printable(r.test.String()), r.test.At.Line), Class: r.matcher.Name, Time: seconds(r.took)}
	text := r.test.At.String() + "\n" + strings.Join(r.lines(), "\n")
	switch {
	case r.broken != nil:
		s.Errors++
		one.Error = &junitTrouble{Message: r.broken.Error(), Type: "unreadable", Text: text}
	case r.failed():
		s.Failures++
		one.Failure = &junitTrouble{Message: strings.Join(r.wrong, "; "), Type: "expectation", Text: text}
	}
	s.Tests++
	s.Cases = append(s.Cases, one)
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.6f", d.Seconds()) }
