-- The language in which a customer last wrote, for mails that are too short to tell.
create table languages (
	sender   {id} primary key,
	language text not null,
	at       bigint not null
);
