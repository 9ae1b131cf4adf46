import { Refusal } from './answer.ts'
import type { Ask, Route } from './answer.ts'
import { common, deltaOf, entityAt, folderAt, guard, inFolder, shownBody } from './entity-routes.ts'
import { addEntity, addFolder, etag, newId, removeEntity, touch } from './mailbox.ts'
import type { Entity, Raw } from './mailbox.ts'
import { recurrenceFault, restated } from './series.ts'

const TASKS = '/todo/lists/:folder/tasks'
const DATES = ['dueDateTime', 'startDateTime', 'reminderDateTime', 'completedDateTime'] as const

export const TODO_ROUTES: Route[] = [
  {
    method: 'GET',
    path: '/todo/lists',
    query: ['$top'],
    gives: 'todoTaskList',
    answer: ({ box }) => ({
      status: 200,
      list: box.folders.filter(({ kind }) => kind === 'todoTask').map(({ id, raw }) => ({ id, ...raw })),
    }),
  },
  {
    method: 'POST',
    path: '/todo/lists',
    takes: 'todoTaskList',
    gives: 'todoTaskList',
    answer: (ask) => {
      usersOnly(ask)
      const { id, raw } = addFolder(ask.box, 'todoTask', {
        ...ask.body,
        wellknownListName: 'none',
        isOwner: true,
      })
      return { status: 201, entity: { id, ...raw } }
    },
  },
  {
    method: 'GET',
    path: `${TASKS}/delta`,
    query: ['$deltatoken'],
    gives: 'todoTask',
    answer: (ask) => ({
      status: 200,
      delta: deltaOf(ask, folderAt(ask, 'todoTask'), (entity) => shown(ask, entity)),
    }),
  },
  {
    method: 'GET',
    path: TASKS,
    query: ['$expand', '$top'],
    gives: 'todoTask',
    answer: (ask) => ({
      status: 200,
      list: inFolder(ask.box, folderAt(ask, 'todoTask')).map((entity) => linked(ask, entity)),
    }),
  },
  {
    method: 'POST',
    path: TASKS,
    takes: 'todoTask',
    gives: 'todoTask',
    answer: (ask) => {
      usersOnly(ask)
      const { linkedResources = [], ...body } = ask.body
      checkTask(body)
      const entity = addEntity(ask.box, 'todoTask', folderAt(ask, 'todoTask').id, {
        status: 'notStarted',
        importance: 'normal',
        isReminderOn: false,
        ...withoutNull(body),
      })
      entity.links = (linkedResources as Raw[]).map((link) => ({ id: newId('LNK'), ...link }))
      return { status: 201, entity: shown(ask, entity) }
    },
  },
  {
    method: 'GET',
    path: `${TASKS}/:id`,
    query: ['$expand'],
    gives: 'todoTask',
    answer: (ask) => ({
      status: 200,
      entity: linked(ask, entityAt(ask, 'todoTask', folderAt(ask, 'todoTask'))),
    }),
  },
  {
    method: 'PATCH',
    path: `${TASKS}/:id`,
    takes: 'todoTask',
    gives: 'todoTask',
    answer: (ask) => {
      usersOnly(ask)
      const entity = entityAt(ask, 'todoTask')
      guard(ask, etag(entity))
      if ('linkedResources' in ask.body) throw new Refusal(400, 'invalidRequest', 'links are written apart')
      const next = withoutNull({ ...entity.raw, ...ask.body })
      checkTask(next)
      entity.raw = next
      touch(ask.box, entity)
      return { status: 200, entity: shown(ask, entity) }
    },
  },
  {
    method: 'DELETE',
    path: `${TASKS}/:id`,
    answer: (ask) => {
      usersOnly(ask)
      const entity = entityAt(ask, 'todoTask')
      guard(ask, etag(entity))
      removeEntity(ask.box, entity)
      return { status: 204 }
    },
  },
  {
    method: 'POST',
    path: `${TASKS}/:id/linkedResources`,
    takes: 'linkedResource',
    gives: 'linkedResource',
    answer: (ask) => {
      usersOnly(ask)
      const entity = entityAt(ask, 'todoTask')
      const link = { id: newId('LNK'), ...ask.body }
      entity.links.push(link)
      touch(ask.box, entity)
      return { status: 201, entity: link }
    },
  },
  {
    method: 'PATCH',
    path: `${TASKS}/:id/linkedResources/:link`,
    takes: 'linkedResource',
    gives: 'linkedResource',
    answer: (ask) => {
      usersOnly(ask)
      const entity = entityAt(ask, 'todoTask')
      const link = entity.links.find(({ id }) => id === ask.params['link'])
      if (!link) throw new Refusal(404, 'ErrorItemNotFound')
      Object.assign(link, ask.body)
      touch(ask.box, entity)
      return { status: 200, entity: link }
    },
  },
]

/** An app for the whole firm reads tasks, and that is all (v1.0). */
function usersOnly({ isApp }: Ask): void {
  if (isApp) throw new Refusal(403, 'ErrorAccessDenied', 'not supported for application permissions')
}

function linked(ask: Ask, entity: Entity): Raw {
  const isAsked = ask.query.get('$expand') === 'linkedResources'
  return { ...shown(ask, entity), ...(isAsked ? { linkedResources: entity.links } : {}) }
}

/** Days are shown as the midnight they were given as, in UTC: often the evening before. */
function shown({ prefer }: Ask, entity: Entity): Raw {
  const dates = DATES.filter((name) => entity.raw[name] != null).map((name) => [
    name,
    restated(entity.raw[name] as { dateTime: string; timeZone: string }, 'UTC'),
  ])
  return { ...common(entity), ...shownBody(entity.raw, prefer), ...Object.fromEntries(dates) }
}

function checkTask(raw: Raw): void {
  if (!raw['title']) throw new Refusal(400, 'invalidRequest', 'title is required')
  const fault = recurrenceFault(raw)
  if (fault) throw new Refusal(400, 'invalidRequest', fault)
  if (raw['recurrence'] != null && raw['dueDateTime'] == null) {
    throw new Refusal(400, 'invalidRequest', 'a series needs a due date')
  }
}

function withoutNull(raw: Raw): Raw {
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null))
}
