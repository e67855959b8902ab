// Package backtest asks what a config would have done with mail that is already there: it reads an archive in the order
// of time, judges every mail by the same [pipeline.Policy] as a running gateway, at the moment when it arrived, and sums
// up what came out. It sends nothing and writes to no store.
//
// What a running gateway reads from its store comes from a model of it (memory.go), which assumes:
//
//   - every automatic reply is sent at once and arrives; it counts against the caps as it would;
//   - a ticket is answered when a mail of the team stands in the archive, or when the customer's next mail answers one that
//     the archive does not hold; until then it is open, and the machine keeps silent as it would;
//   - where the machine answers, the customer's next mail in the thread is taken for the answer to that, though it was
//     written to a person then;
//   - promises are those of the config, since nobody knows how long the queue was; no mailbox is ever stopped for a loop;
//     nothing is asked of the DNS, so that DKIM proves nothing that is not in the mail.
//
// Mails that know nothing of one another are judged at once, on all processors (flow.go); lanes.go says which do. What comes out is
// the same as one by one.
//
// Where to look next: archive.go and mbox.go read files, run.go judges a mail, fate.go names what became of it, report.go
// sums up, text.go and page.go show it.
package backtest
