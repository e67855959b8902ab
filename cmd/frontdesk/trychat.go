package main

import (
	"time"

	"frontdesk/gateway"
)

// saidInRoom is what a member says in a quiet, watched room.
func saidInRoom(text string, at time.Time) gateway.Event {
	return gateway.Event{Kind: gateway.EventMessage, Message: gateway.Message{
		SourceID: "room/1", Room: "room", Author: gateway.Address{Name: "Somebody", Addr: "1"}, Text: text, NewText: text,
		Thread: gateway.Thread{ID: "room/1"}, Sent: at, Received: at,
		Chat: &gateway.Chat{Community: "community", Form: gateway.FormRoom, RoomName: "room", Watched: true},
	}}
}
