-- Pictures a contact had, so that a change of the picture can be taken back. A chore forgets old ones.
create table former_picture (
  contact_id uuid not null references contact on delete cascade,
  photo_hash text not null references blob,
  thumbnail_hash text not null references blob,
  replaced_at timestamptz not null default now(),
  primary key (contact_id, photo_hash)
);
create index former_picture_photo on former_picture (photo_hash);
create index former_picture_thumbnail on former_picture (thumbnail_hash);
create index former_picture_age on former_picture (replaced_at);
create index contact_photo on contact (photo_hash) where photo_hash is not null;
create index contact_thumbnail on contact (thumbnail_hash) where thumbnail_hash is not null;

-- Every content a file had; the newest stands in the file itself too.
create table file_version (
  file_id uuid not null references file on delete cascade,
  number integer not null check (number >= 1),
  hash text not null references blob,
  type text not null,
  size bigint not null,
  created_by uuid references principal,
  created_at timestamptz not null default now(),
  primary key (file_id, number)
);
create index file_version_hash on file_version (hash);
create index file_created on file (created_at);

-- One line somebody wrote into a contact's timeline. Rights are the contact's: there is no reader_ids here, the
-- timeline is always read for contacts that were checked.
create table history_entry (
  id uuid primary key,
  contact_id uuid not null references contact on delete cascade,
  kind text check (kind in ('note', 'call', 'mail', 'meeting', 'file', 'task')),
  category_id uuid references label,
  text text not null check (length(text) <= 65000),
  search text not null,
  -- Whole milliseconds, so that a page's cursor says exactly where it ended.
  at timestamptz(3) not null,
  author_id uuid references principal,
  updated_by uuid references principal,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  deleted_by uuid references principal,
  run_id uuid,
  check ((kind is null) <> (category_id is null))
);
create index history_entry_timeline on history_entry (contact_id, at desc, id desc) where deleted_at is null;
create index history_entry_contact on history_entry (contact_id);
create index history_entry_category on history_entry (category_id) where category_id is not null;
create index history_entry_bin on history_entry (deleted_at) where deleted_at is not null;
create index history_entry_run on history_entry (run_id) where run_id is not null;

-- A file belongs to one entry. What is taken off stays here for a while, so that it can be put back.
create table history_file (
  file_id uuid primary key references file,
  entry_id uuid not null references history_entry on delete cascade,
  position integer not null,
  removed_at timestamptz
);
create index history_file_entry on history_file (entry_id, position);
create index history_file_removed on history_file (removed_at) where removed_at is not null;

-- What is erased for good, by whatever way, leaves no words in the audit trail (GDPR Art. 17).
create function forget_in_journal() returns trigger language plpgsql as $$
begin
  update journal set title = '–', diff = '[]' where record_id = old.id;
  return old;
end
$$;
create trigger history_entry_forgotten after delete on history_entry
  for each row execute function forget_in_journal();
create trigger file_forgotten after delete on file
  for each row execute function forget_in_journal();
