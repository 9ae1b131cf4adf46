import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { fileName } from '#kernel/file-name.ts'

/** A file of the archive as its index says it. */
export interface IndexedFile {
  path: string
  kind: 'file' | 'version' | 'picture' | 'former picture' | 'import' | 'other'
  /** The file, the contact or the import it belongs to. */
  recordId: string | null
  name: string
  type: string
  size: number
  sha256: string
}

export interface FileRow {
  kind: IndexedFile['kind']
  recordId: string | null
  number: number
  name: string
  type: string
  hash: string
  size: number
}

/** Every stored content under what it is, and at the end what nobody names; only small pictures are left out. */
export const fileRows: RawBuilder<FileRow> = sql<FileRow>`
  with named as (
    select 'file' as kind, f.id as record_id, 0 as number, f.name, f.type, f.hash from file f
    union all
    select 'version', v.file_id, v.number, f.name, v.type, v.hash
      from file_version v join file f on f.id = v.file_id where v.hash <> f.hash
    union all
    select 'picture', c.id, 0, c.display_name, 'image/webp', c.photo_hash
      from contact c where c.photo_hash is not null
    union all
    select 'former picture', p.contact_id, 0, c.display_name, 'image/webp', p.photo_hash
      from former_picture p join contact c on c.id = p.contact_id
    union all
    select 'import', i.id, 0, i.file_name, 'application/octet-stream', i.file_hash
      from import i where i.file_hash is not null
  ), small as (
    select thumbnail_hash as hash from contact where thumbnail_hash is not null
    union all select thumbnail_hash from former_picture
  )
  select n.*, b.size from named n join blob b on b.hash = n.hash
  union all
  select 'other', null, 0, b.hash, 'application/octet-stream', b.hash, b.size from blob b
  where not exists (select 1 from named n where n.hash = b.hash)
    and not exists (select 1 from small s where s.hash = b.hash)`

/** Where a file stands in the archive: under its own name, in a folder of its record. */
export function indexFile(row: FileRow, folder: string): IndexedFile {
  const { kind, recordId, number, type, size, hash } = row
  const name = fileName(row.name)
  const picture = `${name} ${recordId?.slice(-8)}`
  const places: Record<FileRow['kind'], string> = {
    file: `${recordId}/${name}`,
    version: `${recordId}/version-${number}/${name}`,
    picture: `pictures/${picture}.webp`,
    'former picture': `pictures/former/${picture} ${hash.slice(0, 8)}.webp`,
    import: `imports/${recordId}/${name}`,
    other: `other/${hash}`,
  }
  return { path: `${folder}/${places[kind]}`, kind, recordId, name: row.name, type, size, sha256: hash }
}
