package email

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/emersion/go-imap/v2"

	"frontdesk/gateway"
)

// markBatch is how many messages one command names: some servers limit the length of a command.
const markBatch = 50

// Marks implements [gateway.Marker].
func (c *Connector) Marks() bool { return !c.settings.Mark.IsZero() }

// Mark implements [gateway.Marker]: it sets the flag for what was replied to and moves messages as the settings say,
// over a connection of its own. A message of another UIDVALIDITY is another message by now and is left alone.
func (c *Connector) Mark(ctx context.Context, refs []gateway.Ref) error {
	jobs := c.markJobs(refs)
	if len(jobs) == 0 {
		return nil
	}
	l, err := c.dial(ctx)
	if err != nil {
		return fmt.Errorf("mark messages: %w", err)
	}
	defer l.close()
	for _, box := range slices.SortedFunc(maps.Keys(jobs), boxID.compare) {
		if err := l.mark(ctx, box, c.settings.Mark.Answered, jobs[box]); err != nil {
			return fmt.Errorf("mark messages in %s: %w", box.folder, err)
		}
	}
	return nil
}

// boxID names a mailbox as it was when it was read.
type boxID struct {
	folder   string
	validity uint32
}

func (b boxID) compare(o boxID) int {
	if b.folder != o.folder {
		return slices.Compare([]string{b.folder}, []string{o.folder})
	}
	return int(int64(b.validity) - int64(o.validity))
}

// markJob is what there is to do in one mailbox.
type markJob struct {
	flag []imap.UID
	move map[string][]imap.UID // by folder
}

func (c *Connector) markJobs(refs []gateway.Ref) map[boxID]markJob {
	jobs := make(map[boxID]markJob)
	for _, ref := range refs {
		folder, validity, uid, ok := parseSourceID(ref.SourceID)
		target := c.settings.Mark.Move[string(ref.Outcome)]
		flag := c.settings.Mark.Answered != "" && isReply(ref.Outcome)
		if !ok || !flag && (target == "" || target == folder) {
			continue
		}
		box := boxID{folder, validity}
		job := jobs[box]
		if flag {
			job.flag = append(job.flag, uid)
		}
		if target != "" && target != folder {
			if job.move == nil {
				job.move = make(map[string][]imap.UID)
			}
			job.move[target] = append(job.move[target], uid)
		}
		jobs[box] = job
	}
	return jobs
}

// isReply says whether the customer was written to.
func isReply(o gateway.Outcome) bool {
	return o == gateway.OutcomeAnswer || o == gateway.OutcomeAcknowledge || o == gateway.OutcomeAsk
}

func (l *link) mark(ctx context.Context, box boxID, flag string, job markJob) error {
	selected, err := l.open(ctx, box.folder)
	if err != nil {
		return err
	}
	if selected.UIDValidity != box.validity {
		return nil
	}
	for batch := range slices.Chunk(job.flag, markBatch) {
		if err := l.addFlag(ctx, batch, imap.Flag(flag)); err != nil {
			return err
		}
	}
	for _, target := range slices.Sorted(maps.Keys(job.move)) {
		for batch := range slices.Chunk(job.move[target], markBatch) {
			if err := l.movePresent(ctx, batch, target); err != nil {
				return fmt.Errorf("move to %s: %w", target, err)
			}
		}
	}
	return nil
}

// movePresent moves those that are still there: some servers answer a MOVE of nothing in a way that go-imap takes for
// the end of the connection.
func (l *link) movePresent(ctx context.Context, uids []imap.UID, target string) error {
	present, err := l.search(ctx, &imap.SearchCriteria{UID: []imap.UIDSet{imap.UIDSetNum(uids...)}})
	if err != nil || len(present) == 0 {
		return err
	}
	return l.moveTo(ctx, present, target)
}

// open selects a folder with the right to change it.
func (l *link) open(ctx context.Context, folder string) (*imap.SelectData, error) {
	var box *imap.SelectData
	err := l.do(ctx, func() error {
		data, err := l.Select(folder, nil).Wait()
		box = data
		return err
	})
	if refused := (*imap.Error)(nil); errors.As(err, &refused) {
		return nil, &folderError{folder, err}
	}
	if err != nil {
		return nil, err // box may still be written to
	}
	return box, nil
}

func (l *link) addFlag(ctx context.Context, uids []imap.UID, flag imap.Flag) error {
	return l.do(ctx, func() error {
		flags := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{flag}}
		return l.Store(imap.UIDSetNum(uids...), flags, nil).Close()
	})
}

// moveTo moves messages, and makes the target folder where it is missing.
func (l *link) moveTo(ctx context.Context, uids []imap.UID, target string) error {
	err := l.tryMove(ctx, uids, target)
	refused := (*imap.Error)(nil)
	if !errors.As(err, &refused) || refused.Code != imap.ResponseCodeTryCreate {
		return err
	}
	if err := l.do(ctx, func() error { return l.Create(target, nil).Wait() }); err != nil {
		return fmt.Errorf("create the folder: %w", err)
	}
	return l.tryMove(ctx, uids, target)
}

// tryMove does without MOVE where it must, one command after the other: go-imap's own way sends COPY, STORE \Deleted
// and EXPUNGE at once, which would delete the messages after a copy that failed.
func (l *link) tryMove(ctx context.Context, uids []imap.UID, target string) error {
	set := imap.UIDSetNum(uids...)
	return l.do(ctx, func() error {
		if l.Caps().Has(imap.CapMove) {
			_, err := l.Move(set, target).Wait()
			return err
		}
		if _, err := l.Copy(set, target).Wait(); err != nil {
			return err
		}
		deleted := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{imap.FlagDeleted}}
		if err := l.Store(set, deleted, nil).Close(); err != nil || !l.Caps().Has(imap.CapUIDPlus) {
			return err // without UIDPLUS an EXPUNGE would hit what others have deleted too
		}
		return l.UIDExpunge(set).Close()
	})
}
