-- A group of customers, a sample appointment and a rhythm.
create table visit_plan (
  id uuid primary key,
  name text not null check (length(name) between 1 and 255),
  color text check (color ~ '^#[0-9a-f]{6}$'),
  category text check (length(category) <= 100),
  state text not null default 'active' check (state in ('active', 'paused', 'ended')),
  paused_until date,
  assignee_id uuid not null references app_user,
  assignee_rule text not null check (assignee_rule in ('fixed', 'manager')),
  filter jsonb,
  contact_ids uuid[] not null default '{}',
  rhythm jsonb not null,
  visit_count integer not null check (visit_count between 0 and 366),
  refill text not null check (refill in ('whenEmpty', 'rolling', 'none')),
  start_date date not null,
  end_date date,
  first text not null check (first in ('start', 'spread', 'lastVisit')),
  sample jsonb not null,
  holidays jsonb not null,
  workdays smallint[] not null,
  capacity_per_day integer check (capacity_per_day between 1 and 200),
  tolerance_days integer check (tolerance_days between 0 and 180),
  minimum_gap_days integer check (minimum_gap_days between 1 and 365),
  catch_up text not null check (catch_up in ('skip', 'one')),
  created_by uuid references principal,
  updated_by uuid references principal,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  deleted_by uuid references principal,
  check (start_date <= end_date)
);
create index visit_plan_bin on visit_plan (deleted_at, id) where deleted_at is not null;

-- The visits of one plan to one customer, one after the other. Every date is counted from the anchor.
create table visit_chain (
  id uuid primary key,
  plan_id uuid not null references visit_plan on delete cascade,
  contact_id uuid not null references contact on delete cascade,
  assignee_id uuid references app_user,
  anchor date not null,
  -- The number of the visit that stands on the anchor.
  anchor_no integer not null default 1,
  state text not null default 'active' check (state in ('active', 'paused', 'ended')),
  ended_reason text check (ended_reason in ('finished', 'customerInactive', 'removed', 'merged', 'planEnded')),
  -- What it was before, and is again when it goes on.
  ended_from text check (ended_from in ('active', 'paused')),
  paused_until date,
  last_done date,
  -- The contact went to the bin and took the chain along; it comes back with it.
  withdrawn boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index visit_chain_once on visit_chain (plan_id, contact_id) where state <> 'ended';
create index visit_chain_contact on visit_chain (contact_id);

create table visit (
  id uuid primary key,
  plan_id uuid not null references visit_plan on delete cascade,
  chain_id uuid not null references visit_chain on delete cascade,
  no integer not null,
  contact_id uuid not null references contact on delete cascade,
  assignee_id uuid not null references app_user,
  state text not null check (state in
    ('proposed', 'planned', 'confirmed', 'inProgress', 'done', 'noShow', 'skipped', 'cancelled', 'missed')),
  nominal_date date not null,
  due_from date not null,
  due_to date not null,
  date date not null,
  start_time time,
  duration_minutes integer not null check (duration_minutes between 1 and 1440),
  time_zone text not null,
  -- Made from date, time and zone; of visits without time the whole day.
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  shift_reason text check (shift_reason in ('holiday', 'weekend', 'absence', 'closed', 'capacity', 'gap', 'taken', 'season',
    'past', 'tolerance', 'noAccess', 'inactive', 'route')),
  shift_detail text not null default '',
  -- No day fits inside its tolerance.
  unplaced boolean not null default false,
  title text not null check (length(title) between 1 and 255),
  description text not null default '' check (length(description) <= 65000),
  category text check (length(category) <= 100),
  place text not null default '' check (length(place) <= 500),
  bring text not null default '' check (length(bring) <= 2000),
  reminder_minutes integer check (reminder_minutes between 0 and 40320),
  report text not null default '' check (length(report) <= 65000),
  outcome text check (length(outcome) <= 100),
  done_on date,
  actual_minutes integer check (actual_minutes between 0 and 1440),
  confirmed_contact_id uuid references contact on delete set null,
  confirmed_channel text check (length(confirmed_channel) <= 100),
  confirmed_at timestamptz,
  moved_from date,
  -- The visit that came into being when this one was done or skipped.
  next_id uuid references visit on delete set null,
  -- How the chain stood before this visit was closed; who takes that back takes back this too.
  chain_before jsonb,
  -- The state it had before its contact went to the bin; it has it again when the contact comes back.
  withdrawn_from text,
  history_entry_id uuid,
  -- iCalendar: goes up when time or place change.
  sequence integer not null default 0,
  run_id uuid,
  created_by uuid references principal,
  updated_by uuid references principal,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  unique (chain_id, no)
);
create index visit_assignee on visit (assignee_id, date, start_time, id);
create index visit_open on visit (starts_at, id, state, date)
  where state in ('proposed', 'planned', 'confirmed', 'inProgress', 'missed');
create index visit_plan_starts on visit (plan_id, starts_at, id, state);
create index visit_contact on visit (contact_id, date) include (plan_id, assignee_id, state);
create index visit_starts on visit (starts_at, id);
create index visit_next on visit (next_id) where next_id is not null;
create index visit_confirmed_contact on visit (confirmed_contact_id) where confirmed_contact_id is not null;
create index visit_run on visit (run_id) where run_id is not null;
-- Of one plan a customer has one visit a day at most; what did not happen leaves the day free.
create unique index visit_once_a_day on visit (chain_id, date) where state not in ('skipped', 'cancelled');

-- What visiting a customer needs to know of the place.
create table visit_place (
  contact_id uuid primary key references contact on delete cascade,
  -- Windows by ISO weekday: {"1": [["08:00", "12:00"]]}; a weekday that is missing is closed. Null: always open.
  opening_hours jsonb,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  -- Municipal holidays: KATH in Bavaria, A for Augsburg.
  holiday_region text check (length(holiday_region) <= 20),
  note text not null default '' check (length(note) <= 2000),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  check ((latitude is null) = (longitude is null))
);

-- A contact in the bin is not visited: its open visits are cancelled and its chains end, whoever moved it there and
-- however. When it comes back all of that stands as before; what has passed in the meantime is overdue then. A contact
-- that became one with another has handed its visits over before.
create function keep_visits() returns trigger language plpgsql as $$
begin
  if new.deleted_at is not null then
    update visit set withdrawn_from = state, state = 'cancelled', version = version + 1, updated_at = now()
    where contact_id = new.id and state in ('proposed', 'planned', 'confirmed', 'inProgress', 'missed');
    update visit_chain set withdrawn = true, ended_from = state, state = 'ended', ended_reason = 'customerInactive',
      version = version + 1, updated_at = now()
    where contact_id = new.id and state <> 'ended';
  else
    update visit set state = withdrawn_from, withdrawn_from = null, version = version + 1, updated_at = now()
    where contact_id = new.id and withdrawn_from is not null;
    update visit_chain set withdrawn = false, state = ended_from, ended_from = null, ended_reason = null,
      version = version + 1, updated_at = now()
    where contact_id = new.id and withdrawn;
  end if;
  return null;
end $$;
create trigger keep_visits after update of deleted_at on contact for each row
  when ((old.deleted_at is null) <> (new.deleted_at is null)) execute function keep_visits();
