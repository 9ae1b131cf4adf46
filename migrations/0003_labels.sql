-- The lists a firm arranges for itself: types, temperatures, tags, categories.
create table label (
  id uuid primary key,
  list text not null check (list in ('contact-types', 'temperatures', 'tags', 'history-categories', 'task-categories', 'lost-reasons')),
  scope text not null default 'contact' check (scope in ('contact', 'opportunity', 'event')),
  name text not null check (length(name) between 1 and 255),
  description text not null default '' check (length(description) <= 255),
  color text check (color ~ '^#[0-9a-f]{6}$'),
  icon text check (length(icon) <= 40),
  position integer not null,
  retired_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index label_name on label (list, scope, lower(name));
create index label_order on label (list, scope, position);
