-- What a chat room said, without text, for a day. flags: 1 automatic, 2 ours, 4 to us, 8 settles, 16 asks.
create table talk (
	channel  text not null,
	id       {id} not null,
	room     text not null,
	author   text not null,
	reply_to text not null,
	flags    bigint not null,
	at       bigint not null,
	primary key (channel, id)
);
create index talk_room on talk (channel, room, at);
create index talk_at on talk (at);
create index talk_reply on talk (channel, reply_to) where reply_to <> '';

-- Rooms that were opened for a conversation: what its customer writes there belongs to it. A shared one is open to others,
-- who talk there for themselves.
create table rooms (
	channel      text not null,
	room         text not null,
	conversation {id} not null,
	shared       bigint not null,
	primary key (channel, room)
);
create index rooms_conversation on rooms (conversation);

-- Where nothing is said unasked: scope is room or person.
create table quiet (
	channel text not null,
	scope   text not null,
	key     text not null,
	who     text not null,
	at      bigint not null,
	primary key (channel, scope, key)
);

-- room and place are set for chats alone; recipient is the account that an answer in a chat is for.
alter table messages add column room text not null default '';
create index messages_room on messages (channel, room, sender, id) where room <> '';
alter table deliveries add column room text not null default '';
alter table deliveries add column place text not null default '';
alter table deliveries add column recipient text not null default '';
create index deliveries_room on deliveries (channel, room, created_at) where room <> '';
create index deliveries_recipient on deliveries (channel, recipient, created_at) where recipient <> '';
create index deliveries_message on deliveries (message) where room <> '';
