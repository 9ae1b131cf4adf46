import { z } from 'zod'
import { checkPattern } from './number-pattern.ts'

export const RANGE_KINDS = [
  'quote',
  'confirmation',
  'invoice',
  'cancellation',
  'correction',
  'reminder',
] as const
export type RangeKind = (typeof RANGE_KINDS)[number]

const fields = {
  name: z.string().trim().min(1).max(100),
  pattern: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .meta({ description: 'Text with {YYYY}, {YY}, {MM} and one counter {####}, such as RE-{YYYY}-{####}' }),
  first: z.int().min(0).max(999_999_999).meta({ description: 'With which the counter begins' }),
  yearly: z.boolean().meta({ description: 'Counts anew with each year (month, where {MM} stands in it)' }),
  active: z.boolean().meta({ description: 'One range of each kind gives its numbers' }),
}

/** Where numbers come from. */
export const numberRange = z
  .object({
    ...fields,
    id: z.uuid(),
    kind: z.enum(RANGE_KINDS),
    next: z.string().meta({ description: 'The number that comes next' }),
    used: z.boolean().meta({ description: 'It has given numbers: its pattern stays' }),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'NumberRange' })
export type NumberRange = z.infer<typeof numberRange>

const sound = (
  input: { pattern?: string | undefined; yearly?: boolean | undefined },
  context: z.RefinementCtx,
) => {
  if (input.pattern === undefined) return
  const flaw = checkPattern(input.pattern, input.yearly ?? false)
  if (flaw)
    context.addIssue({ code: 'custom', path: ['pattern'], message: FLAWS[flaw], params: { code: flaw } })
}

const FLAWS = {
  no_counter: 'A counter is missing, such as {####}.',
  many_counters: 'One counter only.',
  unknown_part: 'Known parts are {YYYY}, {YY}, {MM} and a counter such as {####}.',
  no_year: 'What counts anew each year needs {YYYY} or {YY}, else numbers come twice.',
  bad_letter: 'Letters, digits, blanks and . _ / - only.',
}

export const numberRangeNew = z
  .object({ ...fields, kind: z.enum(RANGE_KINDS) })
  .partial()
  .required({ kind: true, name: true, pattern: true })
  .superRefine(sound)
  .meta({ id: 'NumberRangeNew' })
export type NumberRangeNew = z.infer<typeof numberRangeNew>

export const numberRangeChange = z.object(fields).partial().meta({ id: 'NumberRangeChange' })
export type NumberRangeChange = z.infer<typeof numberRangeChange>

/** Numbers that were passed over or given to nothing. */
export const numberGaps = z
  .object({
    items: z.array(
      z.object({
        rangeId: z.uuid(),
        kind: z.enum(RANGE_KINDS),
        name: z.string(),
        period: z.string(),
        first: z.string(),
        last: z.string(),
        count: z.int(),
        missing: z.array(z.string()),
      }),
    ),
    nextCursor: z.null(),
  })
  .meta({ id: 'NumberGaps' })
