import { createHash } from 'node:crypto'
import { Refusal, selected } from './answer.ts'
import type { Ask, Route } from './answer.ts'
import { common, deltaOf, entityAt, expandedMarks, folderAt, guard, inFolder } from './entity-routes.ts'
import { markFilter, takeMarks } from './entity-routes.ts'
import { addEntity, addFolder, etag, removeEntity, touch } from './mailbox.ts'
import type { Entity, Raw } from './mailbox.ts'

const CONTACT = { takes: 'contact', gives: 'contact' }

/** The main folder has paths of its own, all others are named. */
const inBooks = (routes: (path: string) => Route[]): Route[] =>
  ['/contacts', '/contactFolders/:folder/contacts'].flatMap(routes)

export const CONTACT_ROUTES: Route[] = [
  {
    method: 'GET',
    path: '/contactFolders',
    query: ['$top'],
    gives: 'contactFolder',
    // The main folder is not among them.
    answer: ({ box }) => ({
      status: 200,
      list: box.folders
        .filter(({ kind, alias }) => kind === 'contact' && alias === undefined)
        .map(({ id, raw }) => ({ id, ...raw })),
    }),
  },
  {
    method: 'GET',
    path: '/contactFolders/:folder',
    gives: 'contactFolder',
    answer: (ask) => {
      const { id, raw } = folderAt(ask, 'contact')
      return { status: 200, entity: { id, ...raw } }
    },
  },
  {
    method: 'POST',
    path: '/contactFolders',
    takes: 'contactFolder',
    gives: 'contactFolder',
    answer: ({ box, body }) => {
      const { id, raw } = addFolder(box, 'contact', body)
      return { status: 201, entity: { id, ...raw } }
    },
  },
  ...inBooks((path) => [
    {
      method: 'GET',
      path: `${path}/delta`,
      query: ['$deltatoken'],
      gives: 'contact',
      answer: (ask) => ({ status: 200, delta: deltaOf(ask, folderAt(ask, 'contact'), common) }),
    },
    {
      method: 'GET',
      path,
      query: ['$filter', '$select', '$expand', '$top'],
      gives: 'contact',
      answer: (ask) => ({ status: 200, list: listed(ask) }),
    },
    {
      method: 'POST',
      path,
      ...CONTACT,
      answer: (ask) => {
        checkContact(ask.body)
        const entity = addEntity(ask.box, 'contact', folderAt(ask, 'contact').id, noon(ask.body))
        entity.raw = takeMarks(entity, entity.raw)
        return { status: 201, entity: common(entity) }
      },
    },
    {
      method: 'GET',
      path: `${path}/:id`,
      query: ['$expand', '$select'],
      gives: 'contact',
      answer: (ask) => {
        const entity = entityAt(ask, 'contact', folderAt(ask, 'contact'))
        return {
          status: 200,
          entity: { ...selected(common(entity), ask.query), ...expandedMarks(entity, ask.query) },
        }
      },
    },
  ]),
  {
    method: 'PATCH',
    path: '/contacts/:id',
    ...CONTACT,
    answer: (ask) => {
      const entity = entityAt(ask, 'contact')
      guard(ask, etag(entity))
      checkContact(ask.body)
      entity.raw = { ...entity.raw, ...noon(takeMarks(entity, ask.body)) }
      touch(ask.box, entity)
      return { status: 200, entity: common(entity) }
    },
  },
  {
    method: 'DELETE',
    path: '/contacts/:id',
    answer: (ask) => {
      const entity = entityAt(ask, 'contact')
      guard(ask, etag(entity))
      removeEntity(ask.box, entity)
      return { status: 204 }
    },
  },
  {
    method: 'GET',
    path: '/contacts/:id/photo',
    gives: 'profilePhoto',
    answer: (ask) => {
      const { bytes } = photoOf(entityAt(ask, 'contact'))
      const mark = createHash('sha1').update(bytes).digest('base64')
      const entity = { id: '1X1', width: 1, height: 1, '@odata.mediaEtag': `W/"${mark}"` }
      return { status: 200, entity }
    },
  },
  {
    method: 'GET',
    path: '/contacts/:id/photo/$value',
    answer: (ask) => ({ status: 200, ...photoOf(entityAt(ask, 'contact')) }),
  },
  {
    method: 'PUT',
    path: '/contacts/:id/photo/$value',
    answer: (ask) => {
      const entity = entityAt(ask, 'contact')
      if (!/^image\/(png|jpeg|gif)$/.test(ask.type)) throw new Refusal(400, 'ErrorInvalidImage')
      entity.photo = { type: ask.type, bytes: ask.bytes }
      touch(ask.box, entity)
      return { status: 200 }
    },
  },
  {
    method: 'DELETE',
    path: '/contacts/:id/photo/$value',
    answer: (ask) => {
      const entity = entityAt(ask, 'contact')
      photoOf(entity)
      delete entity.photo
      touch(ask.box, entity)
      return { status: 204 }
    },
  },
]

function listed(ask: Ask): Raw[] {
  const filter = ask.query.get('$filter')
  const fits = filter === undefined ? () => true : markFilter(filter)
  if (!fits) throw new Refusal(400, 'ErrorInvalidUrlQueryFilter', filter)
  return inFolder(ask.box, folderAt(ask, 'contact'))
    .filter(fits)
    .map((entity) => ({ ...selected(common(entity), ask.query), ...expandedMarks(entity, ask.query) }))
}

function photoOf({ photo }: Entity): { type: string; bytes: Buffer } {
  if (!photo) throw new Refusal(404, 'ErrorItemNotFound', 'no picture')
  return photo
}

/** Outlook's room: three addresses of mail, two numbers each at work and at home. */
function checkContact(raw: Raw): void {
  const full = (name: string, room: number) => ((raw[name] as unknown[] | undefined)?.length ?? 0) > room
  if (full('emailAddresses', 3) || full('businessPhones', 2) || full('homePhones', 2)) {
    throw new Refusal(400, 'ErrorPropertyValidationFailure', 'too many of them')
  }
}

function noon(raw: Raw): Raw {
  const { birthday } = raw
  return typeof birthday === 'string' ? { ...raw, birthday: `${birthday.slice(0, 10)}T11:59:00Z` } : raw
}
