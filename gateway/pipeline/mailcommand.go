package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"frontdesk/configs"
	"frontdesk/gateway"
)

// noMatcher is what an agent writes where no matcher should have fitted.
const noMatcher = "none"

// cutCommands splits an agent's text into the commands at its top, lines that begin with one #, and what stands below them.
func cutCommands(text string) (commands []string, below string) {
	below = strings.TrimSpace(text)
	for strings.HasPrefix(below, "#") && !strings.HasPrefix(below, "##") {
		line, rest, _ := strings.Cut(below, "\n")
		commands = append(commands, strings.TrimSpace(strings.TrimPrefix(line, "#")))
		below = strings.TrimSpace(rest)
	}
	return commands, below
}

// obey does what the commands of an agent's mail say: all of them, or nothing where one is not understood.
func (d *decider) obey(commands []string, agent gateway.Address) gateway.Decision {
	said := "#" + strings.Join(commands, ", #")
	dec := gateway.Decision{
		Outcome: gateway.OutcomeAttach, Reason: said + " by an agent, ticket " + d.a.History.Forward.Ticket,
		Change: &gateway.TicketChange{Note: agent.Addr + ": " + said},
	}
	for _, c := range commands {
		if why := d.command(c, agent, dec.Change); why != "" {
			return d.ask(why)
		}
		d.step("command", "#"+c)
	}
	return d.below(dec, agent)
}

// command adds what one command says to a change of the ticket; why says what is wrong with it.
func (d *decider) command(command string, agent gateway.Address, change *gateway.TicketChange) (why string) {
	name, argument, _ := strings.Cut(command, ":")
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "take":
		change.State, change.TakenBy = gateway.TicketTaken, agent.Addr
	case "close":
		change.State = gateway.TicketClosed
	case "spam":
		change.State, change.Spam = gateway.TicketClosed, true
	case "wrong":
		return d.meant(strings.TrimSpace(argument), change)
	default:
		return "unknown command " + quote("#"+command) + "; known are #take, #close, #spam and #wrong: MATCHER"
	}
	return ""
}

// meant notes which matcher should have fitted.
func (d *decider) meant(matcher string, change *gateway.TicketChange) (why string) {
	_, known := d.p.Matchers.Matcher(matcher)
	switch {
	case known:
	case matcher == "":
		return "#wrong needs the name of a matcher: #wrong: MATCHER, or #wrong: " + noMatcher + " where none should have fitted"
	case strings.EqualFold(matcher, noMatcher):
		matcher = ""
	default:
		hint := configs.Suggest(matcher, matcherNames(d.p.Matchers))
		return strings.TrimRight("there is no matcher "+quote(matcher)+"; "+hint, "; ")
	}
	change.Meant = &matcher
	return ""
}

// below decides what becomes of the text below commands. With #close it goes to the customer; with #take it goes nowhere,
// and the agent is told; to #spam and #wrong it is a word to colleagues, kept on the ticket.
func (d *decider) below(dec gateway.Decision, agent gateway.Address) gateway.Decision {
	_, text := cutCommands(d.a.Message.NewText)
	if text == "" || isName(text, agent) {
		if n := len(d.a.Message.Attachments); n > 0 {
			dec.Change.Note += fmt.Sprintf(" (attached: %d, not sent)", n)
		}
		return dec
	}
	switch {
	case dec.Change.State == gateway.TicketClosed && !dec.Change.Spam:
		return d.closing(dec, agent)
	case dec.Change.State == gateway.TicketTaken:
		dec.Change.Note += ", and a text that was not sent"
		dec.Change.Ask = "with #take nothing is sent. The ticket is yours; send the text once more without #take"
	default:
		dec.Change.Note += ": " + clipped(text)
	}
	return dec
}

// closing passes the text below #close on, and closes the ticket with it.
func (d *decider) closing(dec gateway.Decision, agent gateway.Address) gateway.Decision {
	relayed := d.relay(agent)
	if relayed.Relay == nil {
		return relayed
	}
	_, relayed.Relay.Text = cutCommands(relayed.Relay.Text)
	relayed.Change.State, relayed.Change.Meant = gateway.TicketClosed, dec.Change.Meant
	relayed.Change.Note += "; " + dec.Change.Note
	return relayed
}

// isName: nothing but the agent's name, or a part of it, as people end a mail.
func isName(text string, agent gateway.Address) bool {
	name := strings.Fields(strings.ToLower(agent.Name))
	for _, word := range strings.Fields(strings.ToLower(text)) {
		if !slices.Contains(name, word) {
			return false
		}
	}
	return true
}

// maxComment is how much of a word to colleagues a note keeps, in runes.
const maxComment = 300

func clipped(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > maxComment {
		return string(runes[:maxComment-1]) + "…"
	}
	return text
}
