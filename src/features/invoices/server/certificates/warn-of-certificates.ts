import { sql } from 'kysely'
import { createTask } from '#features/tasks/server/create-task.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { Chore } from '#platform/jobs.ts'
import { dayAfter, writtenDay } from '../../due.ts'
import { firmToday } from '../drafts/new-draft.ts'
import { KONTOR } from '../plans/plan-state.ts'
import type { InvoicesDb } from '../tables.ts'

/** So many days before a certificate ends somebody is asked to get the next one. */
const AHEAD = 60
/** By then, so many days before, it should be there. */
const IN_HAND = 30

/** Every night: a task for whoever looks after a certificate that ends soon, once, unless the next one is there. */
export const warnOfCertificates: Chore = {
  name: 'certificates that end',
  async run(house) {
    const db = house.db as Database<InvoicesDb>
    const today = await firmToday(db)
    while (await transaction(db, (tx) => warnOfOne(tx, today)));
  },
}

interface Ending {
  id: string
  contactId: string
  contactName: string
  validTo: string
  number: string
  keeperId: string | null
  language: 'de' | 'en' | null
}

async function warnOfOne(tx: Tx<InvoicesDb>, today: string): Promise<boolean> {
  const [ending] = await takeEnding(tx, today)
  if (!ending) return false
  const { id, contactId, contactName, validTo, number, keeperId, language } = ending
  await tx
    .updateTable('certificate')
    .set({ warnedAt: sql<string>`now()` })
    .where('id', '=', id)
    .execute()
  if (!keeperId) return true
  const inHand = dayAfter(validTo, -IN_HAND)
  const { title, text } = WORDS[language ?? 'de']
  await createTask(tx, KONTOR, {
    title: `${title}: ${contactName}`.slice(0, 255),
    description: text(writtenDay(validTo, language ?? 'de'), number),
    contactId,
    assigneeId: keeperId,
    dueDate: inHand < today ? today : inHand,
  })
  return true
}

/**
 * The next certificate that ends within the time, as system, with who looks after it: whoever entered it, else whoever
 * made the contact, else an administrator.
 */
async function takeEnding(tx: Tx<InvoicesDb>, today: string): Promise<Ending[]> {
  const { rows } = await sql<Ending>`
    select r.id, r.contact_id, c.display_name as contact_name, r.valid_to, r.number, k.id as keeper_id, k.language
    from certificate r join contact c on c.id = r.contact_id and c.deleted_at is null
    left join lateral (
      select u.id, u.language from app_user u
      where u.deactivated_at is null and (u.role = 'admin' or (u.role = 'user' and u.id in (r.created_by, c.created_by)))
      order by u.id = r.created_by desc, u.id = c.created_by desc, u.id limit 1) k on true
    where r.warned_at is null and r.valid_to >= ${today}::date and r.valid_to <= ${today}::date + ${AHEAD}::integer
      and not exists (
        select 1 from certificate n
        where n.contact_id = r.contact_id and n.type = r.type and n.id <> r.id and n.valid_to > r.valid_to
          and n.valid_from <= r.valid_to + 1)
    order by r.valid_to, r.id limit 1 for update of r skip locked`.execute(tx)
  return rows
}

const named = (number: string) => (number ? ` ${number}` : '')

const WORDS = {
  de: {
    title: 'Bescheinigung USt 1 TG läuft ab',
    text: (day: string, number: string) =>
      `Die Bescheinigung${named(number)} gilt bis ${day}. Bitten Sie den Kunden rechtzeitig um eine neue: ohne sie berechnen Sie danach wieder Umsatzsteuer (§ 13b Abs. 5 UStG). Eintragen: beim Kunden unter „Rechnungen“.`,
  },
  en: {
    title: 'Certificate USt 1 TG expires',
    text: (day: string, number: string) =>
      `The certificate${named(number)} is valid until ${day}. Ask the customer for a new one in time: without it you charge VAT again afterwards (§ 13b (5) UStG). Enter it with the customer under “Invoices”.`,
  },
}
