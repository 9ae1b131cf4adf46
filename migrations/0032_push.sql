-- What servers tell us by themselves, by IMAP's IDLE or by subscriptions of Graph, instead of being asked.
alter table groupware_collection
  -- When the server last said that something here may be another.
  add column told_at timestamptz,
  -- Until then it says so by itself, and is asked seldom.
  add column pushed_until timestamptz;

-- Mailboxes that one process waits at; who stops saying so loses them to another.
create table groupware_watch (
  account_id uuid primary key references groupware_account on delete cascade,
  held_by uuid not null,
  held_until timestamptz not null
);

-- What Graph calls us for. A row outlives its account: the subscription is ended with what was kept of the sign-in for it,
-- sealed in `secret` under `groupware.ended.<account_id>`.
create table groupware_subscription (
  id uuid primary key,
  account_id uuid not null,
  area text not null check (area in ('mail', 'task', 'appointment', 'contact')),
  -- One folder, list or address book; null: all of the mailbox's calendars.
  collection_id uuid,
  resource text not null,
  -- Where Graph calls.
  url text not null,
  -- Graph's name of it; null while it could not be set up.
  remote_id text collate "C" unique,
  -- SHA-256 of the secret that each call repeats.
  secret_hash text not null,
  expires_at timestamptz,
  -- When it is to be renewed, or tried again.
  due_at timestamptz not null default now(),
  failures integer not null default 0,
  fault text,
  unique (account_id, resource, url)
);
create index groupware_subscription_due on groupware_subscription (due_at);
