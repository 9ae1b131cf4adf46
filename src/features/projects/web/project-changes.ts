import type { FieldChange } from '#features/contacts/change-lines.ts'
import type { SaidChange } from '#features/contacts/web/page/change-words.ts'
import { formatDay } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import { PROJECT_STATES } from '../project.ts'

const NAMES = {
  title: 'projects.name',
  description: 'projects.description',
  status: 'projects.status',
  startDay: 'projects.start',
  endDay: 'projects.end',
} as const
type Told = keyof typeof NAMES

/** Puts the changes of a project into words; of people and rights it is said only that something changed. */
export function useProjectChanges(): (changes: readonly FieldChange[]) => SaidChange[] {
  const t = useText()
  return (changes) =>
    changes.flatMap(({ field, from, to }) => {
      if (!(field in NAMES)) return []
      const told = field as Told
      return {
        id: field,
        field,
        name: t(NAMES[told]),
        inSentence: t(`projects.the.${told}`),
        from: valueOf(t, told, from),
        to: valueOf(t, told, to),
      }
    })
}

function valueOf(t: Translate, field: Told, value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null
  const status = field === 'status' ? PROJECT_STATES.find((one) => one === value) : undefined
  if (status) return t(`projects.status.${status}`)
  return field === 'startDay' || field === 'endDay' ? formatDay(value) : value
}
