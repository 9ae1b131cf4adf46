-- A file somebody brought because of what is in it. It belongs to their account of kind `file`, where it is a collection
-- of every area it holds something of (`remote_id` is its id), and is forgotten when nothing needs it any more.
create table groupware_file (
  id uuid primary key,
  account_id uuid not null references groupware_account on delete cascade,
  name text not null check (length(name) between 1 and 255),
  hash text not null references blob,
  size bigint not null,
  -- How many items it holds, by area.
  counts jsonb not null,
  created_at timestamptz not null default now()
);
create index groupware_file_account on groupware_file (account_id);
create index groupware_file_hash on groupware_file (hash);
create index groupware_file_age on groupware_file (created_at);
