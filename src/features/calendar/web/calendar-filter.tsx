import { IconDownload } from '@tabler/icons-react'
import { apiRoot } from '#ui/api/request.ts'
import { useText } from '#ui/texts.ts'
import { ENTRY_KINDS } from '../calendar-entry.ts'
import type { Person } from './team-rows.tsx'
import type { Settings } from './use-settings.ts'

interface CalendarFilterProps {
  settings: Settings
  change: (change: Partial<Settings>) => void
  /** Everybody but oneself. */
  people: Person[]
  /** The days shown, the last included. */
  days: { first: string; last: string }
}

/** Whose calendars, and what of them; kept with the account. */
export function CalendarFilter({ settings, change, people, days }: CalendarFilterProps) {
  const t = useText()
  const { kinds, others } = settings
  const toggled = <Item,>(list: readonly Item[], item: Item) =>
    list.includes(item) ? list.filter((one) => one !== item) : [...list, item]
  return (
    <div className="cal-filter">
      <fieldset>
        <legend>{t('calendar.what')}</legend>
        {ENTRY_KINDS.map((kind) => (
          <label key={kind}>
            <input
              type="checkbox"
              className="check"
              checked={kinds.includes(kind)}
              onChange={() => change({ kinds: toggled(kinds, kind) })}
            />
            {t(`calendar.kind.${kind}`)}
          </label>
        ))}
      </fieldset>
      {people.length > 0 && (
        <fieldset>
          <legend>{t('calendar.whose')}</legend>
          <label>
            <input type="checkbox" className="check" checked disabled />
            {t('calendar.mine')}
          </label>
          {people.map(({ id, name }) => (
            <label key={id}>
              <input
                type="checkbox"
                className="check"
                checked={others.includes(id)}
                onChange={() => change({ others: toggled(others, id) })}
              />
              {name}
            </label>
          ))}
        </fieldset>
      )}
      <fieldset className="cal-files">
        <legend>{t('calendar.period_file')}</legend>
        <a
          className="button small"
          href={`${apiRoot}/calendar.ics?from=${days.first}&to=${days.last}`}
          download
          title={t('calendar.period_file.text')}
        >
          <IconDownload size={14} stroke={1.75} /> {t('calendar.ics')}
        </a>
        <a
          className="button small"
          href={`${apiRoot}/exports/calendar.outlook.csv?from=${days.first}&to=${days.last}`}
          download
          title={t('calendar.period_outlook.text')}
        >
          <IconDownload size={14} stroke={1.75} /> {t('calendar.outlook')}
        </a>
      </fieldset>
    </div>
  )
}
