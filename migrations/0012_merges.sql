-- A merge is a run. These contacts became one by it; the first one stayed.
create table merge_part (
  run_id uuid not null references run on delete cascade,
  contact_id uuid not null references contact on delete cascade,
  place integer not null check (place >= 0),
  -- Before they became one; nothing else of them is lost on the way.
  last_activity_at timestamptz not null,
  primary key (run_id, contact_id)
);
create index merge_part_contact on merge_part (contact_id);

-- What moved from the others to the one that stayed: the key of its row in the table of the attachment.
create table merge_move (
  run_id uuid not null references run on delete cascade,
  from_id uuid not null references contact on delete cascade,
  attachment text not null,
  record_key text not null,
  primary key (run_id, attachment, record_key)
);
create index merge_move_from on merge_move (from_id);

-- Once a merge was taken back, the two are two again: erasing one takes its words out of the trail of the other.
create function forget_in_undone_merges() returns trigger language plpgsql as $$
begin
  update journal set diff = '[]' where run_id in (
    select unnest(array[r.id, u.id]) from merge_part p
    join run r on r.id = p.run_id and r.state = 'undone'
    left join run u on u.undoes = r.id
    where p.contact_id = old.id);
  return old;
end
$$;
create trigger contact_forgotten before delete on contact
  for each row execute function forget_in_undone_merges();
