// Package manners decides whether a bot may speak in a chat room now: it answers questions that are for it and leaves
// people alone. It is pure: what the room did is handed in, and the same room gives the same judgement.
//
// It is not where a message is matched or answered (matchers, gateway/pipeline), and not where mail is screened
// (gateway/screen). Start with Judge.
package manners
