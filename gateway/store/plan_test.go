package store

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// What runs for every mail must not read a whole table: partial indexes serve only queries that repeat their condition.
func TestQueriesOfEveryMailUseAnIndex(t *testing.T) {
	s, err := Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "plan.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	wholeTable := regexp.MustCompile(`SCAN (m|d|w|o|p|f|k|c|r|messages|deliveries|work|caps|sources|participants|tickets|forwards|decisions|by_hand|mailboxes|mailbox_replies|t|a|j|trials|judgements|attachments|conversations|languages|suppressions)\b`)
	for name, query := range map[string]string{
		"known sources": knownSources, "known guards": knownGuards, "deletion": markDeleted, "message": selectMessage,
		"claim": claimWork, "is due": isDue, "next run": nextRun, "channels of work": workChannels, "dead work": deadWork, "finish": finishWork,
		"own ids": selectOwn, "keys": selectByKeys, "conversation": selectConversation, "replies": selectReplies,
		"open ticket": selectOpenTicket, "named tickets": selectNamed, "beside": selectBeside, "told": selectTold, "sender": selectSender, "batch": selectBatch,
		"update conversation": updateConversation, "count cap": "select " + fmt.Sprintf(countCap, 1, 2), "settle message": settleMessage, "waits": messageWaits,
		"sending": selectSending, "start sending": startSending, "set delivery": setDelivery, "deliveries": selectDeliveries,
		"attachments": selectAttachments, "note": selectNewestTicket, "ticket": selectTicket, "refs": selectRefs,
		"messages of a conversation": selectConversationMessages, "lookup": lookupIDs,
		"mailbox": selectMailbox, "replies of a mailbox": countMailbox, "newest replies": selectMailboxNewest,
		"recipients": selectByRecipients, "latest of the customer": selectLatest,
		"earlier words": selectEarlier, "participants": selectParticipants, "paces": selectPaces, "corrections": selectCorrections,
		"trials": selectTrials, "trials of a message": selectMessageTrials, "judge": insertJudgement, "cases": selectCases, "count trials": countTrials,
		"judged since":      selectJudgedSince,
		"suppressed of":     selectSuppressedOf,
		"old conversations": selectOldConversations, "loose messages": selectLooseMessages, "loose deliveries": selectLooseDeliveries,
		"files of messages": deleteAttachments, "messages to forget": selectMessagesOf, "deliveries to forget": selectDeliveriesOf,
		"tickets to forget": deleteTicketsOf, "loose tickets": deleteLooseTickets, "empty messages": emptyMessages, "languages": deleteLanguages,
	} {
		for _, step := range planOf(t, s, query) {
			if wholeTable.MatchString(step) {
				t.Errorf("%s: %s", name, step)
			}
		}
	}
}

// What is shown from second to second reads the tickets that are open, and not those of years.
func TestPromisesAreCountedByTheIndexOfOpenTickets(t *testing.T) {
	s, err := Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "plan.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if steps := planOf(t, s, selectPromises); !strings.Contains(strings.Join(steps, "\n"), "tickets_queue") {
		t.Errorf("%q", steps)
	}
}

// Files that are old are looked for by all files that there are, and not by all deliveries.
func TestOldFilesAreFoundWithoutReadingAllDeliveries(t *testing.T) {
	s, err := Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "plan.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	wholeTable := regexp.MustCompile(`SCAN (m|d|t|messages|deliveries|tickets)\b|SCAN w$`)
	for name, query := range map[string]string{"look": selectOldFiles, "confirm": confirmOldFiles} {
		for _, step := range planOf(t, s, query) {
			if wholeTable.MatchString(step) {
				t.Errorf("%s: %s", name, step)
			}
		}
	}
}

func planOf(t *testing.T, s *Store, query string) []string {
	t.Helper()
	rewritten := s.rewrite(query)
	args := []any{}
	for n := 1; strings.Contains(rewritten, "?"+strconv.Itoa(n)); n++ {
		args = append(args, "")
	}
	rows, err := s.reader.QueryContext(t.Context(), "explain query plan "+rewritten, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var steps []string
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, detail)
	}
	if err := rows.Err(); err != nil || len(steps) == 0 {
		t.Fatalf("no plan for %s: %v", query, err)
	}
	return steps
}
