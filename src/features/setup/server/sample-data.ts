import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { readContext } from '#features/contacts/server/contact-state.ts'
import { createContact } from '#features/contacts/server/create-contact.ts'
import { deleteContact, eraseContact } from '#features/contacts/server/delete-contact.ts'
import type { ContactNew } from '#features/contacts/contact.ts'
import type { DetailInput } from '#features/contacts/detail.ts'
import { deleteLabel } from '#features/labels/server/labels.ts'
import type { LabelUse } from '#features/labels/server/use.ts'
import { changeSettings } from '#features/settings/server/settings.ts'
import type { By, Language } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import { DEFAULT_LABELS } from '../default-labels.ts'
import { sampleContacts } from '../sample-firm.ts'
import type { SampleContact } from '../sample-firm.ts'
import { SERVICES } from '../sample-sectors.ts'
import type { SetupDb } from './tables.ts'

/** Takes a note about a sample contact down, when there is a feature that keeps notes. */
export type TakeNote = (
  tx: Tx<SetupDb>,
  by: By,
  note: { contactId: string; text: string; daysAgo: number },
) => Promise<unknown>

const KEY = 'sample-data'

/** Puts the sample firm's address book in, through the same action as everybody's contacts. */
export async function addSampleData(tx: Tx<SetupDb>, by: By, takeNote?: TakeNote): Promise<void> {
  const run: By = { ...by, runId: randomUUIDv7() }
  const context = await readContext(tx)
  const labels = await labelIds(tx, by.language)
  const tagsBefore = await tagIds(tx)
  const add = async (contact: SampleContact, companyId?: string) => {
    const input = inputOf(contact, labels, by.language)
    const { id } = await createContact(tx, run, companyId ? { ...input, companyId } : input, context)
    for (const note of contact.notes) await takeNote?.(tx, run, { contactId: id, ...note })
    return id
  }
  for (const { company, persons } of sampleContacts()) {
    const companyId = company && (await add(company))
    for (const person of persons) await add(person, companyId)
  }
  await sql`update contact set sample = true, run_id = null where run_id = ${run.runId}`.execute(tx)
  const tags = (await tagIds(tx)).filter((id) => !tagsBefore.includes(id))
  await tx
    .insertInto('setting')
    .values({ key: KEY, value: json({ tags }) })
    .onConflict((c) => c.column('key').doUpdateSet({ value: json({ tags }) }))
    .execute()
  await changeSettings(tx, by, { patch: { sampleData: true } })
}

/**
 * Takes the sample firm out again. What nobody touched is erased; a sample contact that somebody changed, or whom
 * others were put under, goes to the bin, so that no work is lost. Tags that came along and are unused go too.
 */
export async function removeSampleData(tx: Tx<SetupDb>, by: By, uses: readonly LabelUse[]): Promise<void> {
  const run: By = { ...by, runId: randomUUIDv7() }
  const { rows } = await sql<{ id: string; touched: boolean; in_bin: boolean }>`
    select id, deleted_at is not null as in_bin,
      version > 1 or last_activity_at > created_at
        or exists (select 1 from contact p where p.company_id = c.id and not p.sample) as touched
    from contact c where sample order by kind desc, id for update`.execute(tx)
  for (const { id, touched, in_bin: inBin } of rows) {
    if (!touched || inBin) await eraseContact(tx, run, id)
    else await deleteContact(tx, run, { id })
  }
  await sql`update contact set sample = false where sample`.execute(tx)
  await removeTags(tx, by, uses)
  await changeSettings(tx, by, { patch: { sampleData: false } })
  await announce(tx, by, { kind: 'contact', id: '*', action: 'contact.deleted', readers: 'everyone' })
}

async function removeTags(tx: Tx<SetupDb>, by: By, uses: readonly LabelUse[]): Promise<void> {
  const row = await tx.deleteFrom('setting').where('key', '=', KEY).returning('value').executeTakeFirst()
  const came = (row?.value['tags'] ?? []) as string[]
  const { rows: unused } = await sql<{ id: string }>`
    select id from label l
    where id = any(${came}::uuid[]) and not exists (select 1 from contact where tag_ids @> array[l.id])`.execute(
    tx,
  )
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

function inputOf(sample: SampleContact, labels: LabelIds, language: Language): ContactNew {
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
