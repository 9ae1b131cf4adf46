import { buffer } from 'node:stream/consumers'
import { readFile } from '#connectors/groupware/files/read-file.ts'
import { writeCard } from '#kernel/groupware/card/write-card.ts'
import type { Files, StoredFile } from '#platform/files.ts'

/** A larger one is no contact. */
const MOST = 25 * 1024 * 1024

/** A contact that somebody dragged out of Outlook (.msg), as a card; undefined when it is something else. */
export async function cardOfMessage(files: Files, file: StoredFile): Promise<StoredFile | undefined> {
  if (file.size > MOST) return undefined
  const bytes = await buffer(await files.open(file.hash))
  const { cards } = await readFile(file.name, bytes, { zone: 'Europe/Berlin', language: 'de' })
  const [card] = cards
  if (!card) return undefined
  const text = writeCard(card.item, { now: Date.now(), photo: card.photo })
  const about = { name: file.name.replace(/\.msg$/i, '.vcf'), type: 'text/vcard', limit: MOST }
  return files.keep(Buffer.from(text), about)
}
