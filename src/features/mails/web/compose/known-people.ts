import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import type { Contact } from '#features/contacts/contact.ts'
import { contactQuery } from '#features/contacts/web/contact-api.ts'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { ask } from '#ui/api/request.ts'
import { lineOf } from '../../address-line.ts'

/** So many of a record's people are proposed. */
const MOST = 12

interface People {
  contactId?: string | null
  participants?: { contactId: string }[]
  contacts?: { id: string }[]
}

const paths = { opportunity: 'opportunities', project: 'projects' } as const

const peopleQuery = ({ kind, id }: AboutRecord) =>
  queryOptions({
    queryKey: [kind, id],
    queryFn: ({ signal }) =>
      ask<People>('GET', `/${kind === 'project' ? paths.project : paths.opportunity}/${id}`, { signal }),
    enabled: kind === 'opportunity' || kind === 'project',
  })

/** The contacts a record is about, the first of whom a new mail goes to. */
export function useKnownPeople(
  about: AboutRecord,
  also: readonly AboutRecord[],
): { contacts: Contact[]; ready: boolean } {
  const people = useQuery(peopleQuery(about))
  const { contactId, participants = [], contacts = [] } = people.data ?? {}
  const named = [about, ...also].flatMap(({ kind, id }) => (kind === 'contact' ? [id] : []))
  const ids = [
    ...named,
    ...(contactId ? [contactId] : []),
    ...participants.map((one) => one.contactId),
    ...contacts.map(({ id }) => id),
  ]
  const found = useQueries({ queries: [...new Set(ids)].slice(0, MOST).map((id) => contactQuery(id)) })
  return {
    contacts: found.flatMap(({ data }) => data ?? []),
    ready: !people.isLoading && found.every(({ isLoading }) => !isLoading),
  }
}

/** The addresses of these contacts as lines, the primary one of each first. */
export function linesOf(contacts: readonly Contact[]): string[] {
  return contacts.flatMap(({ displayName, details }) =>
    details
      .flatMap((row) => (row.kind === 'email' ? [row] : []))
      .toSorted((a, b) => Number(b.primary) - Number(a.primary))
      .map(({ value }) => lineOf({ name: displayName, email: value.toLowerCase() })),
  )
}
