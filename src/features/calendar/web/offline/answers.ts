import type { Visit } from '#features/visits/visit.ts'
import { withWaiting, type Command } from '#ui/offline/outbox.ts'
import type { OfflineDay } from '../../offline-day.ts'

/** What the screens ask on the road, answered from the day that was taken along; undefined: not in it. */
export function answerFrom(url: URL, day: OfflineDay, waiting: readonly Command[]): unknown {
  const path = url.pathname.replace('/api/v1', '')
  const query = url.searchParams
  const visits = day.visits.map((visit) => withWaiting(visit, waiting))
  const [, kind, id, part] = path.split('/')
  if (kind === 'visits' && id) return [...visits, ...day.earlier].find((visit) => visit.id === id)
  if (kind === 'visits') return page(findVisits(query, visits, day.earlier))
  if (kind === 'contacts' && part === 'visit-place') return day.places.find((place) => place.contactId === id)
  if (kind === 'contacts' && id && !part) return day.contacts.find((contact) => contact.id === id)
  if (path === '/calendar') return { items: findEntries(query, day) }
  if (path === '/tasks') return page(findTasks(query, day))
  return undefined
}

const page = <Item>(items: Item[]) => ({ items, nextCursor: null, total: items.length })

function findVisits(query: URLSearchParams, visits: Visit[], earlier: Visit[]): Visit[] {
  const contact = query.get('contact')
  const states = query.getAll('state')
  const plan = query.get('plan')
  const found = [...earlier, ...visits].filter(
    (visit) =>
      (!contact || visit.contactId === contact) &&
      (!plan || visit.planId === plan) &&
      (states.length === 0 || states.includes(visit.state)) &&
      isBetween(visit.date, query),
  )
  const way = query.get('sort')?.startsWith('-') ? -1 : 1
  return found.sort((a, b) => way * (when(a) < when(b) ? -1 : 1))
}

const when = ({ date, startTime }: Visit) => `${date}T${startTime ?? ''}`

function findEntries(query: URLSearchParams, day: OfflineDay): OfflineDay['entries'] {
  const kinds = query.getAll('include')
  const users = query.getAll('user')
  const isMine = (entry: OfflineDay['entries'][number]) =>
    !entry.userId ||
    users.length === 0 ||
    users.includes('me') ||
    users.some((id) => entry.userIds.includes(id))
  const to = query.get('to') ?? day.to
  const from = query.get('from') ?? day.from
  return day.entries.filter((entry) => {
    const last = entry.allDay ? entry.end.slice(0, 10) > from : entry.end.slice(0, 10) >= from
    return (
      (kinds.length === 0 || kinds.includes(entry.kind)) &&
      isMine(entry) &&
      entry.start.slice(0, 10) <= to &&
      last
    )
  })
}

function findTasks(query: URLSearchParams, day: OfflineDay): OfflineDay['tasks'] {
  const contact = query.get('contact')
  const dueTo = query.get('dueTo')
  return day.tasks.filter(
    (task) => (!contact || task.contact?.id === contact) && (!dueTo || task.dueDate <= dueTo),
  )
}

function isBetween(day: string, query: URLSearchParams): boolean {
  return (query.get('from') ?? '') <= day && day <= (query.get('to') ?? '9999')
}
