-- When a user works, and from where they set out; without a row the firm's defaults hold.
create table working_time (
  user_id uuid primary key references app_user on delete cascade,
  workdays smallint[] not null,
  start_time time not null,
  end_time time not null,
  time_zone text not null,
  max_visits_per_day integer check (max_visits_per_day between 1 and 200),
  holidays jsonb,
  start_place jsonb,
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  check (start_time < end_time)
);

-- Days on which somebody is away, the last one included.
create table absence (
  id uuid primary key,
  user_id uuid not null references app_user on delete cascade,
  from_day date not null,
  to_day date not null,
  kind text not null check (kind in ('vacation', 'sick', 'training', 'other')),
  note text not null default '' check (length(note) <= 500),
  created_by uuid references principal,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  check (from_day <= to_day)
);
create index absence_user on absence (user_id, to_day);
create index absence_days on absence (to_day, from_day);

-- Days on which the whole firm is closed: between the years, the annual outing.
create table closure (
  id uuid primary key,
  from_day date not null,
  to_day date not null,
  name text not null check (length(name) between 1 and 255),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  check (from_day <= to_day)
);
