import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, use, useCallback, useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Appointment } from '#features/appointments/appointment.ts'
import { DAY, dayText, MINUTE, wallOf, wallText, written } from '#kernel/wall.ts'
import { useVocabulary } from '#features/contacts/web/contact-api.ts'
import { ask } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { useFileDrop } from '#ui/inputs/use-file-drop.ts'
import { useCommands } from '#ui/keys.ts'
import { useLanguage } from '#ui/texts.ts'
import { useLatest } from '#ui/use-latest.ts'
import { daysShown, paged, VIEWS } from '../calendar-days.ts'
import { ENTRY_KINDS } from '../calendar-entry.ts'
import './calendar.css'
import './entry.css'
import { useCalendar, wallNow, type Placed } from './calendar-api.ts'
import { CalendarBar } from './calendar-bar.tsx'
import { CalendarFilter } from './calendar-filter.tsx'
import { CalendarSlots } from './calendar-slots.ts'
import { CalendarView } from './calendar-view.tsx'
import { openAppointment } from './dialogs.ts'
import { EntryPanel } from './entry-panel.tsx'
import type { GridProps, Range } from './grid-props.ts'
import { removeAppointment } from './remove-appointment.ts'
import type { Person } from './team-rows.tsx'
import { useEntryKeys } from './use-entry-keys.ts'
import { useMove } from './use-move.ts'
import { useSettings } from './use-settings.ts'
import './views.css'

/** The calendar: own days, those of colleagues, and the team beside one another. */
export function CalendarPage() {
  const language = useLanguage()
  const { Way, Bring } = use(CalendarSlots)
  const me = useUser()
  const [settings, change] = useSettings()
  const people = usePeople()
  const days = daysShown(settings)
  const users = settings.view === 'team' ? people.map(({ id }) => id) : [me.id, ...settings.others]
  const { entries, isPending } = useCalendar({ ...days, users, kinds: settings.kinds })
  const [chosen, setChosen] = useChosen(entries, (day) => change({ day }))
  const move = useMove()
  const onKey = useEntryKeys(move)
  const create = useCallback(
    (range?: Range) => void openAppointment({ preset: presetOf(range, settings.day) }),
    [settings.day],
  )
  const onOpen = useCallback((placed: Placed) => setChosen(placed.key), [setChosen])
  const onMove = useCallback<GridProps['onMove']>((placed, to) => void move(placed, to), [move])
  const open = entries.find(({ key }) => key === chosen)
  useCalendarCommands({ settings, change, create, open, leave: () => setChosen(undefined) })
  const grid = { entries, chosen, onOpen, onKey, onCreate: create, onMove }
  const [dropped, setDropped] = useState<File[]>()
  const { over, ...drop } = useFileDrop(Bring && me.role !== 'guest' ? setDropped : undefined)
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping has its twin, the page of imports
    <div className={over ? 'cal over' : 'cal'} aria-busy={isPending} {...drop}>
      {Bring && dropped && (
        <Suspense>
          <Bring files={dropped} onClose={() => setDropped(undefined)} />
        </Suspense>
      )}
      <CalendarBar
        {...{ settings, change }}
        onPage={(by) => change({ day: paged(settings, by) })}
        onToday={() => change({ day: dayText(wallNow()) })}
        onNew={() => create()}
        mayCreate={me.role !== 'guest'}
        way={Way && <Way />}
        filtered={settings.kinds.length < ENTRY_KINDS.length || settings.others.length > 0}
        filter={
          <CalendarFilter {...{ settings, change, days }} people={people.filter(({ id }) => id !== me.id)} />
        }
      />
      <div className="cal-body" key={language}>
        <CalendarView {...{ settings, change, grid, people, days }} />
        {open && (
          <EntryPanel key={open.key} placed={open} people={people} onClose={() => setChosen(undefined)} />
        )}
      </div>
    </div>
  )
}

/** Everybody with a seat, oneself first. */
function usePeople(): Person[] {
  const me = useUser()
  const { users } = useVocabulary()
  return useMemo(() => {
    const active = users.filter(({ active, role, id }) => active && role !== 'guest' && id !== me.id)
    return [
      { id: me.id, name: me.name },
      ...(me.role === 'guest' ? [] : active.map(({ id, name }) => ({ id, name }))),
    ]
  }, [users, me])
}

/** Which entry is open; a link to an appointment leads to its day first. */
function useChosen(entries: Placed[], go: (day: string) => void) {
  const [search, setSearch] = useSearchParams()
  const asked = search.get('appointment')
  const { data: one } = useQuery({
    queryKey: ['appointment', asked, null],
    queryFn: ({ signal }) => ask<Appointment>('GET', `/appointments/${asked}`, { signal }),
    enabled: asked !== null && !search.has('day'),
    retry: false,
  })
  const goNow = useLatest(go)
  useEffect(() => {
    if (one && one.id === asked) goNow.current(one.start.slice(0, 10))
  }, [one, asked, goNow])
  const [chosen, setChosen] = useState<string>()
  const linked = asked === null ? undefined : entries.find(({ entry }) => entry.id === asked)?.key
  const choose = useCallback(
    (key: string | undefined) => {
      setChosen(key)
      setSearch((params) => (params.delete('appointment'), params), { replace: true })
    },
    [setSearch],
  )
  return [chosen ?? linked, choose] as const
}

function presetOf(range: Range | undefined, day: string) {
  if (range) {
    const { from, until, userId, whole = false } = range
    return {
      start: written(from, whole),
      end: written(until, whole),
      allDay: whole,
      ...(userId && { userIds: [userId] }),
    }
  }
  const now = wallNow()
  const next = Math.ceil((now % DAY) / HOUR) * HOUR
  const from = wallOf(day) + (dayText(now) === day ? Math.min(next, 22 * HOUR) : 9 * HOUR)
  return { start: wallText(from), end: wallText(from + HOUR) }
}

const HOUR = 60 * MINUTE

interface Commands {
  settings: ReturnType<typeof useSettings>[0]
  change: ReturnType<typeof useSettings>[1]
  create: (range?: Range) => void
  open: Placed | undefined
  leave: () => void
}

function useCalendarCommands({ settings, change, create, open, leave }: Commands): void {
  const client = useQueryClient()
  const me = useUser()
  const page = (by: 1 | -1) => change({ day: paged(settings, by) })
  const remove = async () => {
    if (open?.entry.kind !== 'appointment' || !open.entry.can.includes('delete')) return
    const query = open.entry.occurrence ? { query: { occurrence: open.entry.occurrence } } : {}
    const one = await ask<Appointment>('GET', `/appointments/${open.entry.id}`, query)
    if (await removeAppointment(client, one)) leave()
  }
  useCommands('calendar.keys', [
    {
      id: 'calendar.today',
      text: 'calendar.today',
      keys: ['t'],
      run: () => change({ day: dayText(wallNow()) }),
    },
    {
      id: 'calendar.earlier',
      text: 'calendar.earlier',
      keys: ['ArrowLeft'],
      keyOnly: true,
      run: () => page(-1),
    },
    { id: 'calendar.later', text: 'calendar.later', keys: ['ArrowRight'], keyOnly: true, run: () => page(1) },
    ...VIEWS.map((view, index) => ({
      id: `calendar.view.${view}`,
      text: `calendar.view.${view}` as const,
      keys: [String(index + 1)],
      run: () => change({ view }),
    })),
    ...(me.role === 'guest'
      ? []
      : [{ id: 'calendar.new', text: 'calendar.new' as const, keys: ['n'], run: () => create() }]),
    {
      id: 'calendar.move_keys',
      text: 'calendar.move_keys',
      keys: ['alt+ArrowDown'],
      keyOnly: true,
      run: () => undefined,
    },
    {
      id: 'calendar.delete',
      text: 'calendar.delete',
      keys: ['Delete'],
      keyOnly: true,
      run: () => void remove(),
    },
    { id: 'calendar.leave', text: 'calendar.leave', keys: ['Escape'], keyOnly: true, run: leave },
  ])
}
