// Package email connects one mailbox: it receives by IMAP and sends by SMTP.
//
// [Settings] are the keys of a channel of kind email. [Open] makes a [Connector] of them: its Run keeps one IMAP session
// (session.go, poll.go), hands what arrives to its intake in batches and remembers how far it has read (cursor.go). It
// never changes a flag unless the settings ask for marks. [Read] turns the bytes of one mail into an event: header,
// MIME, text, bounce report; it is pure, and what cannot be read is quarantined, never lost. Package htmltext makes text
// of HTML, package rtftext of the RTF in a winmail.dat, package trim finds what is new in a text. sent.go watches the
// folder of sent mail for answers that people write in their mail programs. Sending, marking and finding are in smtp.go,
// mark.go and find.go.
//
// It does not judge: whether a machine may answer is said by gateway/screen, from the facts that Read gathers. Retrying
// a delivery, counting and storing are the caller's work. Package mailtest beside it runs real mail servers for tests.
package email
