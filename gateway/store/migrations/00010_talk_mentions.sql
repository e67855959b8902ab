-- Who a message of a room mentions, separated by spaces. flags has 8: its author needs no answer any more.
alter table talk add column mentions text not null default '';
