-- What people of ours answered in their mail programs: the Message-IDs that their mails follow, and to whom they went. It
-- may be known before the message itself.
create table by_hand (
	channel   text not null,
	key       text not null,
	recipient text not null,
	at        bigint not null,
	primary key (channel, key, recipient)
);
