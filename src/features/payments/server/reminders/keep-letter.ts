import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { renderLetter } from '#features/invoices/server/pdf/render-letter.ts'
import type { House } from '#platform/house.ts'
import { toReminderLetter } from '../../to-reminder-letter.ts'
import type { ReminderPage } from '../../to-reminder-letter.ts'
import type { readLetter } from './read-letters.ts'

const LIMIT = 64 * 1024 * 1024

/** The page of a letter, made once and kept under the hash that comes back. */
export async function keepLetter(
  house: House,
  { id, issued, createdAt, pdfHash }: Awaited<ReturnType<typeof readLetter>>,
): Promise<string> {
  if (pdfHash) return pdfHash
  const bytes = await drawPage(house, issued, { id, now: createdAt })
  const about = { name: `${issued.number}.pdf`, type: 'application/pdf', limit: LIMIT }
  const { hash } = await house.files.keep(bytes, about)
  await sql`update reminder_letter set pdf_hash = ${hash} where id = ${id} and pdf_hash is null`.execute(
    house.db,
  )
  return hash
}

/** Draws the page of a letter. */
export async function drawPage(
  house: House,
  page: ReminderPage,
  made: { id: string; now: string },
): Promise<Uint8Array> {
  const { logoHash } = page.seller
  const logo = logoHash ? await house.files.open(logoHash).then(buffer, () => undefined) : undefined
  return renderLetter(toReminderLetter(page), { ...made, ...(logo && { logo }) })
}
