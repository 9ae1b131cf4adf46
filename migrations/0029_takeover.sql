-- What somebody takes over from a groupware in one go (Groupware-Abgleich): what is there is listed, people choose and
-- assign, then it is brought in. It is kept, so that it goes on where it was.
create table takeover (
  id uuid primary key,
  account_id uuid not null references groupware_account on delete cascade,
  owner_id uuid not null references principal,
  areas text[] not null,
  -- The times of what was taken over before are brought up to date besides.
  refresh boolean not null default false,
  -- Days; of appointments and mails.
  since date not null,
  until date not null,
  -- What is read: calendars, task lists, mail folders.
  sources uuid[] not null,
  step text not null check (step in ('areas', 'mail', 'task', 'appointment', 'result')),
  state text not null check (state in ('listing', 'choosing', 'running', 'done', 'cancelled')),
  -- So much was looked at while listing.
  listed integer not null default 0,
  -- Areas of which there is more than was listed.
  truncated text[] not null default '{}',
  refreshed jsonb not null default '{}',
  fault text,
  job_id uuid references job on delete set null,
  -- Of the last time it was brought in.
  run_id uuid references run on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- One at a time.
create unique index takeover_open on takeover (owner_id) where state in ('listing', 'choosing');
create index takeover_owner on takeover (owner_id, id desc);
create index takeover_account on takeover (account_id);
create index takeover_job on takeover (job_id) where job_id is not null;
create index takeover_run on takeover (run_id) where run_id is not null;

create table takeover_item (
  id uuid primary key,
  takeover_id uuid not null references takeover on delete cascade,
  area text not null check (area in ('mail', 'task', 'appointment')),
  collection_id uuid not null references groupware_collection on delete cascade,
  remote_id text collate "C" not null,
  uid text not null,
  -- By which the list is sorted, the newest first.
  at timestamptz not null,
  -- What the list shows of it.
  head jsonb not null,
  -- Why it is not offered.
  skipped text check (skipped in ('known', 'private', 'cancelled', 'invitation')),
  chosen boolean not null default true,
  contact_id uuid references contact on delete set null,
  opportunity_id uuid references opportunity on delete set null,
  event_id uuid references event on delete set null,
  project_id uuid references project on delete set null,
  -- Somebody said what it is about.
  assigned boolean not null default false,
  suggestions jsonb not null default '[]',
  result text check (result in ('imported', 'linked', 'known', 'waiting', 'failed', 'undone')),
  fault text,
  record_kind text,
  record_id uuid,
  -- As it was when it was brought in.
  record_version integer,
  run_id uuid references run on delete set null,
  unique (takeover_id, collection_id, remote_id)
);
create index takeover_item_list on takeover_item (takeover_id, area, at desc, id desc);
create index takeover_item_collection on takeover_item (collection_id);
create index takeover_item_run on takeover_item (run_id) where run_id is not null;
create index takeover_item_contact on takeover_item (contact_id) where contact_id is not null;
create index takeover_item_opportunity on takeover_item (opportunity_id) where opportunity_id is not null;
create index takeover_item_event on takeover_item (event_id) where event_id is not null;
create index takeover_item_project on takeover_item (project_id) where project_id is not null;

-- To whom somebody assigned the mails of a sender last.
create table takeover_choice (
  owner_id uuid not null references principal,
  sender text not null,
  contact_id uuid not null references contact on delete cascade,
  at timestamptz not null default now(),
  primary key (owner_id, sender)
);
create index takeover_choice_contact on takeover_choice (contact_id);

alter table run drop constraint run_kind_check;
alter table run add constraint run_kind_check check (kind in ('import', 'bulk', 'merge', 'plan', 'takeover', 'undo'));
