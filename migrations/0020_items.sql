-- What one unit of a currency was worth in another from a day on. The firm's own rate wins over the ECB's of that day.
create table rate (
  id uuid primary key,
  from_currency text not null check (from_currency ~ '^[A-Z]{3}$'),
  to_currency text not null check (to_currency ~ '^[A-Z]{3}$'),
  day date not null,
  rate numeric(18, 6) not null check (rate > 0),
  source text not null default 'own' check (source in ('own', 'ecb')),
  created_by uuid references principal,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  check (from_currency <> to_currency)
);
create unique index rate_day on rate (from_currency, to_currency, source, day);
create index rate_newest on rate (day, id);

-- A tax by its reason; its rates follow each other in time.
create table tax (
  id uuid primary key,
  -- Where the tax comes with Kontor and rules speak of it; null for the firm's own.
  code text unique check (code ~ '^[a-z0-9-]{1,40}$'),
  name text not null check (length(name) between 1 and 100),
  category text not null check (category in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
  -- Why there is no tax, as it is printed, by language, and its VATEX code.
  reason jsonb not null default '{}',
  reason_code text check (length(reason_code) <= 40),
  country text not null default 'DE' check (country ~ '^[A-Z]{2}$'),
  description text not null default '' check (length(description) <= 1000),
  position integer not null,
  retired_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index tax_name on tax (lower(name));
create table tax_rate (
  tax_id uuid not null references tax on delete cascade,
  valid_from date not null,
  rate numeric(7, 4) not null check (rate between 0 and 100),
  primary key (tax_id, valid_from)
);

-- Products and services.
create table item (
  id uuid primary key,
  kind text not null default 'service' check (kind in ('service', 'product')),
  sku text check (length(sku) between 1 and 100),
  name text not null check (length(name) between 1 and 255),
  description text not null default '' check (length(description) <= 20000),
  -- UN/ECE recommendation 20.
  unit text not null default 'C62' check (unit ~ '^[A-Z0-9]{1,3}$'),
  -- Net, in the currency of the firm; other currencies and later prices stand in `item_price`.
  price numeric(18, 4) not null default 0 check (price >= 0),
  tax_id uuid references tax,
  -- What decides who owes the tax: UStG § 13b.
  nature text not null default 'other' check (nature in ('other', 'building-cleaning', 'construction', 'real-estate')),
  -- How much of the price is work, in per cent: EStG § 35a.
  labour_share numeric(5, 2) check (labour_share between 0 and 100),
  revenue_account text check (revenue_account ~ '^[0-9]{3,9}$'),
  tracks_stock boolean not null default false,
  stock numeric(18, 3) not null default 0,
  retired_at timestamptz,
  search text not null,
  sort_key text collate "C" not null,
  created_by uuid references principal,
  updated_by uuid references principal,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  deleted_by uuid references principal,
  sample boolean not null default false
);
create unique index item_sku on item (lower(sku)) where deleted_at is null;
create index item_name on item (sort_key, id) where deleted_at is null;
create index item_search on item using gin (search gin_trgm_ops) where deleted_at is null;
create index item_tax on item (tax_id);
create index item_bin on item (deleted_at, id) where deleted_at is not null;

-- What an item costs in a currency from a day on; the firm's own currency too, when a price rises.
create table item_price (
  item_id uuid not null references item on delete cascade,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  valid_from date not null,
  price numeric(18, 4) not null check (price >= 0),
  primary key (item_id, currency, valid_from)
);

-- What came into stock and left it; `item.stock` is their sum.
create table stock_movement (
  id uuid primary key,
  item_id uuid not null references item on delete cascade,
  quantity numeric(18, 3) not null check (quantity <> 0),
  reason text not null check (reason in ('purchase', 'count', 'correction', 'invoice', 'cancellation')),
  note text not null default '' check (length(note) <= 1000),
  invoice_id uuid,
  created_by uuid references principal,
  created_at timestamptz not null default now()
);
create index stock_movement_item on stock_movement (item_id, created_at desc);
create index stock_movement_invoice on stock_movement (invoice_id) where invoice_id is not null;

-- The logo of the firm: named in its settings, and so that its bytes are kept as long as it is.
alter table setting add column logo_hash text generated always as (value #>> '{firm,logoHash}') stored references blob;
