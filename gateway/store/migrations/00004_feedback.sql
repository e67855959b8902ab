-- What customers said of an answer: whether it solved the matter, for each article that was shown.
create table feedback (
	message {id} not null,
	matcher text not null,
	article text not null,
	solved  bigint not null,
	at      bigint not null,
	primary key (message, article)
);
create index feedback_article on feedback (article, at);
