-- Calendars that programs outside subscribe to; whoever knows the secret reads as its owner, of whom only this is shown.
create table calendar_feed (
  id uuid primary key,
  user_id uuid not null references app_user on delete cascade,
  name text not null check (length(name) between 1 and 255),
  include text[] not null check (cardinality(include) > 0),
  secret_hash text not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  -- What was fetched last, and since when it is so: who has it already need not fetch it again.
  content_hash text,
  changed_at timestamptz
);
create index calendar_feed_user on calendar_feed (user_id);
