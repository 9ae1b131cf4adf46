-- Where numbers come from: `RE-{YYYY}-{####}` counts anew each year when it has the year in it and says so.
create table number_range (
  id uuid primary key,
  kind text not null check (kind in ('quote', 'confirmation', 'invoice', 'cancellation', 'correction', 'reminder')),
  name text not null check (length(name) between 1 and 100),
  pattern text not null check (length(pattern) between 1 and 60),
  first integer not null default 1 check (first >= 0),
  yearly boolean not null default true,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index number_range_active on number_range (kind) where active;
-- The last number given; its row is locked by whoever issues, until that is committed.
create table number_counter (
  range_id uuid not null references number_range on delete cascade,
  period text not null,
  last integer not null,
  primary key (range_id, period)
);

create table payment_term (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  days integer not null check (days between 0 and 3650),
  skonto_days integer check (skonto_days between 1 and 3650),
  skonto_percent numeric(5, 2) check (skonto_percent > 0 and skonto_percent < 100),
  is_default boolean not null default false,
  position integer not null,
  retired_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  check ((skonto_days is null) = (skonto_percent is null)),
  check (skonto_days is null or skonto_days <= days)
);
create unique index payment_term_name on payment_term (lower(name));
create unique index payment_term_default on payment_term (is_default) where is_default;

-- Texts to choose from: how a document begins and ends, what the mail with it says. With placeholders.
create table text_block (
  id uuid primary key,
  place text not null check (place in ('intro', 'closing', 'mail', 'reminder')),
  -- The kind of document it is for; null: all.
  kind text,
  language text not null check (language in ('de', 'en')),
  name text not null check (length(name) between 1 and 100),
  text text not null check (length(text) <= 20000),
  is_default boolean not null default false,
  position integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index text_block_name on text_block (place, language, lower(name));

-- That a customer cleans buildings or builds himself, by form USt 1 TG: then he owes the tax (UStG § 13b).
create table certificate (
  id uuid primary key,
  contact_id uuid not null references contact on delete cascade,
  type text not null check (type in ('cleaning', 'construction')),
  tax_office text not null default '' check (length(tax_office) <= 255),
  number text not null default '' check (length(number) <= 100),
  valid_from date not null,
  valid_to date not null,
  file_id uuid references file,
  -- When a task said that it ends.
  warned_at timestamptz,
  created_by uuid references principal,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  check (valid_from <= valid_to)
);
create index certificate_contact on certificate (contact_id, type, valid_to);
create index certificate_end on certificate (valid_to);
create index certificate_file on certificate (file_id) where file_id is not null;

-- A contract that writes an invoice each period.
create table invoice_plan (
  id uuid primary key,
  search text not null,
  contact_id uuid not null references contact,
  title text not null check (length(title) between 1 and 255),
  every integer not null default 1 check (every between 1 and 120),
  unit text not null check (unit in ('week', 'month', 'quarter', 'year')),
  -- The day the period begins that is billed next; behind the end when it is over.
  next_day date not null,
  start_day date not null,
  end_day date,
  -- The invoice is written so many days after its period begins (negative: before).
  lead_days integer not null default 0 check (lead_days between -60 and 120),
  -- Written as a draft, or issued and sent at once.
  then_do text not null default 'draft' check (then_do in ('draft', 'issue', 'send')),
  -- What the invoice says, as one is created: lines, texts, terms.
  template jsonb not null,
  -- What prices are raised by, and from which day on.
  raises jsonb not null default '[]',
  -- What a period comes to, as it was reckoned last.
  net numeric(18, 2) not null default 0,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Why its invoice could not be written, and when that was tried last.
  stuck text,
  stuck_at timestamptz,
  paused boolean not null default false,
  created_by uuid references principal,
  updated_by uuid references principal,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  deleted_by uuid references principal,
  sample boolean not null default false,
  check (start_day <= end_day),
  check (start_day <= next_day),
  check ((stuck is null) = (stuck_at is null))
);
create index invoice_plan_next on invoice_plan (next_day) where deleted_at is null and not paused;
create index invoice_plan_contact on invoice_plan (contact_id);

-- Quotes, order confirmations, invoices and what takes them back.
create table invoice (
  id uuid primary key,
  search text not null,
  kind text not null check (kind in ('quote', 'confirmation', 'invoice', 'downpayment', 'partial', 'final', 'correction', 'cancellation')),
  status text not null default 'draft' check (status in ('draft', 'issued', 'paid', 'accepted', 'rejected', 'cancelled')),
  number text unique,
  contact_id uuid not null references contact,
  recipient_id uuid references contact,
  opportunity_id uuid references opportunity on delete set null,
  project_id uuid references project on delete set null,
  -- The document it was made from: the quote of a confirmation, the invoice that it corrects or cancels.
  source_id uuid references invoice,
  plan_id uuid references invoice_plan on delete set null,
  -- The first day of the period that the plan billed with it.
  plan_day date,
  subject text not null default '' check (length(subject) <= 255),
  date date not null,
  due_date date not null,
  service_from date,
  service_to date,
  language text not null check (language in ('de', 'en')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- What one unit of its currency is worth in the firm's own.
  rate numeric(18, 6) not null default 1 check (rate > 0),
  order_number text not null default '' check (length(order_number) <= 255),
  buyer_reference text not null default '' check (length(buyer_reference) <= 255),
  intro text not null default '' check (length(intro) <= 20000),
  terms text not null default '' check (length(terms) <= 20000),
  notes text not null default '' check (length(notes) <= 20000),
  payment_term_id uuid references payment_term,
  skonto_days integer check (skonto_days between 1 and 3650),
  skonto_percent numeric(5, 2) check (skonto_percent > 0 and skonto_percent < 100),
  discount_percent numeric(7, 4) not null default 0 check (discount_percent between 0 and 100),
  format text not null default 'zugferd' check (format in ('pdf', 'zugferd', 'xrechnung-ubl', 'xrechnung-cii')),
  -- Earlier invoices whose amounts a final invoice takes off.
  deducted_ids uuid[] not null default '{}',
  -- What it comes to; kept with every change, frozen when it is issued. Negative in a cancellation.
  net numeric(18, 2) not null default 0,
  tax numeric(18, 2) not null default 0,
  gross numeric(18, 2) not null default 0,
  payable numeric(18, 2) not null default 0,
  totals jsonb not null default '{}',
  -- What of it was paid, Skonto and what was given up included; kept by payments.
  settled numeric(18, 2) not null default 0,
  -- Everything it says, as it was issued; PDF and XML are made of nothing else.
  issued jsonb,
  issued_at timestamptz,
  issued_by uuid references principal,
  xml_hash text references blob,
  pdf_hash text references blob,
  sent_at timestamptz,
  reminder_level integer not null default 0 check (reminder_level between 0 and 9),
  -- When somebody was told that it is overdue: once.
  overdue_told_at timestamptz,
  sort_key text collate "C" not null default '',
  created_by uuid references principal,
  updated_by uuid references principal,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  deleted_by uuid references principal,
  sample boolean not null default false,
  check (due_date >= date),
  check (service_from <= service_to),
  check ((number is null) = (status = 'draft') and (number is null) = (issued is null) and (number is null) = (issued_at is null)),
  check (number is null or deleted_at is null),
  check ((skonto_days is null) = (skonto_percent is null)),
  check ((plan_id is null) or (plan_day is not null))
);
create index invoice_date on invoice (date desc, id desc) where deleted_at is null;
create index invoice_number on invoice (sort_key desc, id desc) where deleted_at is null;
create index invoice_status on invoice (status, due_date, id) where deleted_at is null;
create index invoice_contact on invoice (contact_id, date desc);
create index invoice_recipient on invoice (recipient_id) where recipient_id is not null;
create index invoice_opportunity on invoice (opportunity_id) where opportunity_id is not null;
create index invoice_project on invoice (project_id) where project_id is not null;
create index invoice_source on invoice (source_id) where source_id is not null;
create index invoice_deducted on invoice using gin (deducted_ids);
create index invoice_search on invoice using gin (search gin_trgm_ops) where deleted_at is null;
create index invoice_bin on invoice (deleted_at, id) where deleted_at is not null;
create unique index invoice_plan_period on invoice (plan_id, plan_day) where plan_id is not null and deleted_at is null;
create index invoice_term on invoice (payment_term_id) where payment_term_id is not null;
create index invoice_xml on invoice (xml_hash) where xml_hash is not null;
-- Issued, and its page still to be made.
create index invoice_unkept on invoice (id) where number is not null and pdf_hash is null;
create index invoice_pdf on invoice (pdf_hash) where pdf_hash is not null;

create table invoice_line (
  id uuid primary key,
  invoice_id uuid not null references invoice on delete cascade,
  position integer not null,
  -- A heading and a sub-total stand between lines that cost something.
  kind text not null default 'item' check (kind in ('item', 'heading', 'text', 'subtotal')),
  item_id uuid references item,
  text text not null default '' check (length(text) <= 20000),
  quantity numeric(18, 4) not null default 1,
  unit text not null default 'C62' check (unit ~ '^[A-Z0-9]{1,3}$'),
  price numeric(18, 4) not null default 0,
  discount_percent numeric(7, 4) not null default 0 check (discount_percent between 0 and 100),
  -- Chosen by hand; null: by the rules of tax cases.
  tax_id uuid references tax,
  nature text not null default 'other' check (nature in ('other', 'building-cleaning', 'construction', 'real-estate')),
  labour_share numeric(5, 2) check (labour_share between 0 and 100),
  service_from date,
  service_to date,
  -- Offered in a quote to choose from; not in its total.
  optional boolean not null default false,
  check (service_from <= service_to)
);
create index invoice_line_invoice on invoice_line (invoice_id, position);
create index invoice_line_item on invoice_line (item_id) where item_id is not null;
create index invoice_line_tax on invoice_line (tax_id) where tax_id is not null;
alter table stock_movement add foreign key (invoice_id) references invoice;

-- The mails with which documents left the house, also those that ask for money (see payments).
create table document_mail (
  id uuid primary key,
  invoice_id uuid references invoice on delete cascade,
  letter_id uuid,
  -- Gone when it was sent long ago.
  mail_id uuid references mail on delete set null,
  -- Through somebody's account it is a mail of the timeline instead; held: it still waits for its files.
  entry_id uuid references history_entry on delete set null,
  held boolean not null default false,
  attach text not null check (attach in ('pdf', 'xml', 'both')),
  -- How it stood when it was written down last with its document; null: not yet.
  told text check (told in ('sent', 'failed', 'not sent')),
  created_by uuid references principal,
  created_at timestamptz not null default now(),
  check (num_nonnulls(invoice_id, letter_id) = 1)
);
create index document_mail_invoice on document_mail (invoice_id, id desc) where invoice_id is not null;
create index document_mail_letter on document_mail (letter_id, id desc) where letter_id is not null;
create index document_mail_mail on document_mail (mail_id) where mail_id is not null;
create index document_mail_entry on document_mail (entry_id) where entry_id is not null;
-- Whose documents still have to be told how it went; a mail that failed may be tried again.
create index document_mail_untold on document_mail (id) where told is distinct from 'sent';

-- What was issued stays as it was: only what happens to it afterwards may be written (GoBD 3.2.5), and where it
-- belongs when two contacts become one: whom it was for stands in what was frozen.
create function invoice_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'an issued invoice is not deleted' using errcode = 'restrict_violation';
  end if;
  if (to_jsonb(old) - '{status,settled,sent_at,reminder_level,overdue_told_at,xml_hash,pdf_hash,contact_id,recipient_id,opportunity_id,project_id,plan_id,search,updated_by,updated_at,version,sample}'::text[])
      <> (to_jsonb(new) - '{status,settled,sent_at,reminder_level,overdue_told_at,xml_hash,pdf_hash,contact_id,recipient_id,opportunity_id,project_id,plan_id,search,updated_by,updated_at,version,sample}'::text[])
    or (old.xml_hash is not null and old.xml_hash is distinct from new.xml_hash)
    or (old.pdf_hash is not null and old.pdf_hash is distinct from new.pdf_hash) then
    raise exception 'an issued invoice is not changed' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger invoice_stays before update or delete on invoice
  for each row when (old.number is not null and not old.sample) execute function invoice_stays();

create function invoice_line_stays() returns trigger language plpgsql as $$
begin
  if exists (select 1 from invoice where id = coalesce(old.invoice_id, new.invoice_id) and number is not null and not sample) then
    raise exception 'a line of an issued invoice is not changed' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end
$$;
create trigger invoice_line_stays before insert or update or delete on invoice_line
  for each row execute function invoice_line_stays();

-- Every issued document and every file made of it, each sealed with the seal before.
create table seal (
  number bigint primary key check (number >= 1),
  invoice_id uuid not null references invoice,
  part text not null check (part in ('document', 'xml', 'pdf')),
  -- SHA-256 of what is sealed, and of this line with the one before.
  content text not null,
  seal text not null,
  sealed_at timestamptz not null default now()
);
create unique index seal_part on seal (invoice_id, part);
