import { z } from 'zod'

/**
 * The people with a seat, and how they come in. Administrators see and set everything; users work with what is
 * shared with them; guests see only what they (or a group of theirs) were put on, and change nothing.
 */
export const role = z.enum(['admin', 'user', 'guest']).meta({ id: 'Role' })
export const language = z.enum(['de', 'en']).meta({ id: 'Language' })

const email = z.email().max(254)
/** Length is what counts (NIST SP 800-63B, 5.1.1): at least 8, no rules about kinds of characters. */
export const password = z.string().min(8).max(200)
const name = z.string().trim().min(1).max(255)

/** What everybody may know of everybody: enough to choose somebody. */
export const userName = z
  .object({ id: z.uuid(), name: z.string(), role, active: z.boolean() })
  .meta({ id: 'UserName' })

export const user = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role,
    language,
    groups: z.array(z.uuid()).meta({ description: 'Ids of the groups the user belongs to' }),
    active: z.boolean(),
    invited: z.boolean().meta({ description: 'True until the user has set a password' }),
    lastSeenAt: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'User' })
export type User = z.infer<typeof user>

export const userNew = z
  .object({
    email,
    name,
    role: role.default('user'),
    language: language.optional(),
    password: password.optional().meta({ description: 'Without one an invitation is mailed' }),
  })
  .meta({ id: 'UserNew' })
export type UserNew = z.infer<typeof userNew>

export const userChange = z
  .object({ email, name, role, language, password, active: z.boolean() })
  .partial()
  .meta({ id: 'UserChange' })
export type UserChange = z.infer<typeof userChange>

/** What a user sets for themselves; `preferences` belongs to the screens (columns, shortcuts, colour scheme). */
export const ownChange = z
  .object({
    name,
    language,
    password,
    currentPassword: z.string().max(200),
    preferences: z.record(z.string().max(60), z.unknown()),
  })
  .partial()
  .meta({ id: 'OwnChange' })

export const handOver = z
  .object({ to: z.uuid().meta({ description: 'The user who takes over what this one looks after' }) })
  .meta({ id: 'HandOver' })

export const group = z
  .object({
    id: z.uuid(),
    name: z.string(),
    members: z.array(z.uuid()),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Group' })
export const groupNew = z
  .object({ name, members: z.array(z.uuid()).max(1000).default([]) })
  .meta({ id: 'GroupNew' })
export const groupChange = z
  .object({ name, members: z.array(z.uuid()).max(1000) })
  .partial()
  .meta({ id: 'GroupChange' })

export const signIn = z
  .object({ email: z.string().max(254), password: z.string().max(200) })
  .meta({ id: 'SignIn' })

export const session = z
  .object({
    user: z.object({
      id: z.uuid(),
      email: z.string(),
      name: z.string(),
      role,
      language,
      groups: z.array(z.uuid()),
      preferences: z.record(z.string(), z.unknown()),
    }),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof session>

export const token = z
  .object({
    id: z.uuid(),
    name: z.string(),
    createdAt: z.string(),
    lastUsedAt: z.string().nullable(),
    expiresAt: z.string().nullable(),
  })
  .meta({ id: 'Token' })
export const tokenNew = z
  .object({ name, expiresAt: z.iso.datetime({ offset: true }).nullable().optional() })
  .meta({ id: 'TokenNew' })
export const tokenShown = token
  .extend({ token: z.string().meta({ description: 'The secret; it is never shown again' }) })
  .meta({ id: 'TokenShown' })

export const passwordReset = z.object({ email: z.string().max(254) }).meta({ id: 'PasswordReset' })
export const passwordConfirm = z
  .object({ token: z.string().max(200), password, name: name.optional() })
  .meta({ id: 'PasswordConfirm' })
