import { useQuery } from '@tanstack/react-query'
import { useChangeWords } from '#features/contacts/web/page/change-words.ts'
import { groupsQuery, usersQuery } from '#features/users/web/users-api.ts'
import { formatMoment, formatNumber } from '#ui/format.ts'
import { useText, type TextKey, type Translate } from '#ui/texts.ts'
import { auditLines, type AuditLine } from '../audit-lines.ts'
import type { AuditEntry } from '../audit.ts'

/** One changed field in words; null where nothing stood. */
export interface SaidLine {
  name: string
  from: string | null
  to: string | null
}

/** What a kind of record is called; its own name for kinds of a later version. */
export function kindWords(t: Translate, kind: string): string {
  return known(t, `audit.kind.${kind}`) ?? known(t, `labels.${kind}`) ?? kind
}

/** What was done: `contact.changed` is "geändert". */
export function actionWords(t: Translate, action: string): string {
  const verb = action.slice(action.lastIndexOf('.') + 1)
  return known(t, `audit.verb.${verb}`) ?? verb
}

/** Puts the changes of an entry into words; contacts say theirs themselves. */
export function useDiffWords(): (entry: AuditEntry) => SaidLine[] {
  const t = useText()
  const ofContact = useChangeWords()
  const { data: users = [] } = useQuery(usersQuery)
  const { data: groups = [] } = useQuery(groupsQuery)
  const names = new Map([...users, ...groups].map(({ id, name }) => [id, name]))
  return ({ record, diff }) => {
    if (record.kind === 'contact') return ofContact(diff.filter(({ field }) => field !== 'kind'))
    return auditLines(diff).map((line) => ({
      name: fieldWords(t, line),
      from: valueWords(t, line.from, names),
      to: valueWords(t, line.to, names),
    }))
  }
}

function fieldWords(t: Translate, { path }: AuditLine): string {
  const field = path.at(-1) ?? ''
  return (
    known(t, `settings.${path.join('.')}`) ??
    known(t, `audit.field.${path.join('.')}`) ??
    known(t, `audit.field.${field}`) ??
    field
  )
}

function valueWords(t: Translate, value: unknown, names: Map<string, string>): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (typeof value === 'number') return formatNumber(value)
  if (Array.isArray(value)) {
    const words = value.map((one) => valueWords(t, one, names)).filter(Boolean)
    return words.length ? words.join(', ') : null
  }
  if (typeof value !== 'string') return JSON.stringify(value)
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return formatMoment(value)
  return names.get(value) ?? known(t, `audit.value.${value}`) ?? value
}

function known(t: Translate, key: string): string | undefined {
  const words = t(key as TextKey)
  return words === key ? undefined : words
}
