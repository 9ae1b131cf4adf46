-- Something to do by a day. Readable by whom it is for, who made it, and who may read its contact; without a contact by all.
create table task (
  id uuid primary key,
  title text not null check (length(title) between 1 and 255),
  description text not null default '' check (length(description) <= 65000),
  category_id uuid not null references label,
  contact_id uuid references contact on delete set null,
  -- It is about a contact, and stays with its own people when that one is erased for good.
  linked boolean not null default false,
  assignee_id uuid not null references app_user,
  due_day date not null,
  due_time time,
  time_zone text not null,
  -- When it is overdue: its time, or the end of its day.
  due_at timestamptz not null,
  -- Before its time, or before eight on its day; less than 0: after.
  reminder_minutes integer check (reminder_minutes between -40320 and 40320),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high')),
  status text not null default 'open' check (status in ('open', 'started', 'closed')),
  checklist jsonb not null default '[]' check (jsonb_typeof(checklist) = 'array'),
  -- The next one comes into being when this one is closed.
  recurrence jsonb,
  previous_id uuid references task on delete set null,
  -- Its place on the board.
  position double precision not null default 0,
  closed_at timestamptz,
  closed_by uuid references principal,
  search text not null,
  sort_key text collate "C" not null,
  created_by uuid references principal,
  updated_by uuid references principal,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  deleted_by uuid references principal,
  run_id uuid,
  check ((status = 'closed') = (closed_at is not null)),
  check (linked or contact_id is null)
);
create index task_assignee on task (assignee_id, due_at, id) where deleted_at is null;
-- Lists by name, of those to do and of those that are done.
create index task_assignee_open on task (assignee_id, id) where deleted_at is null and status <> 'closed';
create index task_assignee_closed on task (assignee_id, id) where deleted_at is null and status = 'closed';
create index task_category_open on task (category_id, id) where deleted_at is null and status <> 'closed';
create index task_category_closed on task (category_id, id) where deleted_at is null and status = 'closed';
create index task_created on task (created_by) where deleted_at is null;
create index task_closed on task (due_at, id) where deleted_at is null and status = 'closed';
create index task_open on task (due_at, id) where deleted_at is null and status <> 'closed';
create index task_contact on task (contact_id, due_at) where contact_id is not null;
create index task_search on task using gin (search gin_trgm_ops) where deleted_at is null;
create index task_category on task (category_id);
create unique index task_next on task (previous_id) where previous_id is not null;
create index task_bin on task (deleted_at, id) where deleted_at is not null;
create index task_run on task (run_id) where run_id is not null;
