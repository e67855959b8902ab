-- Automatic replies that people have paused: of one channel, or of all where it is empty; until_at 0 is until they resume.
create table pauses (
	channel  text primary key,
	at       bigint not null,
	until_at bigint not null,
	who      text not null,
	reason   text not null
);

-- Why nothing automatic goes to an address, and since when.
alter table suppressions add column at bigint not null default 0;
alter table suppressions add column reason text not null default '';

-- What each running process says of itself, every few seconds; body is JSON.
create table processes (
	id      text primary key,
	seen_at bigint not null,
	body    text not null
);

-- The last message of each channel.
create index messages_channel on messages (channel, id);
