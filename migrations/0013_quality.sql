-- How many contacts there were each week, and how many of them had nothing missing or probably wrong.
create table quality_week (
  week date primary key,
  contacts integer not null,
  whole integer not null,
  check (whole <= contacts)
);
