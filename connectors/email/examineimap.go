package email

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
)

// imap examines the receiving side; false where it does not work.
func (x *examination) imap(ctx context.Context) bool {
	s := x.c.settings.IMAP
	x.place = "imap " + s.Server
	if !x.host(ctx, s, false) {
		return false
	}
	var state *tls.ConnectionState
	watched := *x.c
	watched.imapTLS = watch(x.c.imapTLS, &state)
	l, err := watched.dial(ctx)
	if err != nil {
		x.problem(x.c.sentence(err))
		return false
	}
	defer l.close()
	x.encryption(s, state)
	x.login(x.c.imapLogin, s.User)
	x.abilities(l)
	return x.folders(ctx, l)
}

// useful are the extensions of IMAP that Frontdesk uses.
var useful = []imap.Cap{imap.CapIdle, imap.CapUIDPlus, imap.CapMove, imap.CapSpecialUse, imap.CapCondStore, imap.CapQResync}

// abilities tells what the server offers, and what the lack of something means.
func (x *examination) abilities(l *link) {
	var offered []string
	caps := l.Caps()
	for _, one := range useful {
		if caps.Has(one) {
			offered = append(offered, string(one))
		}
	}
	if len(offered) > 0 {
		x.ok("the server offers %s", strings.Join(offered, ", "))
	}
	if !caps.Has(imap.CapIdle) {
		x.note(fmt.Sprintf("the server has no IDLE: new mail is looked for every %s", x.c.timing.noIdle), "")
	}
	moves := len(x.c.settings.Mark.Move) > 0
	switch {
	case moves && !caps.Has(imap.CapMove) && !caps.Has(imap.CapUIDPlus):
		x.problem("the server has neither MOVE nor UIDPLUS, without which no mail is moved safely", `leave "mark: move" out`)
	case moves && !caps.Has(imap.CapMove):
		x.note("the server has no MOVE: mail is copied and then removed", "")
	}
}

// folders looks at each folder that the settings name; false where the one that is read cannot be.
func (x *examination) folders(ctx context.Context, l *link) bool {
	x.sentFolder(ctx, l)
	for _, folder := range x.c.copyFolders() {
		box, err := l.examine(ctx, folder)
		if err != nil {
			what, _ := x.c.sentence(err)
			x.problem(what, `check the keys "sent" and "bcc": they name folders of this account`)
			continue
		}
		x.ok("folder %s has %d mails", folder, box.NumMessages)
	}
	x.flag(ctx, l)
	box, err := l.examine(ctx, x.c.settings.Folder)
	if err != nil {
		x.problem(x.c.sentence(err))
		return false
	}
	x.ok("folder %s has %d mails", x.c.settings.Folder, box.NumMessages)
	x.clock(ctx, l, box)
	return true
}

// sentFolder looks for the folder in which people who answer in a mail program are noticed.
func (x *examination) sentFolder(ctx context.Context, l *link) {
	switch x.c.settings.Sent {
	case "":
	case sentNone:
		x.note("sent: none: who answers customers in a mail program is not noticed", "")
		return
	default:
		return // it is among the copies
	}
	folder, err := l.findSent(ctx, x.c.settings.Folder)
	switch {
	case err != nil:
		x.problem(x.c.sentence(err))
	case folder == "":
		x.warn("the server marks no folder as that of sent mail, so who answers customers in a mail program is not noticed",
			"name the folder, sent: FOLDER, or write sent: none")
	default:
		x.ok("folder %s is that of sent mail", folder)
	}
}

// flag asks whether the folder keeps the flag that is to be set. A server tells that of a folder opened for changes only.
func (x *examination) flag(ctx context.Context, l *link) {
	flag := imap.Flag(x.c.settings.Mark.Answered)
	if flag == "" {
		return
	}
	var box *imap.SelectData
	err := l.do(ctx, func() error {
		data, err := l.Select(x.c.settings.Folder, nil).Wait()
		box = data
		return err
	})
	if refused := (*imap.Error)(nil); errors.As(err, &refused) {
		return // told by who opens the folder to read it
	}
	if err != nil {
		x.problem(x.c.sentence(err))
		return
	}
	kept := func(f imap.Flag) bool { return f == imap.FlagWildcard || strings.EqualFold(string(f), string(flag)) }
	if !slices.ContainsFunc(box.PermanentFlags, kept) {
		x.warn(fmt.Sprintf("folder %s does not keep the flag %s", x.c.settings.Folder, flag), `use a system flag such as \Answered, or leave "mark: answered" out`)
		return
	}
	x.ok("folder %s keeps the flag %s", x.c.settings.Folder, flag)
}

// clock compares our clock with the arrival of the newest mail, which cannot lie in the future.
func (x *examination) clock(ctx context.Context, l *link, box *imap.SelectData) {
	if box.NumMessages == 0 {
		return
	}
	arrived, err := l.arrival(ctx, imap.SeqSetNum(box.NumMessages))
	if err != nil {
		x.problem(x.c.sentence(err))
		return
	}
	if ahead := arrived.Sub(x.c.env.Now()); ahead > clockTolerance {
		x.problem(fmt.Sprintf("the newest mail arrived %s in the future by this machine's clock", ahead.Round(time.Second)),
			"set the clock of this machine, for instance by NTP")
	}
}

// arrival is when a mail of the open folder came in, by the server's clock; zero where there is none.
func (l *link) arrival(ctx context.Context, mail imap.NumSet) (at time.Time, err error) {
	err = l.do(ctx, func() error {
		messages, err := l.Fetch(mail, &imap.FetchOptions{InternalDate: true}).Collect()
		if len(messages) > 0 {
			at = messages[0].InternalDate
		}
		return err
	})
	return at, err
}
