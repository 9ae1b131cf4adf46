import { z } from 'zod'

/** One line of the audit trail: who did what to which record, and every field from what to what. */
export const auditEntry = z
  .object({
    id: z.uuid(),
    at: z.string(),
    by: z.object({ id: z.uuid(), name: z.string() }).nullable().meta({ description: 'Null: Kontor itself' }),
    via: z.enum(['web', 'api', 'import', 'job', 'groupware', 'command', 'system']),
    action: z.string(),
    record: z.object({ kind: z.string(), id: z.uuid(), title: z.string() }),
    diff: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
    runId: z.string().nullable().meta({ description: 'The import or bulk run it belongs to' }),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof auditEntry>

export const auditPage = z
  .object({ items: z.array(auditEntry), nextCursor: z.string().nullable() })
  .meta({ id: 'AuditPage' })

const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })])

export const auditFilters = z.object({
  by: z.uuid().optional().meta({ description: 'Who did it' }),
  kind: z.string().max(60).optional(),
  action: z.string().max(80).optional(),
  record: z.uuid().optional(),
  from: moment.optional(),
  to: moment.optional().meta({ description: 'A day counts in full' }),
})
export type AuditFilters = z.infer<typeof auditFilters>
