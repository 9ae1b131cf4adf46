import { buffer } from 'node:stream/consumers'
import { readEntries, readEntry } from '#features/history/server/read-entries.ts'
import type { HistoryItem } from '#features/history/history.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import type { MailsDb } from './tables.ts'

/** No page is larger than this, whatever pictures a mail brings. */
const PICTURES = 10 * 1024 * 1024

/** The HTML of a mail as a page of its own; pictures from elsewhere only when they are asked for. */
export async function showMail(
  db: Database<MailsDb>,
  by: By,
  { files, id, pictures }: { files: Files; id: string; pictures: boolean },
): Promise<string> {
  await readEntry(db, by, id)
  const mail = await db.selectFrom('mailMessage').select('html').where('entryId', '=', id).executeTakeFirst()
  if (!mail || mail.html === null) throw missing()
  const inside = await picturesOf(db, files, id)
  const html = mail.html.replaceAll(/src="cid:([^"]*)"/gi, (_, name: string) => {
    const found = inside.get(unescaped(name))
    return found === undefined ? '' : `src="${found}"`
  })
  const shown = pictures ? html.replaceAll(' data-src="', ' src="') : html
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><style>${STYLE}</style></head><body>${shown}</body></html>`
}

/** What a browser may do with it: no script, no form, nothing from elsewhere unless pictures were asked for. */
export function policyOf(pictures: boolean): string {
  const from = pictures ? 'data: https: http:' : 'data:'
  return `default-src 'none'; style-src 'unsafe-inline'; img-src ${from}; frame-ancestors 'self'; form-action 'none'; base-uri 'none'; sandbox allow-popups allow-popups-to-escape-sandbox`
}

/** The mails of its conversation that `by` sees, the oldest first. */
export async function readThread(db: Database<MailsDb>, by: By, id: string): Promise<HistoryItem[]> {
  await readEntry(db, by, id)
  const rows = await db
    .selectFrom('mailMessage as m')
    .innerJoin('mailMessage as own', 'own.thread', 'm.thread')
    .select('m.entryId')
    .where('own.entryId', '=', id)
    .orderBy('m.sentAt')
    .orderBy('m.entryId')
    .limit(200)
    .execute()
  return readEntries(
    db,
    by,
    rows.map(({ entryId }) => entryId),
  )
}

async function picturesOf(db: Database<MailsDb>, files: Files, id: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('mailPicture')
    .select(['contentId', 'type', 'hash'])
    .where('entryId', '=', id)
    .execute()
  const found = new Map<string, string>()
  let size = 0
  for (const { contentId, type, hash } of rows) {
    const bytes = await buffer(await files.open(hash))
    size += bytes.length
    if (size > PICTURES) break
    found.set(contentId, `data:${type};base64,${bytes.toString('base64')}`)
  }
  return found
}

function unescaped(name: string): string {
  return decoded(name.replaceAll('&amp;', '&').replaceAll('&quot;', '"'))
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

const STYLE =
  ':root{color-scheme:light}body{margin:12px 20px;font:14px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}blockquote{margin:0 0 0 8px;padding-left:12px;border-left:2px solid #ccc;color:#555}'
