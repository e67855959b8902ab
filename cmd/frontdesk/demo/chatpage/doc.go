// Package chatpage is the page of `frontdesk demo --community`: a small chat in a browser, on a Discord of the demo's own
// (connectors/discord/discordtest), in which a reader is one of its people, writes, presses buttons and uses commands, and sees
// what that person sees. Beside each message stands what the gateway decided about it, and why.
//
// It is not a client of Discord and no console of the gateway: it knows no pipeline and decides nothing. It serves loopback
// only, under a token that stands in its address; page.html is the whole page. Start with page.go.
package chatpage
