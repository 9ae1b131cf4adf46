import { useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { StartedJob } from '#features/runs/run.ts'
import { ask } from '#ui/api/request.ts'
import type { Chosen } from '#ui/list/description.ts'
import { formatDay } from '#ui/format.ts'
import { text } from '#ui/texts.ts'
import { did, say } from '#ui/undo.ts'
import type { Visit, visitDoneReply } from '../visit.ts'
import { followVisits, refreshVisits, rememberVisit, targetsOf } from './visits-api.ts'

export interface Done {
  doneOn?: string
  report?: string
  outcome?: string | null
  actualMinutes?: number | null
  files?: string[]
}

/** What many visits are to become; the words of `POST /visits/bulk`. */
export interface BulkChange {
  shiftDays?: number
  date?: string
  assigneeId?: string
  times?: { start: string; minutes?: number; travelMinutes?: number }
  action?: 'accept' | 'skip' | 'cancel'
}

type DoneReply = z.infer<typeof visitDoneReply>

/** What one does with visits; each says what came of it, and offers the way back where there is one. */
export function useVisitActs() {
  const client = useQueryClient()
  const act = async (visit: Visit, verb: string, label: string, body: unknown = {}) => {
    const changed = await ask<Visit>('POST', `/visits/${visit.id}/${verb}`, { body })
    rememberVisit(client, changed)
    await refreshVisits(client)
    say(label)
    return changed
  }
  const name = (visit: Visit) => visit.customer.displayName
  const bulk = async (chosen: Chosen, change: BulkChange, always?: Record<string, string[]>) => {
    const body = { ...targetsOf(chosen, always), change }
    await followVisits(client, await ask<StartedJob>('POST', '/visits/bulk', { body }))
  }
  const reopen = async (visit: Visit) => {
    rememberVisit(client, await ask<Visit>('POST', `/visits/${visit.id}/reopen`, { body: {} }))
    await refreshVisits(client)
  }
  return {
    bulk,
    reopen,
    accept: (visit: Visit) => bulk({ ids: [visit.id] }, { action: 'accept' }),
    skip: (visit: Visit) => bulk({ ids: [visit.id] }, { action: 'skip' }),
    cancel: (visit: Visit, chain: boolean) =>
      act(visit, 'cancel', text('visit.said.cancelled', { name: name(visit) }), { chain }),
    checkIn: (visit: Visit) => act(visit, 'check-in', text('visit.said.inProgress', { name: name(visit) })),
    confirm: (visit: Visit, body: { contactId?: string; channel?: string }) =>
      act(visit, 'confirm', text('visit.said.confirmed', { name: name(visit) }), body),
    noShow: (visit: Visit, body: unknown) =>
      act(visit, 'no-show', text('visit.said.noShow', { name: name(visit) }), body),
    done: async (visit: Visit, body: Done) => {
      const reply = await ask<DoneReply>('POST', `/visits/${visit.id}/done`, { body })
      rememberVisit(client, reply.visit)
      await refreshVisits(client)
      const label = reply.next
        ? text('visit.said.done_next', { name: name(visit), day: formatDay(reply.next.date) })
        : text('visit.said.done', { name: name(visit) })
      did({ label, undo: () => reopen(reply.visit) })
      return reply
    },
  }
}
