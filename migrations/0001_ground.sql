-- What every feature stands on: who may read what, what happened, work in the background, files, mail.
create extension if not exists pg_trgm;

-- Whoever a right can be given to: a user, a group, or everybody with a seat (never guests).
create table principal (
  id uuid primary key,
  kind text not null check (kind in ('user', 'group', 'everyone'))
);
insert into principal values ('00000000-0000-7000-8000-000000000001', 'everyone');


create table journal (
  id uuid primary key,
  at timestamptz not null default clock_timestamp(),
  by_id uuid references principal,
  via text not null check (via in ('web', 'api', 'import', 'job', 'groupware', 'command', 'system')),
  action text not null,
  kind text not null,
  record_id uuid not null,
  title text not null,
  diff jsonb not null default '[]',
  run_id uuid
);
create index journal_record on journal (record_id, id desc);
create index journal_by on journal (by_id, id desc);
create index journal_kind on journal (kind, id desc);
create index journal_run on journal (run_id) where run_id is not null;

create table job (
  id uuid primary key,
  kind text not null,
  title text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  input jsonb not null default '{}',
  done integer not null default 0,
  total integer,
  result jsonb,
  error text,
  checkpoint jsonb,
  cancel_requested boolean not null default false,
  -- Starts since the last progress; work that gets nowhere is given up.
  attempts integer not null default 0,
  owner_id uuid references principal,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create index job_owner on job (owner_id, created_at desc);

create table idempotency (
  owner_id uuid not null references principal,
  key text not null check (length(key) between 1 and 200),
  fingerprint text not null,
  status integer not null,
  body text,
  created_at timestamptz not null default now(),
  primary key (owner_id, key)
);
create index idempotency_age on idempotency (created_at);

create table setting (
  key text primary key,
  value jsonb not null,
  version integer not null default 1,
  updated_at timestamptz not null default now()
);

-- Bytes are kept once under the SHA-256 of their content, on disk or in a bucket.
create table blob (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  created_at timestamptz not null default now()
);

create table mail (
  id uuid primary key,
  -- One mail, to one address or to several, parted by commas; copies likewise.
  recipient text not null,
  cc text not null default '',
  reply_to text,
  subject text not null,
  body text not null,
  html text,
  -- Its attachments are still being made: it is not sent before.
  held boolean not null default false,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'not sent')),
  attempts integer not null default 0,
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index mail_state on mail (state, created_at);
-- What goes with a mail: names of bytes, never the bytes. They stay as long as the mail does.
create table mail_attachment (
  mail_id uuid not null references mail on delete cascade,
  position integer not null,
  name text not null check (length(name) between 1 and 255),
  type text not null,
  hash text not null references blob,
  primary key (mail_id, position)
);
create index mail_attachment_hash on mail_attachment (hash);


-- Every word that search has ever seen, so that "similar" looks at words and not at records.
create table search_word (
  word text collate "C" primary key,
  -- How it sounds (Kölner Phonetik); made by the program.
  sound text collate "C" not null
);
create index search_word_similar on search_word using gin (word gin_trgm_ops);
create index search_word_sound on search_word (sound);
