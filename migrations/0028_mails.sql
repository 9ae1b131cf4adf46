-- A mail is an entry of the timeline: its text and its files are the entry's, who sees it is said by what the entry is
-- about. The same mail in several mailboxes is one.
create table mail_message (
  entry_id uuid primary key references history_entry on delete cascade,
  -- As it is compared everywhere: without angle brackets, the part after @ in small letters.
  message_id text collate "C" not null unique check (length(message_id) <= 998),
  -- The Message-ID with which the conversation began.
  thread text collate "C" not null,
  reply_to text collate "C",
  subject text not null check (length(subject) <= 1000),
  sender jsonb,
  recipients jsonb not null,
  sent_at timestamptz not null,
  direction text not null check (direction in ('in', 'out')),
  -- Cleaned; null when the mail has a text only.
  html text,
  -- The message as it came or went (RFC 5322), kept as evidence.
  source_hash text references blob,
  state text not null check (state in ('received', 'waiting', 'sending', 'sent', 'failed')),
  -- Of an outgoing one: through which account; null: the firm's own server.
  account_id uuid references groupware_account on delete set null,
  fault text,
  detail text check (length(detail) <= 2000)
);
create index mail_message_thread on mail_message (thread, sent_at);
create index mail_message_source on mail_message (source_hash) where source_hash is not null;
create index mail_message_account on mail_message (account_id) where account_id is not null;

-- In which mailboxes a mail was seen.
create table mail_seen (
  entry_id uuid not null references mail_message on delete cascade,
  account_id uuid not null references groupware_account on delete cascade,
  primary key (entry_id, account_id)
);
create index mail_seen_account on mail_seen (account_id);

-- Pictures inside of the HTML, named there by `cid:`.
create table mail_picture (
  entry_id uuid not null references mail_message on delete cascade,
  content_id text collate "C" not null,
  type text not null,
  hash text not null references blob,
  primary key (entry_id, content_id)
);
create index mail_picture_hash on mail_picture (hash);

-- Mails of watched folders of which nobody knows yet what they are about: their heads only. One that is ignored stays
-- known, so that it does not come again.
create table mail_waiting (
  id uuid primary key,
  account_id uuid not null references groupware_account on delete cascade,
  collection_id uuid not null references groupware_collection on delete cascade,
  remote_id text collate "C" not null,
  message_id text collate "C" not null,
  subject text not null,
  sender jsonb,
  recipients jsonb not null,
  sent_at timestamptz not null,
  direction text not null check (direction in ('in', 'out')),
  has_attachments boolean not null,
  ignored_at timestamptz,
  ignored_by uuid references principal,
  created_at timestamptz not null default now(),
  unique (account_id, message_id)
);
create index mail_waiting_open on mail_waiting (account_id, sent_at desc) where ignored_at is null;
create index mail_waiting_collection on mail_waiting (collection_id);

-- Texts that are written again and again.
create table mail_template (
  id uuid primary key,
  language text not null check (language in ('de', 'en')),
  name text not null check (length(name) between 1 and 100),
  subject text not null check (length(subject) <= 1000),
  text text not null check (length(text) <= 65000),
  updated_by uuid references principal,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
