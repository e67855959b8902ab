// Package discord connects one Discord bot: it reads rooms by the gateway's websocket and writes by REST.
//
// [Settings] are the keys of a channel of kind discord. [Open] makes a [Connector] of them: its Run keeps one session a
// shard (shard.go, session.go, connection.go; identify.go counts them), takes what they say (dispatch.go), hands it to its intake
// in the order of the rooms (queue.go, intake.go) and remembers per room how far it has read (mark.go), so that REST fills what a
// session missed (catchup.go, missed.go, direct.go). [Read] turns one message as Discord's JSON into an event; it is pure. What is
// known of communities and rooms is in rooms.go, lookup.go and standing.go. Interactions are acknowledged before anything else
// (interaction.go, acknowledge.go); command.go has what members are offered. Deliveries leave by send.go, place.go and body.go and
// are looked for by find.go. rest.go makes requests, limits.go obeys the server's limits, rights.go remembers which rooms refuse us,
// and report.go tells people the gravest of all that is wrong. probe.go is for doctor.
//
// It does not judge: whether a message is a question, and whether the bot may speak, is said by the pipeline from the facts
// that Read gathers (gateway.Chat). Retrying a delivery, counting and storing are the caller's work. Package discordtest
// beside it is the server that its tests run against.
package discord
