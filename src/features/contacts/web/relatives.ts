import { ask } from '#ui/api/request.ts'
import type { Contact } from '../contact.ts'
import type { Items } from './contact-api.ts'
import type { Patch } from './change-contact.ts'

/** The company of a contact and all who work there, as far as they are seen; the contact itself left out. */
export async function relativesOf(contact: Contact): Promise<Contact[]> {
  const companyId = contact.kind === 'company' ? contact.id : contact.companyId
  if (companyId === null) return []
  const company =
    contact.kind === 'company'
      ? []
      : [await ask<Contact>('GET', `/contacts/${companyId}`).catch(() => undefined)]
  const persons: Contact[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const query = { company: companyId, limit: '200', ...(cursor && { cursor }) }
    const page: Items<Contact> = await ask<Items<Contact>>('GET', '/contacts', { query })
    persons.push(...page.items)
    cursor = page.nextCursor
  }
  return [...company.filter((one) => one !== undefined), ...persons].filter(({ id }) => id !== contact.id)
}

/**
 * Gives relatives back what they had before tags or temperature of `contact` went on to them. What one of them got
 * since by somebody else stays.
 */
export async function takeBackFrom(relatives: Contact[], contact: Contact, patch: Patch): Promise<void> {
  const now = new Map((await relativesOf(contact)).map((one) => [one.id, one]))
  for (const before of relatives) {
    const back = backOf(before, now.get(before.id), contact, patch)
    if (back) await ask<Contact>('PATCH', `/contacts/${before.id}`, { body: { ...back, cascade: false } })
  }
}

function backOf(
  before: Contact,
  now: Contact | undefined,
  contact: Contact,
  patch: Patch,
): Patch | undefined {
  if (!now?.can.includes('change')) return undefined
  const { temperatureId, tags } = patch
  const back: Patch = {}
  if (
    temperatureId !== undefined &&
    now.temperatureId === temperatureId &&
    before.temperatureId !== temperatureId
  )
    back.temperatureId = before.temperatureId
  if (tags) {
    const added = tags.filter((tag) => !contact.tags.includes(tag) && !before.tags.includes(tag))
    const removed = contact.tags.filter((tag) => !tags.includes(tag) && before.tags.includes(tag))
    const own = [...new Set([...now.tags, ...removed])].filter((tag) => !added.includes(tag))
    if (own.length !== now.tags.length || removed.length > 0) back.tags = own
  }
  return Object.keys(back).length > 0 ? back : undefined
}
