import { problemWords } from '#ui/api/problem-words.ts'
import type { Translate } from '#ui/texts.ts'
import type { Hint } from '../../hints.ts'

/** What a hint says. */
export function hintWords({ code, values = {} }: Hint, t: Translate): string {
  const problem = values['problem']
  const said = problem === undefined ? values : { problem: problemWords({ code: problem, message: problem }) }
  return t(`contacts.hint.${code}`, said)
}

/** What its button says: the value it puts there, or as short as can be where the sentence names it. */
export function fixWords({ code, fix = [] }: Hint, t: Translate): string {
  const [first] = fix
  if (code === 'salutation.gender' && (first?.value === 'ms' || first?.value === 'mr'))
    return t('contacts.hint.fix', { value: t(`contacts.salutation.${first.value}`) })
  if (code === 'phone.mobile_as_fax') return t('contacts.hint.fix', { value: t('contacts.category.mobile') })
  if (code === 'phone.fixed_as_mobile') return t('contacts.hint.fix', { value: t('contacts.category.work') })
  if (code.startsWith('name.') && code !== 'name.swapped')
    return t('contacts.hint.fix', { value: first?.value ?? '' })
  return t('contacts.hint.mend')
}
