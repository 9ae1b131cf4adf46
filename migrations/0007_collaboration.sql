-- What waits for a user: somebody named them, wrote to them, put them on a record; or their import or other run is over.
create table notification (
  id uuid primary key,
  user_id uuid not null references app_user on delete cascade,
  at timestamptz not null default now(),
  kind text not null check (kind in ('mention', 'history', 'manager', 'import', 'run')),
  by_id uuid references principal,
  record_kind text not null,
  record_id uuid not null,
  title text not null,
  text text not null default '',
  read_at timestamptz
);
create index notification_user on notification (user_id, id desc);
create index notification_unread on notification (user_id) where read_at is null;
create index notification_record on notification (record_id);

-- A list as somebody arranged it: search, filters, order, columns.
create table saved_view (
  id uuid primary key,
  list text not null check (length(list) between 1 and 60),
  name text not null check (length(name) between 1 and 100),
  owner_id uuid not null references app_user on delete cascade,
  shared boolean not null default false,
  state jsonb not null check (jsonb_typeof(state) = 'object'),
  position integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create index saved_view_owner on saved_view (owner_id, list, position);
create index saved_view_shared on saved_view (list) where shared;
