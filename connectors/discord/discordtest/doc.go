// Package discordtest is a Discord in one process: the REST routes and the gateway protocol that Frontdesk uses, on one
// loopback listener, with real HTTP and real websockets. It is written from Discord's published documentation
// (github.com/discord/discord-api-docs, folder developers) and is strict: what Discord refuses it refuses with the
// documented status and code, and what Discord silently tolerates but a careful client never does, it notes in
// [Server.Refusals], which tests assert to be empty.
//
// It is not a chat server: it keeps all in memory, and people act on it by methods ([Room.Say], [Server.Press]) instead
// of a client. Bots come by the wire only.
//
// Start with [New], then server.go (the tests' side), rest.go (the table of routes), gateway.go (a connection's life) and
// faults.go (what can be made to go wrong).
package discordtest
