-- A file somebody brought in, what its columns mean, and how far its run has come.
create table import (
  id uuid primary key,
  entity text not null check (entity in ('contacts')),
  owner_id uuid not null references principal,
  file_hash text not null references blob,
  file_name text not null check (length(file_name) between 1 and 255),
  file_size bigint not null,
  -- How its records are read; what was packed has been unpacked.
  format text not null check (format in ('csv', 'xlsx', 'vcard')),
  -- Of a workbook: the names of its sheets, and the one that is read.
  sheets jsonb not null default '[]',
  sheet text,
  encoding text not null check (encoding in ('utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh', 'cp850')),
  dialect jsonb not null,
  columns jsonb not null,
  -- Every column with its target, or null for what is not imported.
  mapping jsonb not null,
  -- What to do with duplicates, defaults, dry run; null until it is run.
  options jsonb,
  row_estimate integer not null,
  rows_exact boolean not null,
  -- Where the data comes from and why they may be kept (GDPR Art. 6, 13, 14); null until it is said.
  origin jsonb,
  -- Rows of the file up to this one are done; the checkpoint, kept in the transaction of the rows.
  done_to integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  skipped integer not null default 0,
  failed integer not null default 0,
  -- Rows held back because they may be duplicates, and rows that came in although they may be.
  held integer not null default 0,
  possible integer not null default 0,
  job_id uuid references job on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create index import_owner on import (owner_id, id desc);
create index import_file on import (file_hash);
create index import_job on import (job_id);

-- What became of rows that need a look: all that did not come in, all that may be duplicates; of a dry run some of the
-- others too, as examples. number counts as a spreadsheet does.
create table import_row (
  import_id uuid not null references import on delete cascade,
  number integer not null,
  state text not null check (state in ('error', 'skipped', 'held', 'created', 'updated')),
  cells jsonb not null,
  errors jsonb not null,
  -- The contacts it is like, with verdict and reasons; what it would change of the one that is updated.
  hits jsonb not null default '[]',
  changes jsonb not null default '[]',
  corrected boolean not null default false,
  contact_id uuid references contact on delete set null,
  primary key (import_id, number)
);
create index import_row_state on import_row (import_id, state, number);
create index import_row_contact on import_row (contact_id) where contact_id is not null;

-- What somebody made of a set of headings, for the next file that has the same.
create table import_mapping (
  owner_id uuid not null references principal,
  headings_hash text not null,
  mapping jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (owner_id, headings_hash)
);
create index import_mapping_newest on import_mapping (headings_hash, updated_at desc);
