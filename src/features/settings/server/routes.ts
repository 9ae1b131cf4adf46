import { routesOf } from '#platform/route.ts'
import { settingsChange, settingsReply } from '../settings.ts'
import { changeSettings, readSettings } from './settings.ts'
import type { SettingsDb } from './tables.ts'

const { get, patch } = routesOf<SettingsDb>('settings')

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
]
