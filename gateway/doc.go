// Package gateway holds the nouns of Frontdesk and the contracts between its rooms. It is the place to start reading.
//
// It has no I/O: no clock, no network, no database, and it imports nothing of ours. Every other package speaks in
// these words. What happens to one message, step by step:
//
//	connector (connectors/<kind>)  receives an [Event] and hands it to its [Intake], which stores it: the inbox
//	pipeline  (gateway/pipeline)   takes the message from the inbox as durable work and builds its [Assessment]:
//	  screen  (gateway/screen)       the [Verdict]: may a machine answer?
//	  matchers                       the [Match]es: what is asked, how sure?
//	  kb      (replies/kb)           the articles that may be shown
//	  store   (gateway/store)        the [History] of the conversation
//	pipeline.Decide                makes the one [Decision] of it, with its [Trace]; it is pure
//	replies                        renders the text
//	store.Settle                   writes decision, [Delivery], [Ticket] and forwards in one transaction: the outbox
//	pipeline                       takes the delivery from the outbox and calls [Connector.Send]
//
// Everything that leaves, leaves as a [Delivery]. An automatic reply leaves at most once; a forward and an agent's
// answer leave at least once. docs/architecture.md draws the rooms; docs/screening.md states when a machine may answer.
package gateway
