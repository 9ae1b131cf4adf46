import { z } from 'zod'
import { listWords, pageOf, several } from '#kernel/list-query.ts'
import { VISIBILITIES } from '#kernel/rights.ts'

export const PROJECT_STATES = ['open', 'paused', 'done', 'cancelled'] as const

const fields = {
  title: z.string().trim().min(1).max(255),
  description: z.string().max(65_000),
  status: z.enum(PROJECT_STATES),
  startDay: z.iso.date().nullable(),
  endDay: z.iso.date().nullable().meta({ description: 'The last day' }),
  ownerId: z.uuid().meta({ description: 'Who is responsible; not a guest' }),
  visibility: z.enum(VISIBILITIES).meta({
    description:
      '`managers`: only who is in `access`, its members, the owner, its creator and administrators see it',
  }),
  access: z.array(z.uuid()).max(200).meta({ description: 'Users and groups' }),
}

export const project = z
  .object({
    ...fields,
    id: z.uuid(),
    owner: z.object({ id: z.uuid(), name: z.string() }),
    members: z.array(z.object({ id: z.uuid(), name: z.string() })),
    contacts: z
      .array(z.object({ id: z.uuid(), displayName: z.string() }))
      .meta({ description: 'Those the caller may see' }),
    opportunityId: z.uuid().nullable(),
    opportunity: z
      .object({ id: z.uuid(), title: z.string() })
      .nullable()
      .meta({ description: 'Null when there is none or the caller may not see it' }),
    createdBy: z.uuid().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
    can: z.array(z.enum(['change', 'delete', 'access'])),
  })
  .meta({ id: 'Project' })
export type Project = z.infer<typeof project>

const written = {
  ...fields,
  members: z.array(z.uuid()).max(200).meta({ description: 'Users; the owner belongs to it always' }),
  contacts: z.array(z.uuid()).max(500),
  opportunityId: z.uuid().nullable(),
}

export const projectNew = z.object(written).partial().required({ title: true }).meta({ id: 'ProjectNew' })
export type ProjectNew = z.infer<typeof projectNew>

export const projectChange = z.object(written).partial().meta({ id: 'ProjectChange' })
export type ProjectChange = z.infer<typeof projectChange>

/** The list, as its address asks for it. */
export const projectListQuery = z.object({
  ...listWords({
    q: 'Search syntax: title, description',
    sort: 'status, title, end or createdAt',
  }),
  status: several(z.enum(PROJECT_STATES)).meta({ description: 'Several: one of them' }),
  owner: several(z.union([z.literal('me'), z.uuid()])).meta({ description: 'Several: one of them' }),
  member: z.union([z.literal('me'), z.uuid()]).optional(),
  contact: z.uuid().optional().meta({ description: 'Linked; of a company or one of its persons' }),
  opportunity: z.uuid().optional(),
})
export type ProjectListQuery = z.infer<typeof projectListQuery>

export const projectPage = pageOf(project).meta({ id: 'ProjectPage' })
export type ProjectPage = z.infer<typeof projectPage>
