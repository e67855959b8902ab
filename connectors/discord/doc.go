// Package discord connects one Discord bot: it reads rooms by the gateway's websocket and writes by REST.
//
// [Settings] are the keys of a channel of kind discord. [Open] makes a [Connector] of them: its Run keeps one session a
// shard (session.go, shard.go), hands what arrives to its intake in the order of the rooms (intake.go, dispatch.go) and
// remembers per room how far it has read, so that REST fills what a session missed (catchup.go). [Read] turns one message as
// Discord's JSON into an event; it is pure. Interactions are acknowledged before anything else (interaction.go). Sending,
// finding and probing are in send.go, find.go and probe.go; rest.go holds the rate limits and rest's errors.
//
// It does not judge: whether a message is a question, and whether the bot may speak, is said by the pipeline from the facts
// that Read gathers (gateway.Chat). Retrying a delivery, counting and storing are the caller's work. Package discordtest
// beside it is the server that its tests run against.
package discord
