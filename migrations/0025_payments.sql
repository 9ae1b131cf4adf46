-- A bank statement as it was read from a file (CAMT.053).
create table bank_statement (
  id uuid primary key,
  iban text not null,
  -- What the bank calls it; the same one is not read twice.
  reference text not null check (length(reference) between 1 and 200),
  from_day date,
  to_day date,
  opening numeric(18, 2),
  closing numeric(18, 2),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  file_hash text references blob,
  created_by uuid references principal,
  created_at timestamptz not null default now()
);
create unique index bank_statement_reference on bank_statement (iban, reference);
create index bank_statement_file on bank_statement (file_hash) where file_hash is not null;
create table bank_entry (
  id uuid primary key,
  statement_id uuid not null references bank_statement on delete cascade,
  position integer not null,
  -- Positive: money that came in.
  amount numeric(18, 2) not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  booked_on date not null,
  value_on date,
  name text not null default '',
  iban text not null default '',
  purpose text not null default '',
  end_to_end text not null default '',
  state text not null default 'open' check (state in ('open', 'matched', 'ignored')),
  version integer not null default 1
);
create unique index bank_entry_position on bank_entry (statement_id, position);
create index bank_entry_open on bank_entry (booked_on desc, id desc) where state = 'open';

create table payment (
  id uuid primary key,
  invoice_id uuid not null references invoice,
  -- Skonto and what is given up settle an invoice as money does; a refund is negative.
  kind text not null default 'payment' check (kind in ('payment', 'skonto', 'writeoff', 'refund', 'setoff')),
  amount numeric(18, 2) not null check (amount <> 0),
  day date not null,
  note text not null default '' check (length(note) <= 500),
  bank_entry_id uuid references bank_entry,
  created_by uuid references principal,
  created_at timestamptz not null default now(),
  -- Taken back, not deleted.
  revoked_at timestamptz,
  revoked_by uuid references principal
);
create index payment_invoice on payment (invoice_id, day);
create index payment_entry on payment (bank_entry_id) where bank_entry_id is not null;
create index payment_day on payment (day, id);

-- A reminder that was sent: level 1 to 3, with what it asks for on top.
create table reminder_letter (
  id uuid primary key,
  number text unique not null,
  contact_id uuid not null references contact,
  level integer not null check (level between 1 and 3),
  day date not null,
  due_date date not null,
  language text not null check (language in ('de', 'en')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  fee numeric(18, 2) not null default 0,
  interest numeric(18, 2) not null default 0,
  total numeric(18, 2) not null,
  -- The invoices it asks for, with what was open and the interest of each, as printed.
  issued jsonb not null,
  pdf_hash text references blob,
  sent_at timestamptz,
  created_by uuid references principal,
  created_at timestamptz not null default now(),
  sample boolean not null default false
);
create index reminder_letter_contact on reminder_letter (contact_id, day desc);
create index reminder_letter_pdf on reminder_letter (pdf_hash) where pdf_hash is not null;
create table reminder_letter_invoice (
  letter_id uuid not null references reminder_letter on delete cascade,
  invoice_id uuid not null references invoice,
  primary key (letter_id, invoice_id)
);
create index reminder_letter_of_invoice on reminder_letter_invoice (invoice_id);
alter table document_mail add foreign key (letter_id) references reminder_letter on delete cascade;

-- Basiszinssatz of the Bundesbank (BGB § 247), and Austria's and Switzerland's like.
create table base_rate (
  country text not null check (country in ('DE', 'AT', 'CH')),
  valid_from date not null,
  percent numeric(6, 3) not null,
  primary key (country, valid_from)
);
insert into base_rate (country, valid_from, percent) values
  ('DE', '2016-07-01', -0.88), ('DE', '2023-01-01', 1.62), ('DE', '2023-07-01', 3.12), ('DE', '2024-01-01', 3.62),
  ('DE', '2024-07-01', 3.37), ('DE', '2025-01-01', 2.27), ('DE', '2025-07-01', 1.27);

-- The number under which a customer stands in the books (Debitorenkonto); once given, it stays. A customer who was two
-- before a merge has two, and is booked under the first.
create table debtor (
  number integer primary key check (number between 10000 and 69999999),
  contact_id uuid not null references contact
);
create index debtor_contact on debtor (contact_id);
