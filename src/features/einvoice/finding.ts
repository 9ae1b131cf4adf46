import { z } from 'zod'

/**
 * What the letter of the Federal Ministry of Finance of 15 October 2025 on e-invoices tells apart: a file that is no
 * e-invoice at all (`format`), a rule of EN 16931 or XRechnung that is broken (`businessRule`), and an invoice that lacks
 * or contradicts what § 14 UStG demands (`content`).
 */
export const FINDING_CLASSES = ['format', 'businessRule', 'content'] as const
export const findingClass = z.enum(FINDING_CLASSES)
export type FindingClass = z.infer<typeof findingClass>

export const invoiceFinding = z
  .object({
    rule: z.string().meta({ description: 'Id of the rule, such as BR-CO-10' }),
    flag: z.enum(['fatal', 'warning']),
    class: findingClass,
    lawful: z.boolean().meta({ description: 'Whether it touches a content that § 14 UStG demands' }),
    term: z.string().optional().meta({ description: 'Business term or group, such as BT-106' }),
    path: z.string().optional().meta({ description: 'Where in the invoice, such as lines.0.net' }),
    message: z.string().meta({ description: 'Key of the message' }),
    values: z.record(z.string(), z.string()),
  })
  .meta({ id: 'InvoiceFinding' })
export type InvoiceFinding = z.infer<typeof invoiceFinding>

/** A finding about the file itself: it cannot be read, or not all of it. */
export function formatFinding(
  rule: string,
  values: Record<string, string> = {},
  more: Partial<InvoiceFinding> = {},
): InvoiceFinding {
  const message = `einvoice.says.${rule.toLowerCase().replaceAll('-', '_')}`
  return { rule, flag: 'fatal', class: 'format', lawful: false, message, values, ...more }
}
