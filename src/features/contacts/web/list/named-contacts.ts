import { useQueries } from '@tanstack/react-query'
import type { Option } from '#ui/list/description.ts'
import { contactQuery, findContacts } from '../contact-api.ts'

/** The contacts that the address of the list asks for, by name, for the chips that say so. */
export function useNamed(ids: readonly string[]): Option[] {
  return useQueries({
    queries: ids.map((id) => contactQuery(id)),
    combine: (found) =>
      found.map(({ data }, at) => ({ value: ids[at] ?? '', label: data?.displayName ?? '…' })),
  })
}

/** Contacts to narrow a list by. */
export const findAny = (q: string, signal: AbortSignal): Promise<Option[]> => find(q, signal)
export const findCompanies = (q: string, signal: AbortSignal): Promise<Option[]> => find(q, signal, 'company')

async function find(q: string, signal: AbortSignal, kind?: 'company'): Promise<Option[]> {
  const found = await findContacts(q, signal, kind)
  return found.map(({ id, name }) => ({ value: id, label: name }))
}
