import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import { serveBytes } from '#platform/serve-bytes.ts'
import { contact } from '../contact.ts'
import { PHOTO_LIMIT, PHOTO_TYPES, formerPhoto, photoQuery } from '../photo.ts'
import { changePhoto } from './change-photo.ts'
import { makePicture } from './make-picture.ts'
import { readPhoto } from './read-photo.ts'
import type { ContactsDb } from './tables.ts'

const { get, put, remove } = routesOf<ContactsDb>('contacts')
const byId = z.object({ id: z.uuid() })

export const photoRoutes = [
  get({
    path: '/contacts/{id}/photo',
    summary: 'The picture of a contact, or one it had before',
    may: 'guest',
    params: byId,
    query: photoQuery,
    binary: 'image/webp',
    run: async ({ db, by, params, query, ...http }) => {
      const { former, size, v } = query
      const photo = await readPhoto(db, by, { id: params.id, thumbnail: size === 'thumbnail', former })
      const cache = v === undefined && former === undefined ? 'no-cache' : 'max-age=3600'
      return serveBytes(http, { ...photo, type: 'image/webp', cache })
    },
  }),
  put({
    path: '/contacts/{id}/photo',
    summary: 'Gives a contact a picture of at most 1 MB, or one back that it had before',
    may: 'user',
    params: byId,
    upload: { types: PHOTO_TYPES, limit: PHOTO_LIMIT, take: makePicture },
    body: formerPhoto,
    reply: contact,
    run: ({ tx, by, params, body, ifMatch }) =>
      changePhoto(tx, by, { id: params.id, picture: body, ifMatch }),
  }),
  remove({
    path: '/contacts/{id}/photo',
    summary: 'Takes the picture of a contact away',
    may: 'user',
    params: byId,
    run: async ({ tx, by, params, ifMatch }) => {
      await changePhoto(tx, by, { id: params.id, picture: null, ifMatch })
    },
  }),
]
