import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { groupsQuery, usersQuery } from '#features/contacts/web/contact-api.ts'
import type { CustomField } from '#features/customfields/custom-field.ts'
import { formerCustom } from '#features/customfields/former-values.ts'
import type { Label } from '#features/labels/label.ts'
import { useBulk } from '#features/runs/web/use-bulk.ts'
import { ask } from '#ui/api/request.ts'
import { text } from '#ui/texts.ts'
import { complain, did, say } from '#ui/undo.ts'
import type { EventBulkChange } from '../event-bulk.ts'
import type { EventPage } from '../event-list.ts'
import type { Event, EventChange, EventNew, ParticipantState } from '../event.ts'
import type { EventParticipant, ParticipantsAdded, ParticipantsPage } from '../participants.ts'

// What a screen asks of events. Keys begin with the kind of record, so that live changes refresh them.

/** One event. */
export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['event', id],
    queryFn: ({ signal }) => ask<Event>('GET', `/events/${id}`, { signal }),
  })

/** Some events, by the words of the list's address. */
export const eventsQuery = (params: string) =>
  queryOptions({
    queryKey: ['event', 'some', params],
    queryFn: ({ signal }) => ask<EventPage>('GET', `/events?${params}`, { signal }),
  })

export const participantsQuery = (id: string) =>
  queryOptions({
    queryKey: ['event', id, 'participants'],
    queryFn: ({ signal }) => ask<ParticipantsPage>('GET', `/events/${id}/participants`, { signal }),
  })

const eventTagsQuery = queryOptions({
  queryKey: ['tags', 'event'],
  queryFn: ({ signal }) =>
    ask<{ items: Label[] }>('GET', '/tags?usage=false&scope=event', { signal }).then(({ items }) => items),
  staleTime: 600_000,
})

/** The firm's own fields of events. */
export const eventFieldsQuery = queryOptions({
  queryKey: ['customField', 'event'],
  queryFn: ({ signal }) =>
    ask<{ items: CustomField[] }>('GET', '/custom-fields?kind=event&usage=false', { signal }).then(
      ({ items }) => items,
    ),
  staleTime: 600_000,
})

const none: never[] = []

/** The names behind the ids in an event, as far as they have come. */
export function useEventWords() {
  const tags: Label[] = useQuery(eventTagsQuery).data ?? none
  const users = useQuery(usersQuery).data ?? none
  const groups = useQuery(groupsQuery).data ?? none
  return { tags, users, groups }
}

/** Makes an event; undone, it goes to the bin. */
export function useCreateEvent() {
  const client = useQueryClient()
  return async (input: EventNew): Promise<Event> => {
    const made = await ask<Event>('POST', '/events', { body: input })
    refresh(client)
    did({
      label: text('events.created', { title: made.title }),
      undo: async () => {
        await ask<void>('DELETE', `/events/${made.id}`)
        refresh(client)
      },
    })
    return made
  }
}

/** Changes an event; undone, its fields get their old values. */
export function useChangeEvent() {
  const client = useQueryClient()
  return async (before: Event, change: EventChange): Promise<Event> => {
    const changed = await ask<Event>('PATCH', `/events/${before.id}`, { body: change })
    keep(client, changed)
    const old = {
      ...Object.fromEntries(
        Object.keys(change).map((field) => [field, before[field as keyof Event] ?? null]),
      ),
      ...(change.custom && { custom: formerCustom(before.custom, change.custom) }),
    }
    const said = change.closed === undefined ? 'changed' : change.closed ? 'closed' : 'reopened'
    did({
      label: text(`events.${said}`, { title: changed.title }),
      undo: async () => keep(client, await ask<Event>('PATCH', `/events/${before.id}`, { body: old })),
    })
    return changed
  }
}

/** Moves an event to the bin, says so and can bring it back. */
export function useDeleteEvent() {
  const client = useQueryClient()
  return async ({ id, title }: Event): Promise<void> => {
    try {
      await ask<void>('DELETE', `/events/${id}`)
      refresh(client)
      did({
        label: text('events.deleted', { title }),
        undo: async () => {
          await ask<Event>('POST', `/events/${id}/restore`)
          refresh(client)
        },
      })
    } catch (error) {
      complain(error)
    }
  }
}

export const useBulkEvents = () => useBulk<EventBulkChange>('/events/bulk', 'event')

/** What is done with participants; each step says so and can be taken back. */
export function useParticipants(id: string) {
  const client = useQueryClient()
  const path = `/events/${id}/participants`
  const key = participantsQuery(id).queryKey
  const set = (contactIds: string[], status: ParticipantState) =>
    ask<unknown>('PATCH', path, { body: { contactIds, status } })
  const show = (ids: ReadonlySet<string>, status: ParticipantState) =>
    client.setQueryData(
      key,
      (was) =>
        was && {
          ...was,
          items: was.items.map((one) => (ids.has(one.contactId) ? { ...one, status } : one)),
        },
    )
  return {
    /** Puts contacts on the list. */
    async add(targets: object): Promise<void> {
      const { added } = await ask<ParticipantsAdded>('POST', path, { body: targets })
      refresh(client)
      if (added.length === 0) return say(text('events.participants_already'))
      did({
        label: text('events.participants_added', { count: added.length }),
        undo: async () => {
          await ask<unknown>('POST', `${path}/remove`, { body: { contactIds: added } })
          refresh(client)
        },
      })
    },
    /** Sets the status of some: shown at once. */
    async mark(some: readonly EventParticipant[], status: ParticipantState): Promise<void> {
      const ids = some.map(({ contactId }) => contactId)
      if (ids.length === 0) return
      show(new Set(ids), status)
      try {
        await set(ids, status)
      } catch (error) {
        complain(error)
        return refresh(client)
      }
      refresh(client)
      did({
        label: text('events.participants_set', {
          count: ids.length,
          status: text(`events.participant_status.${status}`),
        }),
        undo: async () => {
          for (const was of new Set(some.map((one) => one.status)))
            await set(
              some.filter((one) => one.status === was).map(({ contactId }) => contactId),
              was,
            )
          refresh(client)
        },
      })
    },
    async note(one: EventParticipant, note: string): Promise<void> {
      await ask<unknown>('PATCH', path, { body: { contactIds: [one.contactId], note } })
      refresh(client)
    },
    /** Takes some off the list; undone, they stand there as before. */
    async remove(some: readonly EventParticipant[]): Promise<void> {
      await ask<unknown>('POST', `${path}/remove`, {
        body: { contactIds: some.map(({ contactId }) => contactId) },
      })
      refresh(client)
      did({
        label: text('events.participants_removed', { count: some.length }),
        undo: async () => {
          for (const { contactId, status, note } of some) {
            await ask<unknown>('POST', path, { body: { contactIds: [contactId], status } })
            if (note !== '') await ask<unknown>('PATCH', path, { body: { contactIds: [contactId], note } })
          }
          refresh(client)
        },
      })
    },
  }
}

function keep(client: QueryClient, event: Event): void {
  client.setQueryData(['event', event.id], event)
  refresh(client)
}

function refresh(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['event'] })
}
