-- The UID an item has in other mailboxes, where its server gave it another than ours: by it a colleague's copy of the
-- same meeting is known.
alter table groupware_link add column uid_there text;
create index groupware_link_uid_there on groupware_link (uid_there) where uid_there is not null;
-- Tombstones are swept by age.
create index groupware_link_gone on groupware_link (updated_at) where state in ('goneHere', 'goneThere');

-- What an appointment is outside of the house: who leads it there, who was asked by mail, and what they answered.
create table meeting (
  appointment_id uuid primary key references appointment on delete cascade,
  -- Somebody else's, who invited; null: ours.
  organizer jsonb,
  -- Ours: through which account its guests hear of it. Mail: a message we write (RFC 6047). Server: its own calendar server.
  account_id uuid references groupware_account on delete set null,
  way text check (way in ('mail', 'server')),
  -- The last command: of whom, what became of it, and what the guests were told with it.
  state text check (state in ('waiting', 'sent', 'failed')),
  fault text,
  detail text check (length(detail) <= 2000),
  told jsonb,
  told_at timestamptz
);
create index meeting_account on meeting (account_id) where account_id is not null;

create table meeting_guest (
  appointment_id uuid not null references meeting on delete cascade,
  -- In small letters.
  email text not null check (length(email) between 3 and 254),
  name text not null default '' check (length(name) <= 255),
  response text not null default 'open' check (response in ('open', 'accepted', 'declined', 'tentative')),
  primary key (appointment_id, email)
);

-- That a record stopped being kept in step, because both sides changed it in turn.
alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check check (kind in (
  'mention', 'history', 'manager', 'import', 'run', 'task', 'appointment', 'visit', 'overdue', 'unsent', 'recurring', 'reminder', 'sync'));
