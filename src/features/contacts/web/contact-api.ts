import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Settings } from '#features/settings/settings.ts'
import { ask } from '#ui/api/request.ts'
import { did } from '#ui/undo.ts'
import type { Contact, ContactNew } from '../contact.ts'
import type { Detail, DetailKind } from '../detail.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { text } from '#ui/texts.ts'

/** What a screen asks of contacts. Keys begin with the kind of record, so that live changes refresh them. */

export interface Items<Item> {
  items: Item[]
  nextCursor: string | null
  total?: number
}

export type { Vocabulary } from '../vocabulary.ts'

/** One contact. */
export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id],
    queryFn: ({ signal }) => ask<Contact>('GET', `/contacts/${id}`, { signal }),
  })

/** The persons of a company: the first hundred by name, and how many there are. */
export const personsQuery = (companyId: string) =>
  queryOptions({
    queryKey: ['contact', 'persons', companyId],
    queryFn: ({ signal }) =>
      ask<Items<Contact>>('GET', '/contacts', {
        query: { company: companyId, limit: '100', count: 'true', sort: 'lastName' },
        signal,
      }),
  })

const listQuery = <List extends keyof Vocabulary>(list: List, kind: string) =>
  queryOptions({
    queryKey: [kind, 'vocabulary'],
    queryFn: async () => (await askVocabulary())[list],
    // These lists change rarely, and the stream tells when they do.
    staleTime: 600_000,
  })

export const typesQuery = listQuery('types', 'contact-types')
export const temperaturesQuery = listQuery('temperatures', 'temperatures')
export const tagsQuery = listQuery('tags', 'tags')
export const customFieldsQuery = listQuery('fields', 'customField')
export const usersQuery = listQuery('users', 'user')
export const groupsQuery = listQuery('groups', 'group')

let asked: Promise<Vocabulary> | undefined

/** One request for all lists, however many of them are asked for at the same time. */
function askVocabulary(): Promise<Vocabulary> {
  asked ??= ask<Vocabulary>('GET', '/vocabulary').finally(() => (asked = undefined))
  return asked
}

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => ask<Settings & { version: number }>('GET', '/settings', { signal }),
  staleTime: 600_000,
})

const none: never[] = []

/** Asks for all of the vocabulary, in one request. */
export const askForVocabulary = (client: QueryClient): Promise<unknown> =>
  Promise.all([
    client.prefetchQuery(typesQuery),
    client.prefetchQuery(temperaturesQuery),
    client.prefetchQuery(tagsQuery),
    client.prefetchQuery(customFieldsQuery),
    client.prefetchQuery(usersQuery),
    client.prefetchQuery(groupsQuery),
  ])

/** The vocabulary as far as it has come; empty lists until then. */
export function useVocabulary(): Vocabulary {
  return {
    types: useQuery(typesQuery).data ?? none,
    temperatures: useQuery(temperaturesQuery).data ?? none,
    tags: useQuery(tagsQuery).data ?? none,
    fields: useQuery(customFieldsQuery).data ?? none,
    users: useQuery(usersQuery).data ?? none,
    groups: useQuery(groupsQuery).data ?? none,
  }
}

/** The name of a user or a group; a dash for who is gone. */
export function nameOf({ users, groups }: Pick<Vocabulary, 'users' | 'groups'>, id: string): string {
  return (users.find((user) => user.id === id) ?? groups.find((group) => group.id === id))?.name ?? '–'
}

/** An address is a structure, every other row a text. */
type AddressRow = Extract<Detail, { kind: 'address' }>
export type RowOf<Kind extends DetailKind> = Kind extends 'address' ? AddressRow : Exclude<Detail, AddressRow>

/** The primary row of a kind, or the first. */
export function primaryOf<Kind extends DetailKind>(details: Detail[], kind: Kind): RowOf<Kind> | undefined {
  const rows = details.filter((row) => row.kind === kind) as RowOf<Kind>[]
  return rows.find((row) => row.primary) ?? rows[0]
}

/** Companies (or other contacts) to choose from. */
export async function findContacts(q: string, signal: AbortSignal, kind?: 'person' | 'company') {
  const query = { q, limit: '20', ...(kind && { kind }) }
  const { items } = await ask<Items<Contact>>('GET', '/contacts', { query, signal })
  return items.map((contact) => ({
    id: contact.id,
    name: contact.displayName,
    hint: primaryOf(contact.details, 'address')?.value.city ?? '',
  }))
}

/** Creates a contact and knows it at once; refused when there is one like it, as surely as `unlessDuplicate` says. */
export async function createContact(
  client: QueryClient,
  input: ContactNew,
  unlessDuplicate?: 'sure',
): Promise<Contact> {
  const query = unlessDuplicate && { unlessDuplicate }
  const contact = await ask<Contact>('POST', '/contacts', { body: input, ...(query && { query }) })
  remember(client, contact)
  void client.invalidateQueries({ queryKey: ['contact'] })
  return contact
}

/** Moves a contact to the bin, says so and can bring it back, with everything that went along. */
export function useDeleteContact() {
  const client = useQueryClient()
  return async (contact: Contact, withPersons: boolean) => {
    const query = withPersons ? { withPersons: 'true' } : undefined
    await ask<void>('DELETE', `/contacts/${contact.id}`, {
      version: contact.version,
      ...(query && { query }),
    })
    client.removeQueries({ queryKey: ['contact', contact.id] })
    void client.invalidateQueries({ queryKey: ['contact'] })
    did({
      label: text('contacts.deleted', { name: contact.displayName }),
      undo: async () => {
        await ask<Contact>('POST', `/contacts/${contact.id}/restore`)
        await client.invalidateQueries({ queryKey: ['contact'] })
      },
    })
  }
}

/** Writes a contact into everything on the screen that shows it; gives back how it was. */
export function remember(client: QueryClient, contact: Contact): void {
  client.setQueryData(['contact', contact.id], contact)
  client.setQueriesData<Items<Contact>>({ queryKey: ['contact'] }, (page) => {
    if (!isPage(page) || !page.items.some((item) => item.id === contact.id)) return page
    return { ...page, items: page.items.map((item) => (item.id === contact.id ? contact : item)) }
  })
}

function isPage(data: unknown): data is Items<Contact> {
  return typeof data === 'object' && data !== null && 'items' in data && Array.isArray(data.items)
}
