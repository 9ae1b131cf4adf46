import { useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { StartedJob } from '#features/runs/run.ts'
import { undoRun } from '#features/runs/web/follow-run.ts'
import { ask } from '#ui/api/request.ts'
import type { Chosen } from '#ui/list/description.ts'
import { formatDay } from '#ui/format.ts'
import { text } from '#ui/texts.ts'
import { did, say } from '#ui/undo.ts'
import type { Visit, visitDoneReply } from '../visit.ts'
import type { VisitBulkChange, VisitBulkResult } from '../visit-bulk.ts'
import type { VisitNoShow } from '../visit-steps.ts'
import { targetsOf } from '#ui/list/question-of.ts'
import { followVisits, refreshVisits, rememberVisit } from './visits-api.ts'

export interface Done {
  doneOn?: string
  report?: string
  outcome?: string | null
  actualMinutes?: number | null
  files?: string[]
}

type DoneReply = z.infer<typeof visitDoneReply>

/** What one does with visits; each says what came of it, and offers the way back where there is one. */
export function useVisitActs() {
  const client = useQueryClient()
  const act = async (visit: Visit, verb: string, label: string, body?: unknown) => {
    const options = body === undefined ? {} : { body }
    const reply = await ask<Visit | DoneReply>('POST', `/visits/${visit.id}/${verb}`, options)
    const changed = 'visit' in reply ? reply.visit : reply
    rememberVisit(client, changed)
    await refreshVisits(client)
    say(label)
    return changed
  }
  const name = (visit: Visit) => visit.customer.displayName
  const bulk = async (chosen: Chosen, change: VisitBulkChange, always?: Record<string, string[]>) => {
    const body = { ...targetsOf(chosen, always), change }
    const reply = await ask<VisitBulkResult | StartedJob>('POST', '/visits/bulk', { body })
    if (!('runId' in reply)) return void followVisits(client, reply)
    await refreshVisits(client)
    const label = saidOf(change, reply)
    const { runId } = reply
    if (reply.changed === 0 || runId === null) return say(label)
    did({ label, undo: () => undoRun(client, runId).then(() => refreshVisits(client)) })
  }
  const reopen = async (visit: Visit) => {
    rememberVisit(client, await ask<Visit>('POST', `/visits/${visit.id}/reopen`, { body: {} }))
    await refreshVisits(client)
  }
  return {
    bulk,
    reopen,
    accept: (visit: Visit) => bulk({ ids: [visit.id] }, { accept: true }),
    skip: (visit: Visit) => bulk({ ids: [visit.id] }, { skip: true }),
    cancel: (visit: Visit, chain: boolean) =>
      act(visit, 'cancel', text('visit.said.cancelled', { name: name(visit) }), { chain }),
    checkIn: (visit: Visit) => act(visit, 'check-in', text('visit.said.inProgress', { name: name(visit) })),
    confirm: (visit: Visit, body: { contactId?: string; channel?: string }) =>
      act(visit, 'confirm', text('visit.said.confirmed', { name: name(visit) }), body),
    noShow: async (visit: Visit, body: VisitNoShow) => {
      const meanwhile: DoneReply = { visit: { ...visit, state: 'noShow' }, next: null }
      const later = { ...laterOf(visit), kind: 'visit.noShow' as const, meanwhile }
      const reply = await ask<DoneReply>('POST', `/visits/${visit.id}/no-show`, { body, later })
      rememberVisit(client, reply.visit)
      await refreshVisits(client)
      say(text(reply === meanwhile ? 'visit.said.kept' : 'visit.said.noShow', { name: name(visit) }))
      return reply.visit
    },
    done: async (visit: Visit, body: Done) => {
      const { files: _files, ...said } = body
      const meanwhile: DoneReply = { visit: { ...visit, ...said, state: 'done' }, next: null }
      const later = { ...laterOf(visit), kind: 'visit.done' as const, meanwhile }
      const reply = await ask<DoneReply>('POST', `/visits/${visit.id}/done`, { body, later })
      rememberVisit(client, reply.visit)
      await refreshVisits(client)
      if (reply === meanwhile) {
        // It waits on this device; there it can be dropped.
        say(text('visit.said.kept', { name: name(visit) }))
        return reply
      }
      const label = reply.next
        ? text('visit.said.done_next', { name: name(visit), day: formatDay(reply.next.date) })
        : text('visit.said.done', { name: name(visit) })
      did({ label, undo: () => reopen(reply.visit) })
      return reply
    },
  }
}

/** What a change needs to know to wait for the network. */
function laterOf({ id, contactId, customer, version }: Visit) {
  return { title: customer.displayName, contactId, recordId: id, version }
}

/** What was done, and what was left as it is. */
function saidOf(change: VisitBulkChange, { changed, leftCount }: VisitBulkResult): string {
  const what = (['skip', 'cancel', 'date', 'shiftDays', 'times', 'assigneeId', 'accept'] as const).find(
    (key) => change[key] !== undefined,
  )
  const said = text(`visit.bulk.${what ?? 'date'}`, {
    count: changed,
    ...(change.date && { day: formatDay(change.date) }),
  })
  return leftCount > 0 ? `${said} ${text('visit.bulk.left', { count: leftCount })}` : said
}
