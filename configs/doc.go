// Package configs reads the folder of plain files that an admin writes: frontdesk.yaml, teams.yaml, matchers, replies and
// articles.
//
// It turns files into [Section]s that know their positions, decodes them strictly, and collects every [Problem] of every
// file at once, each with file, line, column and a next step. It does not know what a channel, a team or a matcher means:
// the rooms that own these nouns (connectors, matchers, replies, gateway/hours, gateway/pipeline) decode their sections
// themselves and check their references.
//
// What may be written is a [Shape], made of the structs that sections are decoded into: the reference, the schemas of
// editors, the [Setting]s that hold and their [Diff] all come from it.
//
// Start at [Load]; [Section.Decode] says what a settings struct may hold; [Secret] is how a password is named without being
// written; configs/example is a whole config of a small shop.
package configs
