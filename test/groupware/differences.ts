import { USUAL_OPTIONS } from '#features/groupware/account.ts'
import { fieldRules } from '#features/sync/item-fields.ts'
import { isAlike } from '#features/sync/merge.ts'
import { ourKind } from '#features/sync/server/ours/our-areas.ts'
import type { Kind } from './things.ts'

/** In which fields a record and its item say something else, pictures aside; a poor server keeps no reminders. */
export function differences(
  kind: Kind,
  ours: Record<string, unknown>,
  theirs: Record<string, unknown>,
  isPoor: boolean,
): string[] {
  const rules = fieldRules(ourKind(kind).area, 'DE')
  const fields = ourKind(kind)
    .fields({ ...USUAL_OPTIONS })
    .filter(
      (field) =>
        field !== 'photo' &&
        !(isPoor && field === 'reminderMinutes') &&
        !(kind === 'task' && field === 'categories'),
    )
  return fields.flatMap((field) => {
    const rule = rules[field]
    const isSame = rule && isAlike(rule, field, ours, theirs)
    return isSame ? [] : [`${field}: ${JSON.stringify(ours[field])} ≠ ${JSON.stringify(theirs[field])}`]
  })
}
