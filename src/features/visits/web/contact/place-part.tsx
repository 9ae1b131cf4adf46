import { IconPlus, IconX } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Contact } from '#features/contacts/contact.ts'
import { ask } from '#ui/api/request.ts'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { useLanguage, useText } from '#ui/texts.ts'
import { complain, did } from '#ui/undo.ts'
import { windowsOf, type OpeningHours } from '../../opening-hours.ts'
import type { VisitPlace, VisitPlaceChange } from '../../visit-place.ts'
import { weekdayWord } from '../plans/weekday-choice.tsx'
import { timeTyped } from '../read-typed.ts'
import { placeQuery } from '../visits-api.ts'
import '../visit/visit.css'

type Weekday = keyof OpeningHours
const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const satisfies Weekday[]

/** What one must know of the place: when it is open, where exactly it is, and a note for whoever goes there. */
export function PlacePart({ contact }: { contact: Contact }) {
  const t = useText()
  const client = useQueryClient()
  const path = `/contacts/${contact.id}/visit-place`
  const asked = placeQuery(contact.id)
  const { data: place } = useQuery(asked)
  if (!place) return null
  const locked = !contact.can.includes('change')
  const put = async (body: VisitPlaceChange) =>
    client.setQueryData(asked.queryKey, await ask<VisitPlace>('PUT', path, { body }))
  const save = async (change: VisitPlaceChange) => {
    const { openingHours, position, holidayRegion, note } = place
    const before = { openingHours, position, holidayRegion, note }
    await put({ ...before, ...change })
    did({ label: t('place.saved', { name: contact.displayName }), undo: () => put(before) })
  }
  return (
    <section className="visit-part visit-place" aria-label={t('place.title')}>
      <h3>{t('place.title')}</h3>
      <Hours
        hours={place.openingHours}
        locked={locked}
        onChange={(openingHours) => void save({ openingHours }).catch(complain)}
      />
      <EditField
        label={t('place.note')}
        value={place.note}
        multiline
        readOnly={locked}
        placeholder={t('place.note.add')}
        onSave={async (note) => save({ note: note.trim() })}
      />
      <EditField
        label={t('place.position')}
        value={place.position ? `${place.position.lat}, ${place.position.lon}` : ''}
        readOnly={locked}
        placeholder={t('place.position.add')}
        onSave={async (typed) => save({ position: positionOf(typed, t('place.position.unknown')) })}
      />
      <EditField
        label={t('place.region')}
        value={place.holidayRegion ?? ''}
        readOnly={locked}
        placeholder={t('place.region.add')}
        onSave={async (region) => save({ holidayRegion: region.trim() || null })}
      />
    </section>
  )
}

/** `50.9375, 6.9603`, as maps give it to the clipboard; empty takes it away. */
function positionOf(typed: string, unknown: string): VisitPlace['position'] {
  if (!typed.trim()) return null
  const found = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(typed)
  if (!found) throw new Error(unknown)
  return { lat: Number(found[1]), lon: Number(found[2]) }
}

interface HoursProps {
  hours: OpeningHours | null
  locked: boolean
  onChange: (hours: OpeningHours | null) => void
}

/** When the customer can be met; nothing said means always. */
function Hours({ hours, locked, onChange }: HoursProps) {
  const t = useText()
  const language = useLanguage()
  const [editing, setEditing] = useState(false)
  const days = weekdays.filter((day) => hours?.[day])
  const words = days.map((day) => `${weekdayWord(Number(day), language, 'short')} ${windowsOf(hours, day)}`)
  return (
    <div className="edit">
      <span className="edit-label">{t('place.hours')}</span>
      <div className="edit-value">
        {editing ? (
          <HoursEditor
            hours={hours}
            onDone={(next) => {
              setEditing(false)
              if (next !== undefined) onChange(next)
            }}
          />
        ) : locked ? (
          <span className="edit-text num">{words.join('\n') || t('place.hours.always')}</span>
        ) : (
          <button type="button" className="edit-text num" onClick={() => setEditing(true)}>
            {words.length > 0 ? words.join('\n') : <span className="muted">{t('place.hours.always')}</span>}
          </button>
        )}
      </div>
    </div>
  )
}

type Typed = Record<Weekday, string[]>

/** One line a weekday, each window typed as `8-12`; an empty line is a closed day. */
function HoursEditor({
  hours,
  onDone,
}: {
  hours: OpeningHours | null
  onDone: (hours?: OpeningHours | null) => void
}) {
  const t = useText()
  const language = useLanguage()
  const [typed, setTyped] = useState<Typed>(() => typedHours(hours))
  const [wrong, setWrong] = useState<string[]>([])
  const set = (day: Weekday, at: number, value: string) =>
    setTyped({ ...typed, [day]: typed[day].map((old, i) => (i === at ? value : old)) })
  const save = () => {
    const read = readHours(typed)
    setWrong(read.wrong)
    if (read.wrong.length === 0) onDone(read.hours)
  }
  return (
    <div className="hours">
      {weekdays.map((day) => (
        <div key={day} className="hours-day">
          <span>{weekdayWord(Number(day), language, 'short')}</span>
          {typed[day].map((value, at) => (
            <input
              key={at}
              className="field num"
              value={value}
              placeholder={t('place.hours.closed')}
              aria-label={t('place.hours.of', { day: weekdayWord(Number(day), language, 'long') })}
              aria-invalid={wrong.includes(`${day} ${at}`)}
              onChange={(event) => set(day, at, event.target.value)}
            />
          ))}
          <button
            type="button"
            className="icon-button small"
            aria-label={t('place.hours.more', { day: weekdayWord(Number(day), language, 'long') })}
            disabled={typed[day].length > 3}
            onClick={() => setTyped({ ...typed, [day]: [...typed[day], ''] })}
          >
            <IconPlus size={14} stroke={1.75} />
          </button>
        </div>
      ))}
      {wrong.length > 0 && (
        <span className="edit-error" role="alert">
          {t('place.hours.unknown')}
        </span>
      )}
      <div className="hours-foot">
        <button type="button" className="button small primary" onClick={save}>
          {t('place.hours.save')}
        </button>
        <button type="button" className="button small" onClick={() => onDone()}>
          {t('cancel')}
        </button>
        {hours && (
          <button type="button" className="button small ghost" onClick={() => onDone(null)}>
            <IconX size={14} stroke={1.75} />
            {t('place.hours.always')}
          </button>
        )}
      </div>
    </div>
  )
}

function typedHours(hours: OpeningHours | null): Typed {
  const of = (day: Weekday) => {
    if (!hours) return [Number(day) < 6 ? '8:00–17:00' : '']
    return hours[day]?.map(([from, to]) => `${from}–${to}`) ?? ['']
  }
  return Object.fromEntries(weekdays.map((day) => [day, of(day)])) as Typed
}

function readHours(typed: Typed): { hours: OpeningHours; wrong: string[] } {
  const hours: OpeningHours = {}
  const wrong: string[] = []
  for (const day of weekdays) {
    const windows = typed[day].flatMap((value, at) => {
      if (!value.trim()) return []
      const window = windowOf(value)
      if (!window) wrong.push(`${day} ${at}`)
      return window ? [window] : []
    })
    if (windows.length) hours[day] = windows
  }
  return { hours, wrong }
}

function windowOf(typed: string): [string, string] | undefined {
  const [first = '', second = ''] = typed.split(/\s*(?:[-–—]|bis|to)\s*/)
  try {
    const [from, to] = [timeTyped(first), timeTyped(second)]
    return from && to && from < to ? [from, to] : undefined
  } catch {
    return undefined
  }
}
