-- A user's connection to a groupware, or a group's (a shared inbox). Passwords and tokens lie sealed in `secret` under
-- `groupware.<id>`.
create table groupware_account (
  id uuid primary key,
  owner_id uuid not null references principal,
  kind text not null check (kind in ('graph', 'open', 'file')),
  name text not null check (length(name) between 1 and 255),
  -- What it sends from and is known by among attendees.
  address text not null default '' check (length(address) <= 254),
  -- Servers by kind, and what the user wants of it; see account.ts.
  settings jsonb not null,
  options jsonb not null,
  state text not null default 'ok' check (state in ('ok', 'paused', 'consent', 'throttled', 'failed')),
  -- Failures in a row, and when it is tried again after them.
  failures integer not null default 0,
  next_run_at timestamptz not null default now(),
  last_run_at timestamptz,
  last_success_at timestamptz,
  fault text,
  detail text check (length(detail) <= 2000),
  -- Only what comes into being after it is brought there by itself.
  connected_at timestamptz not null default now(),
  created_by uuid references principal,
  updated_by uuid references principal,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create index groupware_account_owner on groupware_account (owner_id);
create index groupware_account_due on groupware_account (next_run_at) where state not in ('paused', 'consent');

-- A calendar, task list, address book or mail folder of an account.
create table groupware_collection (
  id uuid primary key,
  account_id uuid not null references groupware_account on delete cascade,
  area text not null check (area in ('mail', 'task', 'appointment', 'contact')),
  remote_id text collate "C" not null,
  name text not null,
  -- None: only known. Import: read when asked. Sync: kept in step by itself; new records of ours go to the `main` one.
  role text not null default 'none' check (role in ('none', 'import', 'sync')),
  main boolean not null default false,
  writable boolean not null default true,
  -- Where the next listing goes on; a round is several pages of one listing.
  token text,
  round_token text,
  round integer not null default 0,
  whole boolean not null default false,
  listed_at timestamptz,
  -- So much was removed there at once that nothing more happens here until somebody confirms it.
  removals text check (removals in ('held', 'confirmed')),
  unique (account_id, area, remote_id)
);

-- One of our records and what stands for it in a groupware, with what both sides agreed on last. Three states are
-- compared with it: ours, theirs, the agreed one.
create table groupware_link (
  id uuid primary key,
  account_id uuid not null references groupware_account on delete cascade,
  collection_id uuid not null references groupware_collection on delete cascade,
  area text not null check (area in ('mail', 'task', 'appointment', 'contact')),
  record_kind text not null,
  -- Stays as a tombstone when the record is gone.
  record_id uuid not null,
  remote_id text collate "C",
  uid text not null,
  etag text,
  agreed jsonb not null default '{}',
  -- The version of our record that `agreed` was made of.
  our_version integer,
  origin text not null check (origin in ('ours', 'theirs', 'matched')),
  state text not null default 'linked' check (state in
    ('linked', 'timesOnly', 'decoupled', 'goneHere', 'goneThere', 'conflict', 'failed')),
  fault text,
  -- The round of its collection that saw it last.
  round integer not null default 0,
  -- Writes to and fro in short order, by which a ping-pong is known.
  turns smallint not null default 0,
  turned_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index groupware_link_remote on groupware_link (account_id, area, remote_id) where remote_id is not null;
create unique index groupware_link_record on groupware_link (account_id, record_kind, record_id);
create index groupware_link_uid on groupware_link (account_id, area, uid);
create index groupware_link_collection on groupware_link (collection_id);
-- Said to be removed there, and not confirmed yet.
create index groupware_link_missed on groupware_link (collection_id, id) where round = -1;
create index groupware_link_of_record on groupware_link (record_id, record_kind);

-- What one side said and the other overruled: nothing is lost without a trace.
create table groupware_conflict (
  id uuid primary key,
  link_id uuid not null references groupware_link on delete cascade,
  at timestamptz not null default now(),
  field text not null,
  agreed jsonb,
  ours jsonb,
  theirs jsonb,
  kept text not null check (kept in ('ours', 'theirs', 'both')),
  -- Somebody looked at it and took the other value, or let it be.
  settled_at timestamptz,
  settled_by uuid references principal
);
create index groupware_conflict_link on groupware_conflict (link_id, at desc);
create index groupware_conflict_open on groupware_conflict (at) where settled_at is null;

-- What an account did, for its health page; a chore forgets what is older than 90 days.
create table groupware_log (
  id uuid primary key,
  account_id uuid not null references groupware_account on delete cascade,
  at timestamptz not null default now(),
  area text check (area in ('mail', 'task', 'appointment', 'contact')),
  -- run, failed, listedAnew, massRemoval, pingPong, connected, paused, resumed …
  action text not null,
  fault text,
  counts jsonb not null default '{}'
);
create index groupware_log_account on groupware_log (account_id, at desc, id desc);
create index groupware_log_age on groupware_log (at);
