create table pipeline (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  position integer not null,
  retired_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index pipeline_name on pipeline (lower(name));

create table stage (
  id uuid primary key,
  pipeline_id uuid not null references pipeline,
  name text not null check (length(name) between 1 and 250),
  description text not null default '' check (length(description) <= 255),
  color text not null check (color ~ '^#[0-9a-f]{6}$'),
  probability integer not null check (probability between 0 and 100),
  type text not null check (type in ('open', 'won', 'lost')),
  -- After so many days in it a card counts as stale; null: never.
  stale_days integer check (stale_days between 1 and 3650),
  position integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index stage_name on stage (pipeline_id, lower(name));

create table opportunity (
  id uuid primary key,
  search text not null,
  reader_ids uuid[] not null default '{}',
  title text not null check (length(title) between 1 and 255),
  contact_id uuid references contact on delete set null,
  description text not null default '' check (length(description) <= 65000),
  amount numeric(18, 2) not null default 0 check (amount >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  billing text not null default 'fixed' check (billing in ('fixed', 'hour', 'day', 'week', 'month', 'year')),
  periods integer not null default 0 check (periods between 0 and 100000),
  total numeric(24, 2) not null generated always as
    (case billing when 'fixed' then amount else amount * periods end) stored,
  probability integer not null check (probability between 0 and 100),
  stage_id uuid not null references stage,
  stage_since timestamptz not null default now(),
  -- Its place in the column of the board.
  position double precision not null default 0,
  expected_close date,
  closed_on date,
  lost_reason_id uuid references label,
  owner_id uuid not null references app_user,
  tag_ids uuid[] not null default '{}',
  custom jsonb not null default '{}',
  visibility text not null default 'write' check (visibility in ('managers', 'read', 'write')),
  access_ids uuid[] not null default '{}',
  sort_key text collate "C" not null,
  created_by uuid references principal,
  updated_by uuid references principal,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  deleted_by uuid references principal,
  run_id uuid,
  sample boolean not null default false
);
create index opportunity_board on opportunity (stage_id, position, id) where deleted_at is null;
create index opportunity_name on opportunity (sort_key, id) where deleted_at is null;
create index opportunity_owner on opportunity (owner_id, expected_close) where deleted_at is null;
create index opportunity_close on opportunity (coalesce(closed_on, expected_close), id) where deleted_at is null;
create index opportunity_contact on opportunity (contact_id) where contact_id is not null;
create index opportunity_search on opportunity using gin (search gin_trgm_ops) where deleted_at is null;
create index opportunity_tags on opportunity using gin (tag_ids) where deleted_at is null;
create index opportunity_lost on opportunity (lost_reason_id) where lost_reason_id is not null;
create index opportunity_bin on opportunity (deleted_at, id) where deleted_at is not null;
create index opportunity_run on opportunity (run_id) where run_id is not null;

-- Every stage it was in, and for how long; the row without an end is where it is now.
create table opportunity_stage (
  id uuid primary key,
  opportunity_id uuid not null references opportunity on delete cascade,
  stage_id uuid not null references stage,
  entered_at timestamptz not null,
  left_at timestamptz,
  by_id uuid references principal
);
create index opportunity_stage_way on opportunity_stage (opportunity_id, entered_at);
create unique index opportunity_stage_now on opportunity_stage (opportunity_id) where left_at is null;
create index opportunity_stage_stage on opportunity_stage (stage_id, entered_at);

-- Who else takes part in it; the main contact always does.
create table opportunity_participant (
  opportunity_id uuid not null references opportunity on delete cascade,
  contact_id uuid not null references contact on delete cascade,
  role text not null default '' check (length(role) <= 100),
  primary key (opportunity_id, contact_id)
);
create index opportunity_participant_contact on opportunity_participant (contact_id);

-- What is offered in it.
create table opportunity_item (
  id uuid primary key,
  opportunity_id uuid not null references opportunity on delete cascade,
  item_id uuid references item,
  text text not null check (length(text) between 1 and 2000),
  quantity numeric(18, 4) not null default 1,
  unit text not null default 'C62' check (unit ~ '^[A-Z0-9]{1,3}$'),
  price numeric(18, 4) not null check (price >= 0),
  discount_percent numeric(7, 4) not null default 0 check (discount_percent between 0 and 100),
  position integer not null
);
create index opportunity_item_opportunity on opportunity_item (opportunity_id, position);
create index opportunity_item_item on opportunity_item (item_id) where item_id is not null;
