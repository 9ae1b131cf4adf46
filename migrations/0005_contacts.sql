create extension if not exists btree_gin;

-- A file somebody put somewhere; its bytes are the blob of its hash.
create table file (
  id uuid primary key,
  hash text not null references blob,
  name text not null check (length(name) between 1 and 255),
  type text not null,
  size bigint not null,
  created_by uuid references principal,
  created_at timestamptz not null default now()
);
create index file_hash on file (hash);

-- True when a contact's details have at most one primary of each kind.
create function one_primary_each(details jsonb) returns boolean language sql immutable strict as $$
  select not exists (
    select 1 from jsonb_array_elements(details) d
    where (d ->> 'primary')::boolean group by d ->> 'kind' having count(*) > 1)
$$;

-- Four bits of 64 for each id: whoever asks for all bits of an id finds every record that has it, and few others.
create function marks_of(ids uuid[]) returns bigint language sql immutable parallel safe as $$
  select coalesce(bit_or(
    (1::bigint << (get_byte(uuid_send(id), 15) & 63)) | (1::bigint << (get_byte(uuid_send(id), 14) & 63)) |
    (1::bigint << (get_byte(uuid_send(id), 13) & 63)) | (1::bigint << (get_byte(uuid_send(id), 12) & 63))), 0)
  from unnest(ids) id
$$;

-- Where somebody is, to sort and find by: `DE-50667 koln`, places as DIN 5007-1 orders them; `~`, behind all, without
-- an address. An address without a country is a German one.
create function place_key_of(details jsonb) returns text language sql immutable parallel safe as $$
  select coalesce((
    select coalesce(nullif(a ->> 'country', ''), 'DE') || '-' || coalesce(nullif(replace(a ->> 'postalCode', ' ', ''), ''), '~')
      || ' ' || translate(replace(lower(a ->> 'city'), 'ß', 'ss'), 'äöüéèêàâáíîóôúûñç', 'aoueeeaaaiioouunc')
    from jsonb_path_query_first(details, '$[*] ? (@.kind == "address" && @.primary == true).value') a
    where coalesce(a ->> 'postalCode', '') || coalesce(a ->> 'city', '') <> ''), '~')
$$;

create table contact (
  id uuid primary key,
  -- What lists look at in many rows stands in front, where reaching it costs least.
  search text not null,
  reader_ids uuid[] not null default '{}',
  kind text not null check (kind in ('person', 'company')),
  salutation text check (salutation in ('ms', 'mr', 'family', 'firm', 'neutral')),
  title text check (length(title) <= 100),
  first_name text check (length(first_name) <= 255),
  last_name text check (length(last_name) <= 255),
  company_name text check (length(company_name) <= 255),
  company_id uuid references contact,
  position text check (length(position) <= 255),
  industry text check (length(industry) <= 255),
  description text check (length(description) <= 65000),
  type_id uuid references label,
  temperature_id uuid references label,
  class text check (class in ('A', 'B', 'C')),
  currency text check (currency ~ '^[A-Z]{3}$'),
  language text check (language ~ '^[a-z]{2}$'),
  birthday date,
  vat_id text check (length(vat_id) <= 40),
  details jsonb not null default '[]' check (jsonb_typeof(details) = 'array' and one_primary_each(details)),
  custom jsonb not null default '{}' check (jsonb_typeof(custom) = 'object'),
  tag_ids uuid[] not null default '{}',
  manager_ids uuid[] not null default '{}',
  visibility text not null check (visibility in ('managers', 'read', 'write')),
  photo_hash text references blob,
  thumbnail_hash text references blob,
  -- What follows is made by the program from the above, so that lists and search need nothing else.
  display_name text not null,
  sort_key text collate "C" not null,
  last_name_key text collate "C" not null,
  -- How the words of `search` sound, two bits each; all bits let everything through.
  sounds bit(128) not null default ~ 0::bit(128),
  -- Which letters stand beside each other in `search`, a bit for each pair; all bits let everything through.
  letters bit(256) not null default ~ 0::bit(256),
  -- Under what a contact like this one is looked for, hashed: e-mail, phone, sound of the names.
  match_keys integer[] not null default '{}',
  -- What is missing or probably wrong (`src/features/contacts/flaws.ts`), so that it can be counted.
  flaws text[] not null default '{}',
  last_activity_at timestamptz not null default now(),
  created_by uuid references principal,
  updated_by uuid references principal,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  deleted_by uuid references principal,
  -- Deleted together (a company with its persons) comes back together.
  deletion_id uuid,
  -- Became one with this contact; it lies in the bin, and old links lead on.
  merged_into uuid references contact on delete set null,
  marks bigint not null generated always as
    (marks_of(tag_ids || manager_ids || reader_ids || type_id || temperature_id)) stored,
  place_key text collate "C" not null generated always as (place_key_of(details)) stored,
  run_id uuid,
  sample boolean not null default false,
  check (kind = 'company' or coalesce(first_name, last_name) is not null),
  check (kind = 'person' or company_name is not null),
  check (kind = 'person' or company_id is null)
);

-- What PostgreSQL notes of texts says little of the words in them, and reading it took half of the time of a plan.
alter table contact alter column search set statistics 0;

-- Filters together, because PostgreSQL intersects inside of one index; search and readers apart, so that it leaves out
-- what most rows have (docs/decisions/003). What waits to be put into them is read by every search: none where a row has
-- few keys, little where it has many.
create index contact_find on contact using gin (tag_ids, manager_ids, type_id, temperature_id)
  with (fastupdate = off) where deleted_at is null;
create index contact_search on contact using gin (search gin_trgm_ops)
  with (gin_pending_list_limit = 512) where deleted_at is null;
create index contact_readers on contact using gin (reader_ids) with (fastupdate = off) where deleted_at is null;
-- The sieve of filtered lists (`marks`) stands in each of these, so that a walk reads the index alone; those of words in
-- the text (`sounds`, `letters`) where people look for them.
create index contact_by_name on contact (sort_key, id) include (marks, sounds, letters) where deleted_at is null;
create index contact_by_last_name on contact (last_name_key, id) include (marks) where deleted_at is null;
create index contact_by_created on contact (created_at, id) include (marks) where deleted_at is null;
create index contact_by_updated on contact (updated_at, id) include (marks) where deleted_at is null;
create index contact_by_activity on contact (last_activity_at, id) include (marks) where deleted_at is null;
create index contact_by_place on contact (place_key, id) where deleted_at is null;
create index contact_by_city on contact
  ((case when place_key = '~' then '~' else substr(place_key, strpos(place_key, ' ') + 1) end)) where deleted_at is null;
-- Who may read a contact, for what hangs on it (visits, tasks): counted by the thousand without its wide row.
create index contact_read on contact (id) include (deleted_at, reader_ids);
create index contact_company on contact (company_id) where company_id is not null;
-- An import asks for thousands of keys one by one, and each would read the list of what is not yet in the index.
create index contact_match on contact using gin (match_keys) with (fastupdate = off) where deleted_at is null;
create index contact_flaws on contact using gin (flaws) with (fastupdate = off) where deleted_at is null;
-- Those to whom nothing has happened yet.
create index contact_untouched on contact (id) where last_activity_at <= created_at and deleted_at is null;
create index contact_bin on contact (deleted_at, id) where deleted_at is not null;
create index contact_deletion on contact (deletion_id) where deletion_id is not null;
create index contact_merged on contact (merged_into) where merged_into is not null;
create index contact_run on contact (run_id) where run_id is not null;
create index contact_sample on contact (id) where sample;

-- The live contacts of each manager in the order by name, with all sieves (docs/decisions/003). Nothing but the triggers
-- writes here.
create table contact_manager (
  manager_id uuid not null,
  id uuid not null,
  marks bigint not null,
  sounds bit(128) not null,
  letters bit(256) not null,
  sort_key text collate "C" not null,
  primary key (manager_id, sort_key, id) include (marks, sounds, letters)
);

create function keep_contact_manager() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    delete from contact_manager k
    where k.manager_id = any (old.manager_ids) and k.sort_key = old.sort_key and k.id = old.id;
  end if;
  if tg_op <> 'DELETE' and new.deleted_at is null then
    insert into contact_manager (manager_id, id, marks, sounds, letters, sort_key)
    select distinct m, new.id, new.marks, new.sounds, new.letters, new.sort_key from unnest(new.manager_ids) m;
  end if;
  return null;
end $$;

create trigger contact_manager_kept after insert or delete on contact
  for each row execute function keep_contact_manager();
create trigger contact_manager_changed after update on contact for each row
  when ((old.manager_ids, old.sort_key, old.marks, old.sounds, old.letters, old.deleted_at)
    is distinct from (new.manager_ids, new.sort_key, new.marks, new.sounds, new.letters, new.deleted_at))
  execute function keep_contact_manager();
