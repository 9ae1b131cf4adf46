import { z } from 'zod'
import type { SettingsDb } from '#features/settings/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { language, role } from '../user.ts'

const versioned = { createdAt: z.string(), updatedAt: z.string(), version: z.number() }
type Filled = 'createdAt' | 'updatedAt' | 'version'

export const principalTable = z.object({ id: z.string(), kind: z.enum(['user', 'group', 'everyone']) })
export const appUserTable = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role,
  language,
  passwordHash: z.string().nullable(),
  preferences: z.record(z.string(), z.unknown()),
  deactivatedAt: z.string().nullable(),
  lastSeenAt: z.string().nullable(),
  ...versioned,
})
export const userGroupTable = z.object({ id: z.string(), name: z.string(), ...versioned })
export const groupMemberTable = z.object({ groupId: z.string(), userId: z.string() })
export const sessionTable = z.object({
  tokenHash: z.string(),
  userId: z.string(),
  agent: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string(),
  expiresAt: z.string(),
})
export const tokenTable = z.object({
  id: z.string(),
  tokenHash: z.string(),
  userId: z.string(),
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
})
export const onceLinkTable = z.object({
  tokenHash: z.string(),
  purpose: z.enum(['invitation', 'password']),
  userId: z.string(),
  expiresAt: z.string(),
})
export const attemptTable = z.object({ subject: z.string(), at: z.string() })
export interface UsersDb extends SettingsDb {
  principal: TableOf<typeof principalTable>
  appUser: TableOf<typeof appUserTable, Filled | 'preferences' | 'language'>
  userGroup: TableOf<typeof userGroupTable, Filled>
  groupMember: TableOf<typeof groupMemberTable>
  session: TableOf<typeof sessionTable, 'createdAt' | 'lastUsedAt'>
  token: TableOf<typeof tokenTable, 'createdAt'>
  onceLink: TableOf<typeof onceLinkTable>
  attempt: TableOf<typeof attemptTable, 'at'>
}
