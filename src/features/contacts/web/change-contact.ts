import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { ask } from '#ui/api/request.ts'
import { did } from '#ui/undo.ts'
import type { Contact, ContactChange } from '../contact.ts'
import { contactQuery, remember, settingsQuery } from './contact-api.ts'
import { askCascade, askConflict } from './form/dialogs.ts'
import { takeBackFrom, relativesOf } from './relatives.ts'

/** What of a contact may be said in a change, `cascade` aside. */
export type Patch = Omit<ContactChange, 'cascade'>

/**
 * Changes a contact: shown at once, sent with its version, taken back when refused, and undone by Ctrl+Z under
 * `label`. Asks whether tags and temperature go on to the company and its persons where the firm has not decided;
 * when somebody else changed the same field meanwhile, asks which value holds.
 */
export function useChangeContact() {
  const client = useQueryClient()
  return async (contact: Contact, patch: Patch, label: string): Promise<Contact> => {
    remember(client, foreseen(contact, patch))
    try {
      const { cascade, relatives } = await cascadeOf(client, contact, patch)
      const changed = await send(client, contact, patch, cascade)
      did({ label, undo: () => takeBack(client, contact, patch, relatives) })
      return changed
    } catch (error) {
      remember(client, contact)
      void client.invalidateQueries({ queryKey: ['contact'] })
      throw error
    }
  }
}

/** The contact as it will be, as far as one can tell without the server. */
function foreseen(contact: Contact, { custom, companyId, ...plain }: Patch): Contact {
  const said = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  const employer = companyId === undefined ? {} : { companyId }
  return { ...contact, ...said, ...employer, custom: { ...contact.custom, ...custom } }
}

async function send(
  client: QueryClient,
  contact: Contact,
  patch: Patch,
  cascade: boolean | undefined,
): Promise<Contact> {
  const body = cascade === undefined ? patch : { ...patch, cascade }
  const write = (version: number) => ask<Contact>('PATCH', `/contacts/${contact.id}`, { body, version })
  let changed: Contact
  try {
    changed = await write(contact.version)
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 412) throw error
    const theirs = await client.fetchQuery({ ...contactQuery(contact.id), staleTime: 0 })
    if (clashes(contact, theirs, patch).length && !(await askConflict({ contact, theirs, patch }))) {
      remember(client, theirs)
      return theirs
    }
    changed = await write(theirs.version)
  }
  remember(client, changed)
  if (cascade) void client.invalidateQueries({ queryKey: ['contact'] })
  return changed
}

/** The fields of a change that somebody else gave another value meanwhile. */
export function clashes(before: Contact, theirs: Contact, patch: Patch): (keyof Patch)[] {
  const differs = (field: keyof Patch) => JSON.stringify(before[field]) !== JSON.stringify(theirs[field])
  return (Object.keys(patch) as (keyof Patch)[]).filter(
    (field) => patch[field] !== undefined && differs(field),
  )
}

/** Gives the changed fields their old values again, on top of whatever happened since; so also to who went along. */
async function takeBack(
  client: QueryClient,
  before: Contact,
  patch: Patch,
  relatives: Contact[],
): Promise<void> {
  const old = Object.fromEntries(Object.keys(patch).map((field) => [field, before[field as keyof Patch]]))
  if (patch.custom)
    old.custom = Object.fromEntries(Object.keys(patch.custom).map((key) => [key, before.custom[key] ?? null]))
  const body = { ...old, cascade: false }
  remember(client, await ask<Contact>('PATCH', `/contacts/${before.id}`, { body }))
  if (relatives.length === 0) return
  await takeBackFrom(relatives, before, patch)
  void client.invalidateQueries({ queryKey: ['contact'] })
}

interface Cascade {
  /** Left out: as the firm decided. */
  cascade?: boolean
  /** Those who may follow, as they were. */
  relatives: Contact[]
}

const nobody: Cascade = { relatives: [] }

/** Whether the others follow: as the firm decided, as the user answers now, or not at all where there are none. */
async function cascadeOf(client: QueryClient, contact: Contact, patch: Patch): Promise<Cascade> {
  const what = patch.tags ? 'tags' : 'temperature'
  const { contacts } = await client.ensureQueryData(settingsQuery)
  const decisions = [
    ...(patch.tags ? [contacts.cascadeTags] : []),
    ...(patch.temperatureId === undefined ? [] : [contacts.cascadeTemperature]),
  ]
  if (decisions.every((decided) => decided === false)) return nobody
  const relatives = await relativesOf(contact)
  if (relatives.length === 0 || typeof decisions[0] === 'boolean') return { relatives }
  const cascade = await askCascade({ contact, what })
  return { cascade, relatives: cascade ? relatives : [] }
}
