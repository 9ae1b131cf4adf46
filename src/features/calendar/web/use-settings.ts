import { useCallback } from 'react'
import { useSearchParams } from 'react-router'
import { dayText } from '#kernel/wall.ts'
import { usePreference } from '#ui/api/preferences.ts'
import { usePhone } from '#ui/use-phone.ts'
import { TEAM_SPANS, VIEWS, type Shown } from '../calendar-days.ts'
import { ENTRY_KINDS, type EntryKind } from '../calendar-entry.ts'
import { wallNow } from './calendar-api.ts'

/** What a user looks at, kept on every device. */
interface Kept {
  view?: Shown['view']
  span?: Shown['span']
  /** Besides oneself. */
  others?: string[]
  without?: EntryKind[]
}

export interface Settings extends Shown {
  others: string[]
  kinds: EntryKind[]
}

/** The view and the day stand in the address, so that the way back leads there; the choice of last time in the account. */
export function useSettings(): [Settings, (change: Partial<Settings>) => void] {
  const phone = usePhone()
  const [search, setSearch] = useSearchParams()
  const [kept = {}, keep] = usePreference<Kept>('calendar')
  const view = VIEWS.find((one) => one === search.get('view')) ?? (phone ? 'day' : kept.view) ?? 'week'
  const settings: Settings = {
    view: phone && (view === 'week' || view === 'workweek') ? 'day' : view,
    span: TEAM_SPANS.find((one) => one === search.get('span')) ?? kept.span ?? 'day',
    day: /^\d{4}-\d\d-\d\d$/.exec(search.get('day') ?? '')?.[0] ?? dayText(wallNow()),
    others: kept.others ?? [],
    kinds: ENTRY_KINDS.filter((kind) => !kept.without?.includes(kind)),
  }
  const change = useCallback(
    ({ day, view, span, others, kinds }: Partial<Settings>) => {
      setSearch(
        (params) => {
          if (day) params.set('day', day)
          if (view) params.set('view', view)
          if (span) params.set('span', span)
          return params
        },
        { replace: day === undefined },
      )
      const without = kinds && ENTRY_KINDS.filter((kind) => !kinds.includes(kind))
      if (view || span || others || without)
        keep({
          ...kept,
          ...(view && { view }),
          ...(span && { span }),
          ...(others && { others }),
          ...(without && { without }),
        })
    },
    [setSearch, keep, kept],
  )
  return [settings, change]
}
