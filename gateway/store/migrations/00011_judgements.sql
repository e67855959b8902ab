-- What matchers answered by themselves, drafted, or would have decided, which is how it is known how often they are right. mode
-- is the matcher's at that moment, share the chance with which such an answer is drawn to be judged, drawn whether it was,
-- links the pages that it showed.
create table trials (
	message {id} not null,
	matcher text not null,
	mode    text not null,
	share   double precision not null,
	drawn   bigint not null,
	links   text not null,
	at      bigint not null,
	primary key (message, matcher)
);
create index trials_matcher on trials (matcher, mode, at);
create index trials_drawn on trials (at, message) where drawn = 1;

-- What people said of them: fits is 1 where the matcher was right. Nothing is overwritten; the last word counts.
create table judgements (
	id      {serial},
	message {id} not null,
	matcher text not null,
	kind    text not null,
	who     text not null,
	fits    bigint not null,
	at      bigint not null
);
create index judgements_trial on judgements (message, matcher);
create index judgements_matcher on judgements (matcher, id);

-- Every change of a matcher's mode that was not written into the config, and where one in the config ended such a change.
create table modes (
	id         {serial},
	matcher    text not null,
	why        text not null,
	configured text not null,
	mode       text not null,
	evidence   text not null,
	who        text not null,
	at         bigint not null
);
create index modes_matcher on modes (matcher, id);
