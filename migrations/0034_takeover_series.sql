-- A series comes over as one, or as the single dates it has in the period.
alter table takeover add column series text not null default 'whole' check (series in ('whole', 'dates'));

-- Of a single date the day it has by the rule; empty of everything else.
alter table takeover_item add column original text not null default '';
alter table takeover_item drop constraint takeover_item_takeover_id_collection_id_remote_id_key;
alter table takeover_item add constraint takeover_item_once unique (takeover_id, collection_id, remote_id, original);
