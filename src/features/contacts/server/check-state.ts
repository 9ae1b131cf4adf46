import type { FieldRule } from '#features/customfields/custom-field.ts'
import { readCustomValues } from '#features/customfields/custom-values.ts'
import { Problem } from '#kernel/problem.ts'
import type { FieldError } from '#kernel/problem.ts'
import { checkVatId, formatVatId } from '#kernel/vat-id.ts'
import { spellPhones } from '../derive.ts'
import { readDetails } from '../detail.ts'
import type { Detail } from '../detail.ts'
import type { ContactContext, ContactState } from './contact-state.ts'
import { checkReferences } from './references.ts'
import type { References } from './references.ts'

/**
 * A state checked as a whole and tidied, or everything that is wrong with it. `before` is the state it replaces; what
 * did not change is not checked again.
 */
export function checkState(
  state: ContactState,
  { context, references, before }: { context: ContactContext; references: References; before?: ContactState },
): ContactState | Problem {
  const errors: FieldError[] = checkNames(state)
  const details = state.details === before?.details ? state.details : readSpelled(state, context, errors)
  const custom = readCustom(state, context.fields, errors, before === undefined)
  const vatId = state.vatId ? formatVatId(state.vatId) : null
  if (vatId && vatId !== before?.vatId) errors.push(...at('vatId', checkVatId(vatId)))
  errors.push(...checkReferences(state, references, before))
  if (errors.length === 0) {
    return { ...state, details, custom, vatId }
  }
  return new Problem('invalid', 'invalid', errors.map((e) => `${e.path}: ${e.message}`).join('; '), errors)
}

function readSpelled(state: ContactState, { settings }: ContactContext, errors: FieldError[]): Detail[] {
  const { details, errors: found } = readDetails(state.details)
  errors.push(...found)
  return found.length > 0 ? details : spellPhones(details, settings.country)
}

function checkNames(state: ContactState): FieldError[] {
  if (state.kind === 'company') {
    return state.companyName
      ? []
      : [{ path: 'companyName', code: 'required', message: 'A company needs a name.' }]
  }
  const named = state.firstName ?? state.lastName
  return named
    ? []
    : [{ path: 'lastName', code: 'required', message: 'A person needs a first or a last name.' }]
}

function readCustom(
  state: ContactState,
  fields: FieldRule[],
  errors: FieldError[],
  isNew: boolean,
): Record<string, unknown> {
  const mine = fields.filter((field) => field.appliesTo === 'both' || field.appliesTo === state.kind)
  const read = readCustomValues(state.custom, fields, { mine, isNew })
  errors.push(...read.errors)
  return read.custom
}

function at(path: string, found: { code: string; message: string } | null): FieldError[] {
  return found ? [{ path, ...found }] : []
}
