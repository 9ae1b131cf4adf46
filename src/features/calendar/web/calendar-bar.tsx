import { IconAdjustmentsHorizontal, IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Popover } from '#ui/popover.tsx'
import { useText } from '#ui/texts.ts'
import { usePhone } from '#ui/use-phone.ts'
import { daysShown, TEAM_SPANS, VIEWS, type Shown } from '../calendar-days.ts'
import { dateText } from './entry-words.ts'
import type { Settings } from './use-settings.ts'

interface CalendarBarProps {
  settings: Settings
  change: (change: Partial<Settings>) => void
  onPage: (by: 1 | -1) => void
  onToday: () => void
  onNew: () => void
  filter: ReactNode
  way: ReactNode
  filtered: boolean
  mayCreate: boolean
}

/** Where in time, how much of it, whose and what. */
export function CalendarBar({
  settings,
  change,
  onPage,
  onToday,
  onNew,
  filter,
  way,
  filtered,
  mayCreate,
}: CalendarBarProps) {
  const t = useText()
  const phone = usePhone()
  const views = VIEWS.filter((view) => !phone || (view !== 'week' && view !== 'workweek'))
  return (
    <div className="cal-bar">
      <Popover
        label={t('calendar.go_to')}
        className="padded"
        renderOpener={(opener) => (
          <button type="button" className="cal-title" {...opener} title={t('calendar.go_to')}>
            <h1>{titleOf(settings)}</h1>
          </button>
        )}
      >
        {(close) => <GoTo day={settings.day} onGo={(day) => (close(), change({ day }))} />}
      </Popover>
      <button
        type="button"
        className="icon-button"
        aria-label={t('calendar.earlier')}
        title={t('calendar.earlier')}
        onClick={() => onPage(-1)}
      >
        <IconChevronLeft size={16} stroke={1.75} />
      </button>
      <button type="button" className="button small" onClick={onToday}>
        {t('calendar.today')}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t('calendar.later')}
        title={t('calendar.later')}
        onClick={() => onPage(1)}
      >
        <IconChevronRight size={16} stroke={1.75} />
      </button>
      <span className="grow" />
      <div className="cal-views" role="group" aria-label={t('calendar.views')}>
        {views.map((view) => (
          <button
            key={view}
            type="button"
            className="tab"
            aria-pressed={settings.view === view}
            onClick={() => change({ view })}
          >
            {t(`calendar.view.${view}`)}
          </button>
        ))}
      </div>
      {settings.view === 'team' && !phone && (
        <select
          className="field cal-span"
          aria-label={t('calendar.span')}
          value={settings.span}
          onChange={(event) => change({ span: event.target.value as Shown['span'] })}
        >
          {TEAM_SPANS.map((span) => (
            <option key={span} value={span}>
              {t(`calendar.view.${span}`)}
            </option>
          ))}
        </select>
      )}
      <Popover
        label={t('calendar.filter')}
        className="padded"
        side="end"
        renderOpener={(opener) => (
          <button
            type="button"
            className={filtered ? 'icon-button dot' : 'icon-button'}
            aria-label={t('calendar.filter')}
            title={t('calendar.filter')}
            {...opener}
          >
            <IconAdjustmentsHorizontal size={16} stroke={1.75} />
          </button>
        )}
      >
        {() => filter}
      </Popover>
      {way}
      {mayCreate && (
        <button
          type="button"
          className="button primary cal-new"
          onClick={onNew}
          aria-label={t('calendar.new')}
        >
          <IconPlus size={16} stroke={2} />
          {!phone && t('calendar.appointment')}
        </button>
      )}
    </div>
  )
}

function GoTo({ day, onGo }: { day: string; onGo: (day: string) => void }) {
  const t = useText()
  return (
    <form
      className="cal-goto"
      onSubmit={(event) => {
        event.preventDefault()
        const typed = new FormData(event.currentTarget).get('day')
        if (typeof typed === 'string' && typed) onGo(typed)
      }}
    >
      <label>
        {t('calendar.go_to')}
        <input className="field" type="date" name="day" defaultValue={day} data-autofocus />
      </label>
      <button type="submit" className="button primary">
        {t('calendar.go')}
      </button>
    </form>
  )
}

/** What is on the screen, as a heading. */
function titleOf({ view, span, day }: Settings): string {
  const extent = view === 'team' ? span : view
  if (extent === 'day')
    return dateText(day, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' })
  if (extent === 'month') return dateText(day, { month: 'long', year: 'numeric' })
  const { first, last } = daysShown({ view, span, day })
  const sameMonth = first.slice(0, 7) === last.slice(0, 7)
  const from = dateText(first, sameMonth ? { day: 'numeric' } : { day: 'numeric', month: 'short' })
  return `${from.replace(/\.?$/, sameMonth ? '.' : '')}–${dateText(last, { day: 'numeric', month: 'short', year: 'numeric' })}`
}
