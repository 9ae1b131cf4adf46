create table app_user (
  id uuid primary key references principal,
  email text not null check (length(email) <= 254),
  name text not null check (length(name) between 1 and 255),
  role text not null check (role in ('admin', 'user', 'guest')),
  language text not null default 'de' check (language in ('de', 'en')),
  password_hash text,
  preferences jsonb not null default '{}',
  deactivated_at timestamptz,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index app_user_email on app_user (lower(email));

create table user_group (
  id uuid primary key references principal,
  name text not null check (length(name) between 1 and 255),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index user_group_name on user_group (lower(name));

create table group_member (
  group_id uuid not null references user_group on delete cascade,
  user_id uuid not null references app_user on delete cascade,
  primary key (group_id, user_id)
);
create index group_member_user on group_member (user_id);

create table session (
  token_hash text primary key,
  user_id uuid not null references app_user on delete cascade,
  agent text not null default '',
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_owner on session (user_id);

create table token (
  id uuid primary key,
  token_hash text not null unique,
  user_id uuid not null references app_user on delete cascade,
  name text not null check (length(name) between 1 and 255),
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz
);
create index token_user on token (user_id, created_at desc);

-- A link in a mail that works once: an invitation or a new password.
create table once_link (
  token_hash text primary key,
  purpose text not null check (purpose in ('invitation', 'password')),
  user_id uuid not null references app_user on delete cascade,
  expires_at timestamptz not null
);
create index once_link_user on once_link (user_id);

-- Failed tries, so that guessing is slow on every process alike.
create table attempt (
  subject text not null,
  at timestamptz not null default now()
);
create index attempt_subject on attempt (subject, at);
