-- Two contacts that may be the same one; the smaller id stands left. What was decided about them holds for ever.
create table duplicate_pair (
  id uuid primary key,
  left_id uuid not null references contact on delete cascade,
  right_id uuid not null references contact on delete cascade,
  -- As they were when they were last looked at: of a later version of one of them this says nothing.
  left_version integer not null,
  right_version integer not null,
  verdict text not null check (verdict in ('sure', 'possible', 'none')),
  score double precision not null,
  reasons text[] not null,
  -- What was found alike and unlike, as bits: the weights learn from it once the pair is decided.
  evidence integer not null,
  state text not null default 'open' check (state in ('open', 'same', 'different')),
  -- Pairs that hang together stand together, and clusters in the order of `place`: the surest ones first.
  cluster_id uuid not null,
  place double precision not null,
  examined_at timestamptz not null default now(),
  decided_at timestamptz,
  decided_by uuid references principal,
  created_at timestamptz not null default now(),
  unique (left_id, right_id),
  check (left_id < right_id),
  check ((state = 'open') = (decided_at is null))
);
create index duplicate_pair_list on duplicate_pair (state, place, cluster_id, id);
create index duplicate_pair_right on duplicate_pair (right_id);
create index duplicate_pair_decided on duplicate_pair (decided_at) where state <> 'open';
create index duplicate_pair_examined on duplicate_pair (examined_at) where state = 'open';

-- What the journal says of a pair goes with it: its title is the names of both (GDPR Art. 17).
create function forget_pair() returns trigger language plpgsql as $$
begin
  update journal set title = '–', diff = '[]' where record_id = old.id;
  return old;
end
$$;
create trigger pair_forgotten before delete on duplicate_pair for each row execute function forget_pair();

-- How far the work list follows the contacts; one row.
create table duplicate_scan (
  id boolean primary key default true check (id),
  -- The scan of everything that runs or ran last.
  job_id uuid references job on delete set null,
  scanned_at timestamptz,
  -- All contacts changed up to here have been looked at.
  followed_at timestamptz not null default 'epoch',
  followed_id uuid not null default '00000000-0000-0000-0000-000000000000',
  -- Decisions after this moment move the weights.
  learns_since timestamptz not null default 'epoch'
);
insert into duplicate_scan default values;

-- Contacts that share a key and so may be the same one: what a scan of everything goes through. Can be made anew, so
-- nothing of it is logged; empty between two scans.
create unlogged table duplicate_block (
  id integer primary key,
  members uuid[] not null
);
