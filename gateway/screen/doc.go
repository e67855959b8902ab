// Package screen says whether a machine may answer a mail: it turns a [gateway.Message] into a [gateway.Verdict] with
// all its reasons.
//
// It is pure: no clock, no network, no database. It does not decide what happens (gateway/pipeline does), reads no
// MIME (connectors do) and counts nothing (gateway/store does); [Caps] only compares counts with their limits.
//
// Start with [Check] in screen.go, then the literal table in rules.go: every rule is one line of it with its name, its
// class and the RFC section that it stands on. docs/screening.md says the same for admins; a test holds the two
// together.
package screen
