-- The file of an import is thrown away after a while; what became of its rows stays in its counts.
alter table import alter column file_hash drop not null;
create index import_age on import (updated_at) where file_hash is not null;

-- An import asks for thousands of addresses one by one, and each would read the list of what is not yet in the index.
alter index contact_email set (fastupdate = off);
