-- Dead work is counted every few seconds, and done work is kept for days.
create index work_dead on work (dead_at, id) where dead_at > 0;
