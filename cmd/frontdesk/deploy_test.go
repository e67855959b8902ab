package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

const deploy = root + "/configs/deploy"

// alertRules is a file of rules as Prometheus reads it.
type alertRules struct {
	Groups []struct {
		Name  string `yaml:"name"`
		Rules []struct {
			Alert       string            `yaml:"alert"`
			Expr        string            `yaml:"expr"`
			For         string            `yaml:"for"`
			Labels      map[string]string `yaml:"labels"`
			Annotations map[string]string `yaml:"annotations"`
		} `yaml:"rules"`
	} `yaml:"groups"`
}

func TestAlertsAskForMetricsThatExistAndAreExplained(t *testing.T) {
	var rules alertRules
	if err := yaml.UnmarshalWithOptions([]byte(deployed(t, "alerts.yaml")), &rules, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	manual, err := os.ReadFile(filepath.Join(root, "docs/operate.md"))
	if err != nil {
		t.Fatal(err)
	}
	asked := ""
	for _, rule := range rules.Groups[0].Rules {
		asked += rule.Expr + "\n"
		asksForMetrics(t, rule.Alert, rule.Expr)
		if rule.Annotations["summary"] == "" || rule.Annotations["description"] == "" || !slices.Contains([]string{"page", "ticket"}, rule.Labels["severity"]) {
			t.Errorf("%s says too little: %+v", rule.Alert, rule)
		}
		if !strings.Contains(string(manual), "`"+rule.Alert+"`") {
			t.Errorf("docs/operate.md does not say what to do about %s", rule.Alert)
		}
	}
	for _, metric := range []string{"up{", "_panics_total", "_work_dead", "_store_errors_total", "_channel_up"} {
		if !strings.Contains(asked, metric) {
			t.Errorf("no alert looks at %s", metric)
		}
	}
}

func TestTheDashboardShowsMetricsThatExist(t *testing.T) {
	var board struct {
		Panels []struct {
			Title   string                                `json:"title"`
			GridPos struct{ X, Y, W, H int }              `json:"gridPos"`
			Targets []struct{ Expr, LegendFormat string } `json:"targets"`
		} `json:"panels"`
	}
	if err := json.Unmarshal([]byte(deployed(t, "dashboard.json")), &board); err != nil {
		t.Fatal(err)
	}
	for i, p := range board.Panels {
		if p.Title == "" || len(p.Targets) == 0 || p.GridPos.X+p.GridPos.W > 24 {
			t.Errorf("panel %d is not whole: %+v", i, p)
		}
		for _, target := range p.Targets {
			asksForMetrics(t, p.Title, target.Expr)
		}
		for _, q := range board.Panels[:i] {
			a, b := p.GridPos, q.GridPos
			if a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H {
				t.Errorf("%q lies on %q", p.Title, q.Title)
			}
		}
	}
	if len(board.Panels) < 10 {
		t.Errorf("only %d panels", len(board.Panels))
	}
}

var (
	metricRow  = regexp.MustCompile("(?m)^\\| `(frontdesk_[a-z_]+)` \\| (\\w+) \\| ([^|]*) \\|")
	metricName = regexp.MustCompile(`frontdesk_[a-z_]+`)
	labelName  = regexp.MustCompile(`(?:by \(|, |\{)([a-z]+)(?:\)|,|=)`)
)

// asksForMetrics checks that the metrics of an expression are those of docs/metrics.md, with labels that they have.
func asksForMetrics(t *testing.T, what, expr string) {
	t.Helper()
	table, err := os.ReadFile(filepath.Join(root, "docs/metrics.md"))
	if err != nil {
		t.Fatal(err)
	}
	labels := map[string]string{}
	for _, row := range metricRow.FindAllStringSubmatch(string(table), -1) {
		labels[row[1]] = row[3]
		if row[2] == "histogram" {
			labels[row[1]+"_bucket"], labels[row[1]+"_count"] = row[3]+", le", row[3]
		}
	}
	have := ""
	for _, name := range metricName.FindAllString(expr, -1) {
		l, ok := labels[name]
		if !ok {
			t.Errorf("%s asks for %s, which does not exist", what, name)
		}
		have += ", " + l
	}
	for _, l := range labelName.FindAllStringSubmatch(expr, -1) {
		if !slices.Contains(strings.Split(have, ", "), l[1]) && l[1] != "job" {
			t.Errorf("%s asks for the label %s, which no metric of it has: %s", what, l[1], expr)
		}
	}
	if strings.Count(expr, "(") != strings.Count(expr, ")") || strings.Count(expr, "{") != strings.Count(expr, "}") {
		t.Errorf("%s has brackets that do not match: %s", what, expr)
	}
}

// What the units may do is judged by systemd itself, which gives 0 to 10 for it: under 2 it calls a service OK.
func TestUnitsAreHardened(t *testing.T) {
	for _, unit := range []string{"frontdesk.service", "frontdesk-backup.service"} {
		out, err := exec.Command("systemd-analyze", "security", "--offline=yes", "--no-pager", "--threshold=15", filepath.Join(deploy, unit)).CombinedOutput()
		if err != nil || !strings.Contains(string(out), "Overall exposure level") {
			t.Errorf("%s: %v\n%s", unit, err, out)
		}
	}
}

func deployed(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(deploy, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Passwords and a config that lie where compose.yaml looks for them go neither into the repository nor into the image.
func TestWhatComposeReadsIsIgnored(t *testing.T) {
	compose, err := os.ReadFile(filepath.Join(deploy, "compose.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"frontdesk.env", "config"} {
		if !strings.Contains(string(compose), "./"+name) {
			t.Errorf("compose.yaml has no ./%s any more", name)
		}
		for _, ignore := range []string{".gitignore", ".dockerignore"} {
			text, err := os.ReadFile(filepath.Join(root, ignore))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(text), "configs/deploy/"+name) {
				t.Errorf("%s does not have configs/deploy/%s", ignore, name)
			}
		}
	}
}
