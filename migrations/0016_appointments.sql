-- Something with a time in somebody's calendar; with attendees a meeting. Wall clock and zone are what people said, the
-- instants beside them are made from both, for queries.
create table appointment (
  id uuid primary key,
  title text not null check (length(title) between 1 and 255),
  description text not null default '' check (length(description) <= 65000),
  category text check (length(category) <= 100),
  place text not null default '' check (length(place) <= 500),
  all_day boolean not null default false,
  starts timestamp not null,
  -- The end is not part of it; of whole days the day after the last.
  ends timestamp not null,
  time_zone text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- RFC 5545; the first occurrence is `starts`. `repeats_until` is when the last occurrence
  -- is over at the latest, or infinity.
  rrule text check (length(rrule) <= 1000),
  repeats_until timestamptz,
  busy text not null default 'busy' check (busy in ('busy', 'free', 'tentative', 'away')),
  private boolean not null default false,
  reminder_minutes integer check (reminder_minutes between 0 and 40320),
  contact_id uuid references contact on delete set null,
  organizer_id uuid not null references app_user,
  uid text not null unique,
  -- iCalendar: goes up when time or place change.
  sequence integer not null default 0,
  search text not null,
  created_by uuid references principal,
  updated_by uuid references principal,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  deleted_by uuid references principal,
  check (starts <= ends),
  check ((rrule is null) = (repeats_until is null))
);
create index appointment_contact on appointment (contact_id, starts_at) where contact_id is not null;
create index appointment_bin on appointment (deleted_at, id) where deleted_at is not null;
create index appointment_search on appointment using gin (search gin_trgm_ops) where deleted_at is null;

-- Who takes part: users (the organizer always) and contacts. The times stand here once more, so that a calendar is one
-- range of one index.
create table appointment_attendee (
  appointment_id uuid not null references appointment on delete cascade,
  user_id uuid references app_user,
  contact_id uuid references contact on delete cascade,
  response text not null default 'open' check (response in ('open', 'accepted', 'declined', 'tentative')),
  -- First start and last end of all occurrences, those that were moved included.
  starts_at timestamptz not null,
  until timestamptz not null,
  check ((user_id is null) <> (contact_id is null))
);
create index attendee_appointment on appointment_attendee (appointment_id);
create unique index attendee_user on appointment_attendee (appointment_id, user_id) where user_id is not null;
create unique index attendee_contact on appointment_attendee (appointment_id, contact_id) where contact_id is not null;
create index attendee_calendar on appointment_attendee (user_id, until, starts_at) where user_id is not null;
create index attendee_of_contact on appointment_attendee (contact_id, starts_at) where contact_id is not null;

-- One occurrence of a series that is not as the rule says: left out, or with values of its own.
create table appointment_exception (
  appointment_id uuid not null references appointment on delete cascade,
  -- Wall clock start by the rule.
  original timestamp not null,
  cancelled boolean not null,
  -- What differs: starts, ends, allDay, title, description, category, place, busy, private, reminderMinutes.
  changes jsonb not null default '{}',
  starts_at timestamptz,
  ends_at timestamptz,
  primary key (appointment_id, original),
  check (cancelled or (starts_at is not null and ends_at is not null))
);
