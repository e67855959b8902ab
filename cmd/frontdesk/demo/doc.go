// Package demo is `frontdesk demo`: the gateway as it is, with an embedded mail server instead of a provider's, the
// example's small shop, customers who write in, and a team that answers. Nothing leaves the machine.
//
// It decides nothing and sends nothing to customers: it submits their mails and the agents' by SMTP, waits until the
// gateway has settled them, and shows what the mailboxes hold then. It is not a test, though --fast ends with an error where a
// mail did not end as expected. The mails are in mails/, what they should end in is the table of scenes.go; demo.go
// is the place to start reading.
package demo
