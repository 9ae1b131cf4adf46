import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { createContacts } from '#features/contacts/server/create-contacts.ts'
import type { Made } from '#features/contacts/server/create-contacts.ts'
import { deleteContact, eraseContact } from '#features/contacts/server/delete-contact.ts'
import type { ContactNew } from '#features/contacts/contact.ts'
import type { DetailInput } from '#features/contacts/detail.ts'
import { writeEntry } from '#features/history/server/write-entry.ts'
import { deleteLabel } from '#features/labels/server/labels.ts'
import type { LabelUse } from '#features/labels/server/use.ts'
import { changeSettings } from '#features/settings/server/settings.ts'
import { Problem } from '#kernel/problem.ts'
import type { By, Language } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { announce } from '#platform/journal.ts'
import { DEFAULT_LABELS } from '../default-labels.ts'
import { sampleContacts } from '../sample-firm.ts'
import type { SampleContact } from '../sample-firm.ts'
import { SERVICES } from '../sample-sectors.ts'
import type { Placed } from './placed.ts'
import { removeLife } from './remove-life.ts'
import { forgetSales, removeSales } from './remove-sales.ts'
import { addLife, teamOf } from './sample-life.ts'
import type { Life } from './sample-life.ts'
import { addSales } from './sample-sales.ts'
import type { Sales } from './sample-sales.ts'
import type { SetupDb } from './tables.ts'

const KEY = 'sample-data'

/** Puts the sample firm in: its address book, what it has to do and what it sells, through the same actions as everybody's. */
export async function addSampleData(tx: Tx<SetupDb>, by: By, house: House): Promise<void> {
  const run: By = { ...by, runId: randomUUIDv7() }
  const labels = await labelIds(tx, by.language)
  const tagsBefore = await tagIds(tx)
  const groups = sampleContacts()
  const add = async (samples: Employed[]): Promise<Placed[]> => {
    const inputs = samples.map((sample) => inputOf(sample, labels, by.language))
    const ids = (await createContacts(tx, run, inputs)).map(idOf)
    await takeNotes(tx, run, samples, ids)
    return samples.map((sample, at) => ({ id: ids[at] ?? '', sample, companyId: sample.companyId }))
  }
  const firms = await add(groups.flatMap(({ company }) => company ?? []))
  const employers = firms.values()
  const persons = groups.flatMap((group) => {
    const companyId = group.company && employers.next().value?.id
    return group.persons.map((person) => (companyId ? { ...person, companyId } : person))
  })
  const contacts = [...firms, ...(await add(persons))]
  const team = await teamOf(tx, run)
  const life = await addLife(tx, run, house, { contacts, team })
  await sql`update contact set sample = true, run_id = null where run_id = ${run.runId}`.execute(tx)
  const sales = await addSales(tx, run, { contacts, team })
  const tags = (await tagIds(tx)).filter((id) => !tagsBefore.includes(id))
  const value = json({ tags, run: run.runId, life, sales } satisfies Remembered)
  await tx
    .insertInto('setting')
    .values({ key: KEY, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute()
  await changeSettings(tx, by, { patch: { sampleData: true } })
}

function idOf(made: Made): string {
  if (made instanceof Problem) throw made
  return made
}

async function takeNotes(
  tx: Tx<SetupDb>,
  by: By,
  samples: readonly SampleContact[],
  ids: readonly string[],
): Promise<void> {
  for (const [at, { notes }] of samples.entries()) {
    for (const { text, daysAgo } of notes) {
      const day = new Date(Date.now() - daysAgo * DAY).toISOString()
      await writeEntry(tx, by, { contactId: ids[at] ?? '', category: 'note', text, at: day })
    }
  }
}

/** A sample contact with the company that was made for it. */
type Employed = SampleContact & { companyId?: string }

const DAY = 24 * 60 * 60 * 1000

/**
 * Takes the sample firm out again, notes and all. What nobody touched is erased; a sample record that somebody changed,
 * and a sample contact that somebody wrote about, plans for or put others under, goes to the bin, so that no work is
 * lost. Tags that came along and are unused go too.
 */
export async function removeSampleData(tx: Tx<SetupDb>, by: By, uses: readonly LabelUse[]): Promise<void> {
  const run: By = { ...by, runId: randomUUIDv7() }
  const came = await takeRemembered(tx)
  if (came.life) await removeLife(tx, run, came.life, came.run)
  await removeSales(tx, run, came.run)
  const { rows } = await sql<{ id: string; touched: boolean; inBin: boolean }>`
    select id, deleted_at is not null as in_bin,
      version > 1 or last_activity_at > created_at
        or exists (select 1 from contact p where p.company_id = c.id and not p.sample)
        or exists (
          select 1 from history_entry h
          where h.contact_id = c.id and (h.version > 1 or h.run_id is distinct from ${came.run ?? null}))
        or exists (select 1 from task t where t.contact_id = c.id)
        or exists (select 1 from appointment a where a.contact_id = c.id)
        or exists (select 1 from appointment_attendee g where g.contact_id = c.id)
        or exists (select 1 from visit_chain h where h.contact_id = c.id)
        or exists (select 1 from opportunity_participant p where p.contact_id = c.id)
        or exists (select 1 from invoice i where c.id in (i.contact_id, i.recipient_id))
        or exists (select 1 from invoice_plan i where i.contact_id = c.id)
        or exists (select 1 from reminder_letter l where l.contact_id = c.id) as touched
    from contact c where sample order by kind desc, id for update`.execute(tx)
  for (const { id, touched, inBin } of rows) {
    if (!touched || (inBin && !(await isBilled(tx, id)))) await eraseContact(tx, run, id)
    else if (!inBin) await deleteContact(tx, run, { id })
  }
  await sql`update contact set sample = false where sample`.execute(tx)
  if (came.sales) await forgetSales(tx, by, came.sales)
  await removeTags(tx, by, uses, came.tags ?? [])
  await changeSettings(tx, by, { patch: { sampleData: false } })
  await announce(tx, by, { kind: 'contact', id: '*', action: 'contact.deleted', readers: 'everyone' })
}

/** Named by a document: kept, even in the bin. */
async function isBilled(tx: Tx<SetupDb>, id: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from invoice where ${id} in (contact_id, recipient_id)
    union all select 1 from invoice_plan where contact_id = ${id}
    union all select 1 from reminder_letter where contact_id = ${id} limit 1`.execute(tx)
  return rows.length > 0
}

/** What is written down about the sample when it comes. */
interface Remembered {
  tags: string[]
  run: string | undefined
  life: Life
  sales: Sales
}

/** Reads what was written down, and forgets it. */
async function takeRemembered(tx: Tx<SetupDb>): Promise<Partial<Remembered>> {
  const row = await tx.deleteFrom('setting').where('key', '=', KEY).returning('value').executeTakeFirst()
  return row?.value ?? {}
}

async function removeTags(
  tx: Tx<SetupDb>,
  by: By,
  uses: readonly LabelUse[],
  came: readonly string[],
): Promise<void> {
  const { rows: unused } = await sql<{ id: string }>`
    select id from label l
    where id = any(${came}::uuid[]) and not exists (select 1 from contact where tag_ids @> array[l.id])
      and not exists (select 1 from opportunity where tag_ids @> array[l.id])`.execute(tx)
  for (const { id } of unused) await deleteLabel(tx, by, { list: 'tags', uses, id })
}

async function tagIds(tx: Tx<SetupDb>): Promise<string[]> {
  const rows = await tx.selectFrom('label').select('id').where('list', '=', 'tags').execute()
  return rows.map(({ id }) => id)
}

interface LabelIds {
  types: (string | null)[]
  temperatures: (string | null)[]
}

/** The entries a new firm begins with, in their order; null for one that was removed or renamed. */
async function labelIds(tx: Tx<SetupDb>, language: Language): Promise<LabelIds> {
  const rows = await tx.selectFrom('label').select(['id', 'list', 'name']).execute()
  const idsOf = (list: 'contact-types' | 'temperatures') =>
    DEFAULT_LABELS[list].map(
      (entry) => rows.find((row) => row.list === list && row.name === entry[language])?.id ?? null,
    )
  return { types: idsOf('contact-types'), temperatures: idsOf('temperatures') }
}

function inputOf(sample: Employed, labels: LabelIds, language: Language): ContactNew {
  const { address, phone, mobile, email, type, temperature, tags, services, notes: _notes, ...plain } = sample
  const details: DetailInput[] = []
  if (phone) details.push({ kind: 'phone', category: 'work', value: phone, primary: true })
  if (mobile) details.push({ kind: 'phone', category: 'mobile', value: mobile, primary: !phone })
  if (email) details.push({ kind: 'email', category: 'work', value: email, primary: true })
  if (address) {
    const { quarter: _quarter, ...rest } = address
    const value = { ...rest, state: '', country: 'DE' }
    const category = sample.kind === 'company' ? 'work' : 'home'
    details.push({ kind: 'address', category, value, primary: true })
  }
  return {
    ...plain,
    details,
    typeId: labels.types[type] ?? null,
    temperatureId: labels.temperatures[temperature] ?? null,
    tags: [
      ...tags.flatMap((place) => DEFAULT_LABELS.tags[place]?.[language] ?? []),
      ...services.map((service) => SERVICES[service][language]),
    ],
    visibility: 'write',
  }
}
