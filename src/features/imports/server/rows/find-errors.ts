import { checkContacts } from '#features/contacts/server/create-contacts.ts'
import { Problem } from '#kernel/problem.ts'
import type { FieldError } from '#kernel/problem.ts'
import type { Tx } from '#platform/database.ts'
import type { Draft } from '../../read-row.ts'
import { findNames } from '../run/find-names.ts'
import { toNew } from '../run/from-draft.ts'
import type { Run } from '../run/import-batch.ts'
import type { ImportsDb } from '../tables.ts'

/** A row with what is known to be wrong with it. */
export interface Wrong {
  draft: Draft
  errors: readonly FieldError[]
}

/**
 * Everything that is wrong with each of these rows, so that nobody corrects them twice: what could not be read, and
 * what a contact refuses of the rest. Of a row that is wrong as a whole there is no more to say. Writes nothing.
 */
export async function findErrors(
  tx: Tx<ImportsDb>,
  run: Pick<Run, 'by' | 'options' | 'context'>,
  rows: readonly Wrong[],
): Promise<FieldError[][]> {
  if (rows.length === 0) return []
  const drafts = rows.map(({ draft }) => draft)
  const named = await findNames(tx, run.by, { drafts, create: false })
  const shaped = rows.map(({ draft }) => shape(draft, (one) => toNew(one, { ...run, named })))
  const inputs = shaped.flatMap(({ input }) => input ?? [])
  const refusals = (await checkContacts(tx, run.by, inputs, run.context)).values()
  return rows.map(({ errors }, at) => {
    const { input, problems = [], kept = [] } = shaped[at] ?? {}
    const refusal = input && refusals.next().value
    if (errors.some(({ path }) => path === '')) return [...errors]
    const refused = (refusal?.errors ?? []).map((error) => ({ ...error, path: placed(error.path, kept) }))
    return distinct([...errors, ...problems, ...refused.filter((error) => isSurely(error, run))])
  })
}

interface Shaped {
  /** The contact as far as its fields have the right form. */
  input?: ReturnType<typeof toNew>
  problems?: readonly FieldError[]
  /** The places that its details had in the row. */
  kept?: number[]
}

/** A row as a contact without the fields that have the wrong form. */
function shape(draft: Draft, read: (draft: Draft) => ReturnType<typeof toNew>): Shaped {
  const all = draft.details.map((_, at) => at)
  try {
    return { input: read(draft), kept: all }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const heads = new Set(error.errors.map(({ path }) => path.split('.')[0] ?? ''))
    const places = new Set(
      error.errors.flatMap(({ path }) => /^details\.(\d+)/.exec(path)?.[1] ?? []).map(Number),
    )
    const kept = all.filter((at) => !places.has(at))
    const rest = Object.entries(draft).filter(([field]) => field === 'details' || !heads.has(field))
    const details = kept.flatMap((at) => draft.details[at] ?? [])
    const problems = problemsOf(error)
    try {
      return { input: read({ ...(Object.fromEntries(rest) as unknown as Draft), details }), problems, kept }
    } catch (again) {
      if (again instanceof Problem) return { problems }
      throw again
    }
  }
}

function problemsOf({ errors, code, message }: Problem): readonly FieldError[] {
  return errors.length > 0 ? errors : [{ path: '', code, message }]
}

/** The path of an error where the row has it: details in front of it may have been left out. */
function placed(path: string, kept: readonly number[]): string {
  return path.replace(/^details\.(\d+)/, (_, at: string) => `details.${kept[Number(at)] ?? at}`)
}

/** What a row lacks may stand in the contact that it goes onto. */
function isSurely({ code }: FieldError, { options }: Pick<Run, 'options'>): boolean {
  return code !== 'required' || options.duplicates !== 'update'
}

/** Of the errors about one place the first: what could not be read is missing for no other reason. */
function distinct(errors: readonly FieldError[]): FieldError[] {
  const first = new Map<string, FieldError>()
  for (const error of errors) if (!first.has(error.path)) first.set(error.path, error)
  return [...first.values()]
}
