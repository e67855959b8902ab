package pipeline_test

import (
	"archive/zip"
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

// A closed matter is forgotten when its time is over, and the one beside it that is open is not.
func TestWhatIsOverIsForgottenAndWhatIsOpenIsNot(t *testing.T) {
	h := newHouse(t, deskServer(t), desk)
	h.settings += "\nkeep: {messages: 30d}"
	h.start()
	h.write(ada, "Brass lamp", "I want a person.")
	over := h.next()
	h.write(anna, "Copper lamp", "I want a person.")
	open := h.next()
	h.sent(4)
	if _, err := pipeline.NewDesk(h.store, &pipeline.Policy{}, h.clock.now).Close(t.Context(), over.Ticket.ID, agent(anna)); err != nil {
		t.Fatal(err)
	}
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}
	h.clock.jump(31 * 24 * time.Hour)
	h.start()
	waitFor(t, "the sweep", func() bool {
		m, err := h.store.Message(t.Context(), over.Message.ID)
		return err == nil && m.State == store.MessageForgotten
	})
	if row, err := h.store.Ticket(t.Context(), open.Ticket.ID); err != nil || row.State == gateway.TicketClosed {
		t.Errorf("the open ticket is %+v, %v", row.Ticket, err)
	}
}

// What was promised before the store was lost may have been missed, and its customer told, by the store that was lost.
func TestAfterARestoreNobodyHearsANewTimeThatMayHaveBeenTold(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Brass lamp", "I want a person.")
	s := h.next()
	h.sent(2)
	waitFor(t, "the replies", func() bool {
		depth, err := h.store.Depth(t.Context())
		return err == nil && depth[store.WorkDeliver] == 0
	})
	var file bytes.Buffer
	if _, err := h.store.Backup(t.Context(), &file, store.BackupOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}
	h.clock.jump(9 * time.Hour)
	z, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	h.url = "sqlite:" + filepath.Join(t.TempDir(), "restored.db")
	if _, err := store.Restore(t.Context(), h.url, z, store.RestoreOptions{Options: store.Options{Now: h.clock.now}}); err != nil {
		t.Fatal(err)
	}
	h.start()
	waitFor(t, "the missed promise", func() bool {
		row, err := h.store.Ticket(t.Context(), s.Ticket.ID)
		return err == nil && row.Missed
	})
	mails := h.left(3)
	if got := to(mails, team); len(got) != 2 || !strings.Contains(string(got[1].Raw), "was missed") {
		t.Errorf("the team got %d mails", len(got))
	}
	if got := to(mails, ada); len(got) != 1 {
		t.Errorf("the customer got %d mails, want the acknowledgement alone", len(got))
	}
}

func TestKeepTakesWhatIsNeitherTooShortNorUnknown(t *testing.T) {
	for text, want := range map[string]string{
		"keep: {messages: 180d, attachments: 30d}": "",
		"keep: {messages: 10d}":                    `house/frontdesk.yaml:2:8: "messages" is too short: what was forgotten cannot be had back; write 14d or more, or leave it out to keep all`,
		"keep: {message: 180d}":                    `house/frontdesk.yaml:2:8: unknown key "message"; did you mean "messages"?`,
		"keep: {messages: 30d, attachments: 60d}":  `house/frontdesk.yaml:2:23: warning: attachments go with their messages, which are kept for a shorter time; make it shorter than messages, or leave it out`,
		"keep: {attachments: -20d}":                `house/frontdesk.yaml:2:21: "-20d" is no duration; write one such as 90s, 15m, 8h or 2d`,
	} {
		var p configs.Problems
		folder := configs.LoadFS(fstest.MapFS{"frontdesk.yaml": {Data: []byte("channels: {support: {kind: email}}\n" + text + "\n")}}, "house", &p)
		pipeline.NewPolicy(folder, nil, &p)
		var told []string
		for _, problem := range p.All() {
			if strings.Contains(problem.String(), ":2:") {
				told = append(told, problem.String())
			}
		}
		if got := strings.Join(told, "\n"); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
