package pipeline

import (
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/hours"
)

// Team is the people who work a queue, as teams.yaml describes them.
type Team struct {
	Name       string
	Normal     *Commitment // nil: nothing is promised
	Urgent     *Commitment // nil: the normal one
	Contact    string      // told to customers in urgent cases
	Zone       string      // IANA name of its hours' zone; empty where it names none
	Agents     []string    // addresses of the people
	AgentsAuth string      // authenticated or token
	Ways       []Way       // where tickets are forwarded, all of them are used
}

// Values of AgentsAuth: what an agent's answer needs beside the forward's token.
const (
	agentsAuthenticated = "authenticated" // an authenticated sender
	agentsByToken       = "token"         // nothing
)

// Commitment is a promise as configured: business time on a calendar.
type Commitment struct {
	Within   time.Duration
	Always   bool // the clock never stops
	Calendar *hours.Calendar
}

// commitment is the team's promise of this urgency; nil where it makes none, and where there is no team.
func (t *Team) commitment(urgent bool) *Commitment {
	if t == nil {
		return nil
	}
	if urgent && t.Urgent != nil {
		return t.Urgent
	}
	return t.Normal
}

// isTeams says whether the canonical address is an agent's or one that tickets are forwarded to.
func (pol *Policy) isTeams(address string) bool {
	for _, t := range pol.Teams {
		for _, a := range t.addresses() {
			if (gateway.Address{Addr: a}).Canonical() == address {
				return true
			}
		}
	}
	return false
}

func (t *Team) addresses() []string {
	all := slices.Clone(t.Agents)
	for _, w := range t.Ways {
		if w.Email != "" {
			all = append(all, w.Email)
		}
	}
	return all
}
