-- A password for calendar and address book programs: it opens nothing but `/dav/`, and is withdrawn by itself.
create table dav_password (
  id uuid primary key,
  user_id uuid not null references app_user on delete cascade,
  name text not null check (length(name) between 1 and 255),
  secret_hash text not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  last_agent text not null default '' check (length(last_agent) <= 300)
);
create index dav_password_user on dav_password (user_id, created_at desc);

-- A calendar, list of tasks or address book as one user's programs see it.
create table dav_collection (
  user_id uuid not null references app_user on delete cascade,
  name text not null check (name in ('appointments', 'tasks', 'contacts')),
  -- Stands in its tokens, so that one of another Kontor, or of before, is known as such.
  id uuid not null,
  -- Goes up with each change of what the user sees (RFC 6578); begins with the clock, so that it never repeats.
  sequence bigint not null default 0,
  -- Who is not seen in the journal since then has not changed; and when all of it was looked at last.
  seen_at timestamptz,
  whole_at timestamptz,
  -- Name, colour, order and what else programs wrote (RFC 4918, 9.2), by `{namespace}name`.
  properties jsonb not null default '{}',
  -- Of an address book: whose contacts stand in it.
  scope text not null default 'own' check (scope in ('own', 'all')),
  primary key (user_id, name)
);

-- What a user was shown under which name. A record the user may not see any more, or that is gone, stays as a tombstone
-- for those programs that have not heard of it.
create table dav_resource (
  user_id uuid not null,
  collection text not null check (collection in ('appointments', 'tasks', 'contacts')),
  name text collate "C" not null check (length(name) between 1 and 255),
  uid text not null check (length(uid) between 1 and 1000),
  record_kind text not null check (record_kind in ('appointment', 'visit', 'task', 'contact')),
  record_id uuid not null,
  -- The state of the record that was shown.
  mark text not null,
  -- What its ETag says, and where it stands among the changes.
  sequence bigint not null,
  gone boolean not null default false,
  -- The object as a program wrote it, with all that Kontor has no place for; null: none wrote it yet.
  raw text check (length(raw) <= 1048576),
  -- The picture of the contact that the one in `raw` became.
  photo text,
  primary key (user_id, collection, name),
  foreign key (user_id, collection) references dav_collection on delete cascade
);
create unique index dav_resource_record on dav_resource (user_id, collection, record_id);
create index dav_resource_sequence on dav_resource (user_id, collection, sequence);
create index dav_resource_uid on dav_resource (user_id, collection, uid) where not gone;
create index dav_resource_gone on dav_resource (sequence) where gone;
