// Package pipeline is the story of a message: accepted into the inbox, decided, settled, delivered.
//
// Read it in this order: policy.go (what the config says; policycheck.go whether it holds together), assess.go (what is
// known of one message), decide.go (the one decision, pure), compose.go (its texts), then gateway.go, which runs all of it
// as durable work: intake.go takes events in, decider.go settles messages, deliverer.go sends, finder.go settles unknown
// deliveries, marker.go flags at the remote.
//
// The other files, by what they are about:
//
//   - what is decided of a mail: answer.go, several.go, outcome.go, tell.go; of one in a chat: chat.go, command.go; of what a
//     team or somebody at the mailbox wrote: agent.go, mailcommand.go, byhand.go, stray.go;
//   - what a decision changes beside the reply: settlement.go, ticket.go, handover.go, effects.go, judged.go, correction.go,
//     bounce.go;
//   - what goes to teams, and when: way.go, tellteam.go, overdue.go, digest.go, review.go, modemail.go, takeover.go;
//     what is promised: queue.go;
//   - how far a matcher is trusted: modes.go, trust.go, trial.go, demoted.go, shadow.go;
//   - what becomes of one attempt to send: attempt.go, elsewhere.go, escalate.go, sendtrouble.go, retract.go;
//   - how work is done again and again, and what happens where it fails: loop.go, survive.go, undecided.go, orphan.go,
//     housekeeping.go, heartbeat.go, health.go.
//
// It is the only room that knows connectors, matchers, replies and the store together; none of them knows it.
// preview.go answers what would happen to a message with the very same code and neither store nor transport; replay.go
// makes a stored decision once more. Agents who work tickets come in by desk.go, by whatever they look at them.
package pipeline
