package main

import (
	"mime"
	"strings"
	"time"

	"frontdesk/connectors"
	"frontdesk/gateway"
)

// saying is a text that somebody writes to a channel.
type saying struct {
	text, subject string
	from          string // address or account; empty: some customer's
}

// event is a plain mail of an authenticated customer, or what a member says in a room.
func (s saying) event(c connectors.Channel, now time.Time) gateway.Event {
	if c.Manners != nil {
		e := saidInRoom(s.text, now)
		e.Message.Channel = c.Name
		if s.from != "" {
			e.Message.Author = gateway.Address{Addr: s.from}
		}
		return e
	}
	from, to := "customer@customer.example", "support@example.com"
	if s.from != "" {
		from = s.from
	}
	if len(c.Addresses) > 0 {
		to = c.Addresses[0]
	}
	raw := "Return-Path: <" + from + ">\r\nFrom: <" + from + ">\r\nTo: <" + to + ">\r\n"
	if s.subject != "" {
		raw += "Subject: " + mime.BEncoding.Encode("utf-8", s.subject) + "\r\n"
	}
	raw += "Message-ID: <try@customer.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n" +
		"Content-Transfer-Encoding: 8bit\r\n\r\n" + strings.ReplaceAll(s.text, "\n", "\r\n") + "\r\n"
	return c.Read([]byte(raw))
}

// judgedAt is when a message is judged: at its own arrival, and in a chat when nobody else has answered it.
func judgedAt(e gateway.Event, c connectors.Channel, now time.Time) time.Time {
	if e.Message.Received.IsZero() {
		return now
	}
	if c.Manners != nil {
		return e.Message.Received.Add(c.Manners.Grace)
	}
	return e.Message.Received
}

// saidInRoom is what a member says in a quiet, watched room.
func saidInRoom(text string, at time.Time) gateway.Event {
	return gateway.Event{Kind: gateway.EventMessage, Message: gateway.Message{
		SourceID: "room/1", Room: "room", Author: gateway.Address{Name: "Somebody", Addr: "1"}, Text: text, NewText: text,
		Thread: gateway.Thread{ID: "room/1"}, Sent: at, Received: at,
		Chat: &gateway.Chat{Community: "community", Form: gateway.FormRoom, RoomName: "room", Watched: true},
	}}
}
