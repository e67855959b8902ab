-- One text for both databases: {id}, {serial} and {bytes} become column types in dialect.go. Times are UTC milliseconds,
-- 0 means never. Columns hold what is queried; the noun itself is JSON in body.

create table messages (
	id           {id} primary key,
	channel      text not null,
	source_id    text not null,
	guard        text not null,
	sender       text not null,
	thread_id    text not null,
	state        text not null,
	outcome      text not null default '',
	conversation {id} not null default '',
	ticket       {id} not null default '',
	quarantine   text not null,
	no_reply     text not null,
	accepted_at  bigint not null,
	deleted_at   bigint not null default 0,
	body         text not null
);
create unique index messages_guard on messages (guard, channel) where guard <> '';
create index messages_thread on messages (channel, thread_id) where thread_id <> '';
create index messages_conversation on messages (conversation) where conversation <> '';

-- Every place at the remote where a message was seen: one message may have several.
create table sources (
	channel   text not null,
	source_id text not null,
	message   {id} not null references messages (id),
	primary key (channel, source_id)
);

create table raws (
	message {id} primary key references messages (id),
	content {bytes} not null
);

create table attachments (
	id      {id} primary key,
	message {id} not null,
	content {bytes} not null
);

create table decisions (
	message    {id} primary key references messages (id),
	decided_at bigint not null,
	body       text not null
);

create table conversations (
	id         {id} primary key,
	channel    text not null,
	state      text not null,
	version    bigint not null,
	customer   text not null,
	matcher    text not null,
	subject    text not null,
	person_at  bigint not null default 0,
	created_at bigint not null
);

create table participants (
	conversation {id} not null references conversations (id),
	sender       text not null,
	primary key (conversation, sender)
);

create table deliveries (
	id           {id} primary key,
	kind         text not null,
	channel      text not null,
	conversation {id} not null,
	message      {id} not null,
	ticket       {id} not null,
	state        text not null,
	attempts     bigint not null default 0,
	not_after    bigint not null,
	created_at   bigint not null,
	first_try    bigint not null default 0,
	ended_at     bigint not null default 0,
	bounced_at   bigint not null default 0,
	remote_id    text not null default '',
	response     text not null default '',
	cause        text not null default '',
	articles     text not null,
	body         text not null
);
create index deliveries_conversation on deliveries (conversation) where conversation <> '';
create index deliveries_remote on deliveries (channel, remote_id) where remote_id <> '';

create table tickets (
	id           {id} primary key,
	state        text not null,
	rank         bigint not null,
	team         text not null,
	channel      text not null,
	conversation {id} not null,
	message      {id} not null,
	due_at       bigint not null,
	created_at   bigint not null,
	body         text not null
);
create index tickets_conversation on tickets (conversation);
create index tickets_queue on tickets (rank, created_at) where state <> 'closed';

create table forwards (
	delivery {id} primary key references deliveries (id),
	ticket   {id} not null,
	team     text not null
);

create table cursors (
	channel text not null,
	source  text not null,
	value   text not null,
	primary key (channel, source)
);

create table leases (
	name     text primary key,
	owner    text not null,
	fence    bigint not null,
	until_at bigint not null
);

create table work (
	id            {serial},
	kind          text not null,
	key           text not null,
	grp           text not null,
	channel       text not null,
	run_at        bigint not null,
	attempt       bigint not null default 0,
	fence         bigint not null default 0,
	owner         text not null default '',
	claimed_until bigint not null default 0,
	done_at       bigint not null default 0,
	dead_at       bigint not null default 0,
	error         text not null default ''
);
create unique index work_key on work (kind, key);
create index work_due on work (kind, run_at) where done_at = 0 and dead_at = 0;
create index work_group on work (kind, grp, id) where done_at = 0 and dead_at = 0 and grp <> '';

create table caps (
	key     text not null,
	used_at bigint not null
);
create index caps_key on caps (key, used_at);

create table suppressions (
	address  text primary key,
	until_at bigint not null
);

create table keys (
	id         {serial},
	secret     {bytes} not null,
	created_at bigint not null
);
