import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import { serveBytes } from '#platform/serve-bytes.ts'
import { LOGO_LIMIT, LOGO_TYPES, formerLogo } from '../logo.ts'
import { settingsChange, settingsReply } from '../settings.ts'
import { changeLogo, makeLogo, readLogo } from './logo.ts'
import { changeSettings, readSettings } from './settings.ts'
import type { SettingsDb } from './tables.ts'

const { get, put, patch, remove } = routesOf<SettingsDb>('settings')

export const settingsRoutes = [
  get({
    path: '/settings',
    summary: 'The settings of the firm',
    may: 'guest',
    reply: settingsReply,
    run: ({ db }) => readSettings(db),
  }),
  patch({
    path: '/settings',
    summary: 'Changes settings by a merge patch',
    may: 'admin',
    body: settingsChange,
    reply: settingsReply,
    run: ({ tx, by, body, ifMatch }) => changeSettings(tx, by, { patch: body, ifMatch }),
  }),
  get({
    path: '/settings/logo',
    summary: 'The logo of the firm',
    may: 'guest',
    query: z.object({ v: z.string().max(64).optional() }),
    binary: 'image/png',
    run: async ({ db, query, ...http }) => {
      const cache = query.v === undefined ? 'no-cache' : 'max-age=3600'
      return serveBytes(http, { ...(await readLogo(db)), type: 'image/png', cache })
    },
  }),
  put({
    path: '/settings/logo',
    summary: 'Gives the firm a logo of at most 1 MB as PNG or JPEG, or one back that it had before',
    may: 'admin',
    upload: { types: LOGO_TYPES, limit: LOGO_LIMIT, take: makeLogo },
    body: formerLogo,
    reply: settingsReply,
    run: ({ tx, by, body, ifMatch }) => changeLogo(tx, by, { logo: body, ifMatch }),
  }),
  remove({
    path: '/settings/logo',
    summary: 'Takes the logo of the firm away',
    may: 'admin',
    run: async ({ tx, by, ifMatch }) => {
      await changeLogo(tx, by, { logo: null, ifMatch })
    },
  }),
]
