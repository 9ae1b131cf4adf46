-- A file somebody brought in, what its columns mean, and how far its run has come.
create table import (
  id uuid primary key,
  entity text not null check (entity in ('contacts')),
  owner_id uuid not null references principal,
  file_hash text not null references blob,
  file_name text not null check (length(file_name) between 1 and 255),
  file_size bigint not null,
  encoding text not null check (encoding in ('utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh', 'cp850')),
  dialect jsonb not null,
  columns jsonb not null,
  -- Every column with its target, or null for what is not imported.
  mapping jsonb not null,
  -- What to do with duplicates, defaults, dry run; null until it is run.
  options jsonb,
  row_estimate integer not null,
  -- Rows of the file up to this one are done; the checkpoint, kept in the transaction of the rows.
  done_to integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  skipped integer not null default 0,
  failed integer not null default 0,
  job_id uuid references job on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create index import_owner on import (owner_id, id desc);
create index import_file on import (file_hash);
create index import_job on import (job_id);

-- The rows that did not become a contact or a change, and why; number counts as a spreadsheet does.
create table import_row (
  import_id uuid not null references import on delete cascade,
  number integer not null,
  state text not null check (state in ('error', 'skipped')),
  cells jsonb not null,
  errors jsonb not null,
  contact_id uuid references contact on delete set null,
  primary key (import_id, number)
);
create index import_row_state on import_row (import_id, state, number);
create index import_row_contact on import_row (contact_id) where contact_id is not null;
