-- A seminar or another meeting with participants.
create table event (
  id uuid primary key,
  search text not null,
  reader_ids uuid[] not null default '{}',
  title text not null check (length(title) between 1 and 255),
  description text not null default '' check (length(description) <= 65000),
  place text not null default '' check (length(place) <= 500),
  all_day boolean not null default false,
  -- Wall clock and zone are what people said; the instants are made from both.
  starts timestamp,
  ends timestamp,
  time_zone text not null,
  starts_at timestamptz,
  ends_at timestamptz,
  capacity integer check (capacity between 1 and 100000),
  closed_at timestamptz,
  owner_id uuid not null references app_user,
  tag_ids uuid[] not null default '{}',
  custom jsonb not null default '{}',
  visibility text not null default 'write' check (visibility in ('managers', 'read', 'write')),
  access_ids uuid[] not null default '{}',
  uid text not null unique,
  sequence integer not null default 0,
  sort_key text collate "C" not null,
  created_by uuid references principal,
  updated_by uuid references principal,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  deleted_by uuid references principal,
  sample boolean not null default false,
  check ((starts is null) = (ends is null) and starts <= ends),
  check ((starts is null) = (starts_at is null) and (starts is null) = (ends_at is null))
);
create index event_time on event (starts_at, id) where deleted_at is null;
create index event_name on event (sort_key, id) where deleted_at is null;
create index event_search on event using gin (search gin_trgm_ops) where deleted_at is null;
create index event_bin on event (deleted_at, id) where deleted_at is not null;

create table event_participant (
  event_id uuid not null references event on delete cascade,
  contact_id uuid not null references contact on delete cascade,
  status text not null default 'invited' check (status in ('invited', 'accepted', 'declined', 'attended')),
  note text not null default '' check (length(note) <= 500),
  created_at timestamptz not null default now(),
  primary key (event_id, contact_id)
);
create index event_participant_contact on event_participant (contact_id);

-- Work that follows from an opportunity.
create table project (
  id uuid primary key,
  search text not null,
  reader_ids uuid[] not null default '{}',
  title text not null check (length(title) between 1 and 255),
  description text not null default '' check (length(description) <= 65000),
  status text not null default 'open' check (status in ('open', 'paused', 'done', 'cancelled')),
  start_day date,
  end_day date,
  opportunity_id uuid references opportunity on delete set null,
  owner_id uuid not null references app_user,
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
  sample boolean not null default false,
  check (start_day <= end_day)
);
create index project_status on project (status, end_day, id) where deleted_at is null;
create index project_name on project (sort_key, id) where deleted_at is null;
create index project_opportunity on project (opportunity_id) where opportunity_id is not null;
create index project_search on project using gin (search gin_trgm_ops) where deleted_at is null;
create index project_bin on project (deleted_at, id) where deleted_at is not null;

-- The team; the owner belongs to it always.
create table project_member (
  project_id uuid not null references project on delete cascade,
  user_id uuid not null references app_user,
  primary key (project_id, user_id)
);
create index project_member_user on project_member (user_id);
create table project_contact (
  project_id uuid not null references project on delete cascade,
  contact_id uuid not null references contact on delete cascade,
  primary key (project_id, contact_id)
);
create index project_contact_contact on project_contact (contact_id);
