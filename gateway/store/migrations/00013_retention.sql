-- What may be forgotten is looked for every hour, in a store of years. A message that was forgotten keeps its row, by which
-- it is known when its mailbox is read again; state is then forgotten.
create index messages_loose on messages (accepted_at) where state in ('settled', 'quarantined') and conversation = '';
create index conversations_age on conversations (created_at);
create index deliveries_loose on deliveries (created_at) where conversation = '';
create index attachments_message on attachments (message);
create index languages_at on languages (at);
