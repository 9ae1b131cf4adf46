import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import { davAccess, davAccessChange, davPasswordNew, davPasswordShown } from '../dav.ts'
import { chooseContacts, readDavAccess } from './access.ts'
import { createDavPassword, deleteDavPassword } from './passwords.ts'
import type { DavDb } from './tables.ts'

const { get, post, patch, remove } = routesOf<DavDb>('dav')

/** How programs for calendars and contacts get in; what they say then is spoken at `/dav/`. */
export const davRoutes = [
  get({
    path: '/dav',
    summary: 'The address for calendar and address book programs, and own passwords for them',
    may: 'guest',
    reply: davAccess,
    run: ({ db, by, house }) => readDavAccess(db, by, house.config),
  }),
  patch({
    path: '/dav',
    summary: 'Whether programs get the contacts one manages or all one may see',
    may: 'guest',
    body: davAccessChange,
    reply: davAccess,
    async run({ tx, by, body, house }) {
      if (body.contacts) await chooseContacts(tx, by, body.contacts)
      return readDavAccess(tx, by, house.config)
    },
  }),
  post({
    path: '/dav/passwords',
    summary: 'Makes a password for one program (CalDAV, CardDAV); it is shown this once',
    may: 'guest',
    body: davPasswordNew,
    reply: davPasswordShown,
    run: ({ tx, by, body }) => createDavPassword(tx, by, body),
  }),
  remove({
    path: '/dav/passwords/{id}',
    summary: 'Withdraws the password of a program',
    may: 'guest',
    params: z.object({ id: z.uuid() }),
    run: ({ tx, by, params }) => deleteDavPassword(tx, by, params.id),
  }),
]
