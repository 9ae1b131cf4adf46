-- The file of an import is thrown away after a while; what became of its rows stays in its counts.
alter table import alter column file_hash drop not null;
create index import_age on import (updated_at) where file_hash is not null;
