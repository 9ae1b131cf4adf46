import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Contact } from '#features/contacts/contact.ts'
import { ask } from '#ui/api/request.ts'
import { lineOf } from './guest-line.ts'

/** Addresses of the contacts that what is typed could mean. */
export function useAddresses(typed: string): string[] {
  const [q] = useDebouncedValue(typed.trim(), 200)
  const { data = [] } = useQuery({
    queryKey: ['contact', 'guests', q],
    queryFn: async ({ signal }) =>
      (await ask<{ items: Contact[] }>('GET', '/contacts', { query: { q, limit: '8' }, signal })).items,
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
  })
  if (q.length < 2) return []
  return data.flatMap(({ displayName: name, details }) =>
    details.flatMap((one) => (one.kind === 'email' ? [lineOf({ name, email: one.value })] : [])),
  )
}
