-- What is to be told to a user at an instant; the row goes in the transaction that tells it.
create table reminder (
  id uuid primary key,
  user_id uuid not null references app_user on delete cascade,
  record_kind text not null,
  record_id uuid not null,
  -- Which one of a series, in the words of its feature.
  occurrence text check (length(occurrence) <= 60),
  at timestamptz not null,
  -- When the thing itself is: an instant, or a civil day for what takes all day.
  due text check (length(due) <= 40),
  title text not null,
  text text not null default ''
);
create index reminder_at on reminder (at);
create index reminder_record on reminder (record_id);
create index reminder_user on reminder (user_id);

alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check check (kind in (
  'mention', 'history', 'manager', 'import', 'run', 'task', 'appointment', 'visit', 'overdue', 'unsent', 'recurring', 'reminder'));
alter table notification
  add column occurrence text,
  add column due text,
  -- Told so late because the server was away.
  add column late boolean not null default false,
  -- False for whoever wants this kind by mail or push only: it is kept, but not listed.
  add column in_app boolean not null default true;
drop index notification_user, notification_unread;
create index notification_user on notification (user_id, id desc) where in_app;
create index notification_unread on notification (user_id) where read_at is null and in_app;

-- By which channels a user wants to hear of a kind, where they want it otherwise than usual.
create table notification_channel (
  user_id uuid not null references app_user on delete cascade,
  kind text not null,
  app boolean not null,
  mail boolean not null,
  push boolean not null,
  primary key (user_id, kind)
);

-- Notifications that wait to be written as mail; the row goes in the transaction that puts the mail into the outbox.
create table notification_mail (
  notification_id uuid primary key references notification on delete cascade
);

-- A browser that wants to be told, by its address at its maker's push service (RFC 8030) and its keys (RFC 8291).
create table push_subscription (
  id uuid primary key,
  user_id uuid not null references app_user on delete cascade,
  endpoint text not null unique check (length(endpoint) <= 2000),
  p256dh text not null,
  auth text not null,
  agent text not null default '',
  created_at timestamptz not null default now()
);
create index push_subscription_user on push_subscription (user_id);

-- Notifications on their way to a browser; the row goes when the push service has taken it.
create table push_message (
  notification_id uuid not null references notification on delete cascade,
  subscription_id uuid not null references push_subscription on delete cascade,
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  primary key (notification_id, subscription_id)
);
create index push_message_next on push_message (next_at);
create index push_message_subscription on push_message (subscription_id);

-- What only Kontor itself may read, sealed with the key of this installation (see docs/operations.md).
create table secret (
  name text primary key,
  sealed text not null,
  created_at timestamptz not null default now()
);
