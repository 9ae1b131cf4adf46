-- A card of an address book that is nobody of ours yet, as it was when the book was looked through; offered to be taken
-- over as a contact until somebody decides. Ignored ones are never offered again.
create table card_offer (
  id uuid primary key,
  account_id uuid not null references groupware_account on delete cascade,
  collection_id uuid not null references groupware_collection on delete cascade,
  remote_id text collate "C" not null,
  uid text collate "C" not null,
  -- Without its note, which is private.
  card jsonb not null,
  -- By which the list is sorted.
  name text collate "C" not null,
  verdict text not null default 'none' check (verdict in ('sure', 'possible', 'none')),
  -- Another card of the list that is the same one, surely or possibly, and stands before it.
  twin_id uuid references card_offer on delete set null,
  twin_verdict text check (twin_verdict in ('sure', 'possible')),
  state text not null default 'open' check (state in
    ('open', 'chosen', 'imported', 'linked', 'duplicate', 'failed', 'gone', 'ignored')),
  -- What somebody chose for it, the job that does it, and when its turn is.
  choice jsonb,
  job_id uuid,
  place integer,
  contact_id uuid,
  fault text,
  -- The reading that saw it last.
  reading uuid not null,
  updated_at timestamptz not null default now(),
  unique (account_id, uid)
);
create index card_offer_list on card_offer (account_id, state, name, id);
create index card_offer_job on card_offer (job_id, place) where job_id is not null;
create index card_offer_age on card_offer (updated_at);
create index card_offer_twin on card_offer (twin_id) where twin_id is not null;
create index card_offer_collection on card_offer (collection_id);

-- What one export of contacts to an address book is to do with each of them, and what became of it.
create table card_export (
  job_id uuid not null references job on delete cascade,
  contact_id uuid not null,
  wanted text not null check (wanted in ('take', 'release', 'remove')),
  -- The mark of its card when the export began; empty when there was none, null before it was looked at.
  before text,
  outcome text check (outcome in
    ('created', 'linked', 'changed', 'unchanged', 'released', 'removed', 'waiting', 'failed')),
  fault text,
  primary key (job_id, contact_id)
);
