-- A big action that can be taken back: an import, a change of many records, a merge. What it did to each record stands
-- in the journal under its id.
create table run (
  id uuid primary key,
  kind text not null check (kind in ('import', 'bulk', 'merge', 'plan', 'undo')),
  title text not null,
  owner_id uuid not null references principal,
  state text not null default 'running' check (state in ('running', 'done', 'undoing', 'undone')),
  -- How many records it created, changed, deleted; of an undo: took back, left.
  counts jsonb not null default '{}',
  -- Of an undo: the run it takes back.
  undoes uuid references run on delete cascade,
  -- The job that works on it, or did last; none where it was over with the request.
  job_id uuid references job on delete set null,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  undone_at timestamptz,
  undone_by uuid references principal
);
create index run_owner on run (owner_id, id desc);
create unique index run_undoes on run (undoes) where undoes is not null;
create index run_job on run (job_id) where job_id is not null;

-- The records a run has still to look at: chosen when it began, taken away as they are done.
create table run_target (
  run_id uuid not null references run on delete cascade,
  record_id uuid not null,
  primary key (run_id, record_id)
);

-- What a run left as it is, and why.
create table run_left (
  run_id uuid not null references run on delete cascade,
  kind text not null,
  record_id uuid not null,
  title text not null,
  reason text not null check (reason in ('changed', 'forbidden', 'gone', 'refused')),
  primary key (run_id, record_id)
);

-- The version of the record after what happened: a later one means that somebody has changed it since.
alter table journal add column version integer;
drop index journal_run;
create index journal_run on journal (run_id, record_id, id) where run_id is not null;
