-- The UID an item has in other mailboxes, where its server gave it another than ours: by it a colleague's copy of the
-- same meeting is known.
alter table groupware_link add column uid_there text;
create index groupware_link_uid_there on groupware_link (uid_there) where uid_there is not null;
-- Tombstones are swept by age.
create index groupware_link_gone on groupware_link (updated_at) where state in ('goneHere', 'goneThere');
