// Package store keeps everything that must survive a crash: the inbox, conversations, the outbox, tickets and the
// durable work that connects them, in SQLite or PostgreSQL behind one set of methods.
//
// Every method is one transaction: after an error nothing of it was written. What may run is decided by fences: a
// [Lease] (who runs a channel) and a [Work] (who handles one step) carry a number that grows with every new holder,
// and a write of an older holder is refused. The clocks of several machines on one PostgreSQL should agree within the
// terms of leases and claims; where they don't, work changes hands too early, and the fences keep it correct.
//
// It decides nothing about mail: what to answer is the pipeline's matter, and so are waiting, backing off and sending.
//
// Where to look next: dialect.go has all that differs between the databases, migrations/ the tables, accept.go the
// inbox, work.go the durable work, settle.go the one transaction that makes a decision real, send.go the way out;
// storetest holds the contract that both databases pass.
package store
