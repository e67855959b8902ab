package backtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"
	"sync"
)

// Len is how many mails the archive holds.
func (a *Archive) Len() int { return len(a.letters) }

// readAhead is how many mails are read before they are asked for.
const readAhead = 256

// reading is one letter on its way through the readers.
type reading struct {
	letter letter
	done   chan opened
}

// Each implements [Source]. Mails are read and parsed on all processors, ahead of who judges them.
func (a *Archive) Each(ctx context.Context, each func(Mail) error) error {
	ctx, stop := context.WithCancel(ctx)
	toRead, inOrder := make(chan reading), make(chan reading, readAhead)
	var readers sync.WaitGroup
	defer readers.Wait()
	defer stop()
	readers.Go(func() { a.handOut(ctx, toRead, inOrder) })
	for range runtime.GOMAXPROCS(0) {
		readers.Go(func() {
			files := &openFiles{a: a, index: -1}
			defer files.close()
			for r := range toRead {
				r.done <- files.open(r.letter)
			}
		})
	}
	for r := range inOrder {
		select {
		case o := <-r.done:
			if o.err != nil {
				return o.err
			}
			if err := each(o.mail); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}

// handOut gives every letter to the readers, and to who waits for them in their order, until ctx ends.
func (a *Archive) handOut(ctx context.Context, toRead, inOrder chan<- reading) {
	defer close(toRead)
	defer close(inOrder)
	for _, l := range a.letters {
		r := reading{l, make(chan opened, 1)}
		for _, to := range []chan<- reading{inOrder, toRead} {
			select {
			case to <- r:
			case <-ctx.Done():
				return
			}
		}
	}
}

// opened is a mail, or why it could not be read.
type opened struct {
	mail Mail
	err  error
}

// openFiles reads letters, and keeps the last file open.
type openFiles struct {
	a     *Archive
	index int // of f; -1: none
	f     *os.File
}

func (o *openFiles) close() {
	if o.f != nil {
		o.f.Close()
	}
}

func (o *openFiles) open(l letter) opened {
	path := o.a.files[l.file]
	if o.index != l.file {
		o.close()
		f, err := os.Open(path)
		if err != nil {
			return opened{err: fmt.Errorf("read the archive: %w", err)}
		}
		o.f, o.index = f, l.file
	}
	raw := make([]byte, l.size)
	n, err := o.f.ReadAt(raw, l.offset)
	if err != nil && !errors.Is(err, io.EOF) {
		return opened{err: fmt.Errorf("read %s: %w", l.name, err)}
	}
	return opened{mail: o.a.mail(l, raw[:n])}
}

// mail is a letter, read.
func (a *Archive) mail(l letter, raw []byte) Mail {
	if l.mbox {
		raw = unquote(raw, l.quoted)
	}
	e := a.read(a.withReturnPath(l, raw))
	e.Message.SourceID, e.Message.Accepted = l.name, l.at
	e.Message.Received = l.at
	return Mail{Name: l.name, At: l.at, Undated: l.undated, Event: e}
}

var returnPathField = regexp.MustCompile(`(?mi)^Return-Path:`)

// withReturnPath adds the envelope's sender where the mail does not have it: the one that an mbox keeps beside it, or,
// where the archive is trusted, the author.
func (a *Archive) withReturnPath(l letter, raw []byte) []byte {
	header := raw
	if end := headerEnd(raw); end >= 0 {
		header = raw[:end]
	}
	if returnPathField.Match(header) {
		return raw
	}
	sender := l.envelope
	if sender == "" && a.Trusting {
		sender = a.read(header).Message.Author.Addr
	}
	if sender == "" {
		return raw
	}
	return append([]byte("Return-Path: <"+sender+">\r\n"), bytes.TrimPrefix(raw, []byte("\r\n"))...)
}
