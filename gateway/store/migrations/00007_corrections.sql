-- What agents said of decisions: the matcher that was chosen, and the one that should have been; empty is none.
create table corrections (
	message {id} not null,
	agent   text not null,
	said    text not null,
	meant   text not null,
	at      bigint not null,
	primary key (message, agent)
);
create index corrections_at on corrections (at);
