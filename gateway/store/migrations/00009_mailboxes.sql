-- Automatic replies of a channel, for its breaker and for what is usual: sender and shape are the keys of their caps, echo
-- is 1 where the reply answers mail that answers an automatic reply of ours.
create table mailbox_replies (
	channel text not null,
	at      bigint not null,
	sender  text not null,
	shape   text not null,
	echo    bigint not null
);
create index mailbox_replies_at on mailbox_replies (channel, at);

-- alarm is above which number of replies an hour an admin is told; what was before since_at counts for no breaker.
create table mailboxes (
	channel    text primary key,
	alarm      bigint not null default 0,
	since_at   bigint not null default 0,
	open_until bigint not null default 0,
	evidence   text not null default ''
);
