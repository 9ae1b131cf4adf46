import { z } from 'zod'

/** Whose contacts stand in the address book of a program: those one manages, or all one may see. */
export const SCOPES = ['own', 'all'] as const
export type Scope = (typeof SCOPES)[number]

export const davPassword = z
  .object({
    id: z.uuid(),
    name: z.string(),
    createdAt: z.string(),
    lastUsedAt: z.string().nullable(),
    lastAgent: z.string().meta({ description: 'What the program called itself when it came last' }),
  })
  .meta({ id: 'DavPassword' })
export type DavPassword = z.infer<typeof davPassword>

export const davPasswordNew = z
  .object({ name: z.string().trim().min(1).max(255) })
  .meta({ id: 'DavPasswordNew' })

export const davPasswordShown = davPassword
  .extend({ password: z.string().meta({ description: 'Shown this once' }) })
  .meta({ id: 'DavPasswordShown' })
export type DavPasswordShown = z.infer<typeof davPasswordShown>

export const davAccess = z
  .object({
    address: z.string().meta({ description: 'What programs ask for as server' }),
    user: z.string().meta({ description: 'The name to sign in with' }),
    contacts: z.enum(SCOPES),
    passwords: z.array(davPassword),
  })
  .meta({ id: 'DavAccess' })
export type DavAccess = z.infer<typeof davAccess>

export const davAccessChange = z
  .object({ contacts: z.enum(SCOPES) })
  .partial()
  .meta({ id: 'DavAccessChange' })
