create table custom_field (
  id uuid primary key,
  kind text not null default 'contact' check (kind in ('contact', 'opportunity', 'event')),
  applies_to text not null default 'both' check (applies_to in ('person', 'company', 'both')),
  key text not null check (key ~ '^[a-z][A-Za-z0-9]{0,59}$'),
  name text not null check (length(name) between 1 and 255),
  type text not null check (type in ('text', 'longText', 'number', 'date', 'boolean', 'choice', 'choices', 'link', 'email', 'phone', 'user', 'contact', 'heading')),
  options jsonb not null default '[]',
  required boolean not null default false,
  default_value jsonb,
  hint text not null default '',
  position integer not null,
  retired_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index custom_field_key on custom_field (kind, key);
