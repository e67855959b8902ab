-- What a queue does is measured every few minutes, over all tickets of weeks: without their bodies, from the index alone.
-- opened is the rank of the urgency that a ticket was opened with, 0 where nobody was promised anything; null in tickets from
-- before this step.
alter table tickets add column opened bigint;
alter table tickets add column answered_at bigint;
alter table tickets add column closed_at bigint;
alter table tickets add column promised_at bigint;
create index tickets_paces on tickets (created_at, opened, team, state, answered_at, closed_at, promised_at);
