package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// ticketColumn is what one column of the queue tells of a ticket.
type ticketColumn int

const (
	ticketID ticketColumn = iota
	ticketState
	ticketUrgency
	ticketMarkedState // with an exclamation mark where it is urgent
	ticketTeam
	ticketDue
	ticketDueIn // from now, which is shorter
	ticketCustomer
	ticketSubject
	ticketReason
)

// ticketForm is a choice of columns, and how narrow they may become.
type ticketForm struct {
	columns []ticketColumn
	yields  []ticketYield
}

type ticketYield struct {
	column ticketColumn
	least  int
}

// ticketForms are the forms of the queue, the widest first; the last is cut where it does not fit.
var ticketForms = []ticketForm{
	{
		[]ticketColumn{ticketID, ticketState, ticketUrgency, ticketTeam, ticketDue, ticketCustomer, ticketSubject, ticketReason},
		[]ticketYield{{ticketReason, 40}, {ticketCustomer, 26}, {ticketSubject, 40}, {ticketReason, 24}, {ticketTeam, 12}, {ticketCustomer, 20}, {ticketSubject, 28}},
	},
	{
		[]ticketColumn{ticketID, ticketState, ticketUrgency, ticketTeam, ticketDue, ticketCustomer, ticketSubject},
		[]ticketYield{{ticketCustomer, 30}, {ticketSubject, 40}, {ticketCustomer, 24}, {ticketSubject, 32}, {ticketTeam, 12}, {ticketCustomer, 20}, {ticketSubject, 26}},
	},
	{
		[]ticketColumn{ticketID, ticketMarkedState, ticketTeam, ticketDueIn, ticketCustomer, ticketSubject},
		[]ticketYield{{ticketCustomer, 26}, {ticketSubject, 36}, {ticketTeam, 10}, {ticketCustomer, 20}, {ticketSubject, 26}, {ticketCustomer, 16}, {ticketSubject, 20}, {ticketTeam, 8}, {ticketSubject, 16}},
	},
	{
		[]ticketColumn{ticketID, ticketMarkedState, ticketDueIn, ticketCustomer, ticketSubject},
		[]ticketYield{{ticketCustomer, 16}, {ticketSubject, 16}, {ticketCustomer, 12}, {ticketSubject, 12}},
	},
	{
		[]ticketColumn{ticketID, ticketDueIn, ticketSubject},
		[]ticketYield{{ticketSubject, 8}},
	},
}

// writeTicketTable prints tickets in lines of width columns at most, in the widest form that fits; 0 is no limit.
func writeTicketTable(w io.Writer, width int, rows []store.TicketRow, now time.Time) error {
	if len(rows) == 0 {
		fmt.Fprintln(w, "no tickets")
		return nil
	}
	var t *table
	for _, form := range ticketForms {
		if t = form.table(rows, now); t.fits(width) {
			break
		}
	}
	return t.write(w, width)
}

// table is the tickets in this form.
func (f ticketForm) table(rows []store.TicketRow, now time.Time) *table {
	t := &table{rows: make([][]string, 1+len(rows))}
	at := map[ticketColumn]int{}
	for i, c := range f.columns {
		at[c] = i
		t.rows[0] = append(t.rows[0], c.head(now))
		for j, r := range rows {
			t.rows[j+1] = append(t.rows[j+1], c.cell(r, now))
		}
	}
	for _, y := range f.yields {
		t.yield(at[y.column], y.least)
	}
	return t
}

func (c ticketColumn) head(now time.Time) string {
	switch c {
	case ticketDue:
		return inZone("DUE", now)
	case ticketDueIn:
		return "DUE"
	case ticketMarkedState:
		return "STATE"
	}
	return [...]string{ticketID: "ID", ticketState: "STATE", ticketUrgency: "URGENCY", ticketTeam: "TEAM", ticketCustomer: "CUSTOMER", ticketSubject: "SUBJECT", ticketReason: "REASON"}[c]
}

func (c ticketColumn) cell(r store.TicketRow, now time.Time) string {
	switch c {
	case ticketID:
		return r.ID
	case ticketState:
		return string(r.State)
	case ticketUrgency:
		return string(r.Urgency)
	case ticketMarkedState:
		if r.Urgency == gateway.UrgencyUrgent {
			return string(r.State) + "!"
		}
		return string(r.State)
	case ticketTeam:
		return dash(r.Team)
	case ticketDue:
		return due(r.Due, now)
	case ticketDueIn:
		return dueIn(r.Due, now)
	case ticketCustomer:
		return dash(customerOf(r))
	case ticketSubject:
		return dash(printable(r.Subject))
	default:
		return printable(r.Reason)
	}
}

// customerOf names who a ticket is from: the address, or how a chat calls the account.
func customerOf(r store.TicketRow) string {
	if !strings.Contains(r.Customer.Addr, "@") && r.Customer.Name != "" {
		return printable(r.Customer.Name)
	}
	return printable(r.Customer.Addr)
}

func due(at, now time.Time) string {
	switch {
	case at.IsZero():
		return "-"
	case now.Sub(at) > 6*24*time.Hour: // its weekday has come again
		return "missed " + at.Local().Format("2 Jan 15:04")
	case at.Before(now):
		return "missed " + at.Local().Format("Mon 15:04")
	}
	return at.Local().Format("Mon 2 Jan 15:04")
}

// dueIn is how long it is until then, or since.
func dueIn(at, now time.Time) string {
	switch {
	case at.IsZero():
		return "-"
	case at.Before(now):
		return spanOf(now.Sub(at)) + " late"
	}
	return "in " + spanOf(at.Sub(now))
}
