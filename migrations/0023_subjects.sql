-- What tasks, appointments and entries of the timeline are about besides a contact. Whoever sees all of what a row is
-- about may see the row.
alter table task
  add column opportunity_id uuid references opportunity on delete cascade,
  add column event_id uuid references event on delete cascade,
  add column project_id uuid references project on delete cascade;
create index task_opportunity on task (opportunity_id, due_at) where opportunity_id is not null;
create index task_event on task (event_id, due_at) where event_id is not null;
create index task_project on task (project_id, due_at) where project_id is not null;

alter table appointment
  add column opportunity_id uuid references opportunity on delete set null,
  add column event_id uuid references event on delete set null,
  add column project_id uuid references project on delete set null;
create index appointment_opportunity on appointment (opportunity_id, starts_at) where opportunity_id is not null;
create index appointment_event on appointment (event_id, starts_at) where event_id is not null;
create index appointment_project on appointment (project_id, starts_at) where project_id is not null;

alter table history_entry
  alter column contact_id drop not null,
  add column opportunity_id uuid references opportunity on delete cascade,
  add column event_id uuid references event on delete cascade,
  add column project_id uuid references project on delete cascade,
  add check (num_nonnulls(contact_id, opportunity_id, event_id, project_id) >= 1);
create index history_entry_opportunity on history_entry (opportunity_id, at desc, id desc) where opportunity_id is not null;
create index history_entry_event on history_entry (event_id, at desc, id desc) where event_id is not null;
create index history_entry_project on history_entry (project_id, at desc, id desc) where project_id is not null;
