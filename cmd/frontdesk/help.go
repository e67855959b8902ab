package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"
)

// exitStatus is said where people look for it: in the help, in the manual.
const exitStatus = "Exit status: 0 well; 1 it failed, or found what it looks for; 2 wrong usage."

// helpWidth is how wide help gets at most; longer lines are hard to read.
const helpWidth = 100

// description is what the program is.
const description = "One program between the places where customers ask for help and the people who answer."

// Groups of commands, in the order in which an admin meets them.
var (
	groupSetUp   = &kong.Group{Key: "1", Title: "Set up:"}
	groupMeasure = &kong.Group{Key: "2", Title: "Try and measure, without sending anything:"}
	groupRun     = &kong.Group{Key: "3", Title: "Run:"}
	groupPeople  = &kong.Group{Key: "4", Title: "People:"}
	groupProgram = &kong.Group{Key: "5", Title: "This program:"}
)

// groups says where a command of the first level stands in the help.
var groups = []struct {
	group    *kong.Group
	commands string
}{
	{groupSetUp, "init demo check schema doctor auth"},
	{groupMeasure, "try test backtest shadow simulate evaluate kb"},
	{groupRun, "run ping status explain work pause resume breaker suppress backup restore"},
	{groupPeople, "tickets review"},
	{groupProgram, "completion man version"},
}

// example is a command line that does something, and what.
type example struct{ does, line string }

// examples are of commands, by their names; those of a command with subcommands stand at the subcommands.
var examples = map[string][]example{
	"run":         {{"Run with the config of a folder:", "run --config /etc/frontdesk"}},
	"demo":        {{"Meet it: a sample shop, customers who write, and what they get:", "demo"}, {"The same on a Discord of its own:", "demo --community"}},
	"check":       {{"Look through the config before it goes live:", "check --config /etc/frontdesk"}},
	"schema":      {{"For the editor, beside the config:", "schema --write /etc/frontdesk"}},
	"init":        {{"A few questions, and a config that runs:", "init /etc/frontdesk"}},
	"auth login":  {{"A mailbox at Gmail or Microsoft 365:", "auth login support"}},
	"auth status": {{"How long does each login hold?", "auth status"}},
	"doctor":      {{"Try every account:", "doctor"}, {"One only:", "doctor support"}},
	"try": {
		{"What would a customer get who writes this?", `try "Where is my order 123456?"`},
		{"And for this mail?", "try angry.eml"},
	},
	"test":          {{"Run all tests:", "test"}, {"Those of one matcher:", "test refund-timing"}},
	"backtest":      {{"Judge last month's mail, and write a page with charts:", "backtest archive.mbox --html report.html"}, {"What does a changed config decide otherwise?", "backtest store --baseline /etc/frontdesk --config new"}},
	"shadow":        {{"Did the matchers in shadow mode agree with people?", "shadow"}, {"One of them, message by message:", "shadow refund-timing"}},
	"simulate":      {{"A week of two hundred messages a day, two people in each team:", "simulate"}, {"Monday with a surge, and a page with charts:", "simulate --days 1 --surge 5 --agents 3,billing=1 --html monday.html"}},
	"explain":       {{"Why did this customer get that reply?", "explain 01j9x4c2"}},
	"evaluate":      {{"How much can be answered by what these examples teach, and how surely?", "evaluate --train train.tsv --test test.tsv --plot risk.html"}},
	"ping":          {{"Does it live?", "ping"}, {"Is every channel connected, and does the store take writes?", "ping --ready"}},
	"work":          {{"What is waiting?", "work"}, {"Try again what was given up:", "work --revive 17"}},
	"pause":         {{"Nobody is answered by a machine for two hours:", `pause --all --for 2h --reason "prices are wrong"`}},
	"resume":        {{"As before:", "resume --all"}},
	"breaker list":  {{"Is a channel silent, and why?", "breaker"}},
	"breaker close": {{"The loop is mended:", "breaker close support"}},
	"status": {
		{"How does it fare, now and from second to second?", "status --watch"},
		{"For a script:", "status --format json"},
	},
	"suppress list":   {{"To whom does nothing automatic go?", "suppress"}},
	"suppress add":    {{"Not to this address for a month:", "suppress add robot@example.com --for 30d"}},
	"suppress remove": {{"It may be answered again:", "suppress remove robot@example.com"}},
	"backup":          {{"Into a folder, a file named after the time:", "backup /var/backups/frontdesk"}, {"Into this file:", "backup frontdesk.zip"}},
	"restore": {
		{"Is this backup whole?", "restore --check frontdesk.zip"},
		{"Fill the empty store of the config; the old gateway died at half past two:", "restore --ended 2026-03-01T14:30:00Z frontdesk.zip"},
	},
	"review":          {{"Judge what the machine answered, one by one:", "review"}},
	"tickets list":    {{"The queue, urgent ones first:", "tickets"}, {"What was promised and is late:", "tickets --overdue"}},
	"tickets show":    {{"One ticket and what was said:", "tickets show k7q2m9x"}},
	"tickets take":    {{"Take it; the machine is silent from then on:", "tickets take k7q2m9x"}},
	"tickets answer":  {{"Answer in your editor:", "tickets answer k7q2m9x"}},
	"tickets approve": {{"Send the draft as it is:", "tickets approve k7q2m9x"}},
	"tickets close":   {{"Nothing is left to do:", "tickets close k7q2m9x"}},
	"kb search":       {{"Which articles are found, and why?", `kb search "refund not arrived"`}},
	"kb check":        {{"Dead links, late reviews, missing translations:", "kb check"}},
	"kb feedback":     {{"Did articles help?", "kb feedback"}},
	"completion":      {{"For bash, in ~/.bashrc:", `completion bash`}},
	"man":             {{"Read the manual:", "man | man -l -"}},
}

// teach puts groups and examples into the help that kong prints.
func teach(app *kong.Application) {
	app.Detail = exitStatus
	byName := map[string]*kong.Group{}
	for _, g := range groups {
		for _, name := range strings.Fields(g.commands) {
			byName[name] = g.group
		}
	}
	for _, command := range app.Children {
		command.Group = byName[command.Name]
		teachExamples(command)
	}
	// kong prints groups in the order in which their first command comes.
	sorted := make([]*kong.Node, 0, len(app.Children))
	for _, g := range append([]*kong.Group{nil}, groupSetUp, groupMeasure, groupRun, groupPeople, groupProgram) {
		for _, command := range app.Children {
			if command.Group == g {
				sorted = append(sorted, command)
			}
		}
	}
	app.Children = sorted
}

func teachExamples(command *kong.Node) {
	for _, child := range command.Children {
		teachExamples(child)
	}
	var text []string
	for _, e := range examples[commandPath(command)] {
		text = append(text, e.does+"\n\n    frontdesk "+e.line)
	}
	if len(text) > 0 {
		command.Detail = strings.TrimSpace(command.Detail + "\n\n" + strings.Join(text, "\n\n"))
	}
}

// commandPath is "tickets list".
func commandPath(n *kong.Node) string {
	if n.Parent == nil || n.Parent.Type == kong.ApplicationNode {
		return n.Name
	}
	return commandPath(n.Parent) + " " + n.Name
}

// clearer says in plain words what the parser says of a flag or argument.
var clearer = []struct {
	said *regexp.Regexp
	told string
}{
	{regexp.MustCompile(`expected \w+ value but got "EOL" \(<EOL>\)`), "a value is missing"},
	{regexp.MustCompile(`expected \w+ value but got "(-[^"]*)" \(\w+ flag\); perhaps try (\S+)\?`), "a value is missing; one that begins with - is written $2"},
	{regexp.MustCompile(`expected a valid \d+ bit int but got ("[^"]*")`), "$1 is no whole number"},
	{regexp.MustCompile(`expected a float but got ("[^"]*") \(\w+\)`), "$1 is no number"},
	{regexp.MustCompile(`expected duration but got ("[^"]*").*`), "$1 is no time span; write 90s, 10m or 2h"},
	{regexp.MustCompile(`^expected "(<[^>]+>.*)"$`), "$1 is missing"},
	{regexp.MustCompile(`stat ([^:]+): no such file or directory`), "there is no file $1"},
	{regexp.MustCompile(`,""( but got )`), "$1"},
	{regexp.MustCompile(`^\[?<(\w+)>\]?(:| must)`), "$1$2"},
}

// wrongUsage says what is wrong with a command line, and where to read more.
func wrongUsage(err error) string {
	var wrong *kong.ParseError
	path := "frontdesk"
	if errors.As(err, &wrong) && wrong.Context.Selected() != nil {
		path += " " + commandPath(wrong.Context.Selected())
	}
	said := err.Error()
	for _, c := range clearer {
		said = c.said.ReplaceAllString(said, c.told)
	}
	return fmt.Sprintf("%s; %s --help tells more", said, path)
}
