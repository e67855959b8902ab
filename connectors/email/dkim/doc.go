// Package dkim finds out whether the domain of a mail's author signed it: DKIM (RFC 6376) on the bytes as they were
// fetched, and the alignment of DMARC (RFC 9989) between the signature's domain and the author's.
//
// It asks the DNS and is therefore no part of screening: the connector asks it while it reads, and what it found is
// kept with the message as a fact. It judges nothing; gateway/screen does. SPF is not looked at, since that cannot be
// done after delivery, nor is a policy of DMARC carried out: that was for the receiving server to do.
//
// Start with [Checker.Check]; dns.go has the look-ups with their memory, organisation.go the tree walk.
package dkim
