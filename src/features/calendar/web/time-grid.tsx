import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { DAY, MINUTE, wallOf } from '#kernel/wall.ts'
import { useText } from '#ui/texts.ts'
import { barsOf } from '../bars.ts'
import { lanesOf } from '../lanes.ts'
import { BarChip } from './bar-chip.tsx'
import { wallNow, type Placed } from './calendar-api.ts'
import { EntryChip } from './entry-chip.tsx'
import { clockText } from './entry-words.ts'
import { useGridDrag, type Drag } from './use-grid-drag.ts'

/** One column of hours: a day, or a person on a day. */
export interface Column {
  id: string
  day: string
  userId?: string
  head: ReactNode
  label: string
  entries: Placed[]
  /** Why nobody is expected to work: a holiday, an absence, the weekend. */
  off?: string | undefined
}

interface TimeGridProps {
  columns: Column[]
  corner: ReactNode
  chosen: string | undefined
  onOpen: (placed: Placed) => void
  onKey: (event: KeyboardEvent, placed: Placed) => void
  onCreate: (range: { from: number; until: number; userId?: string | undefined; whole?: boolean }) => void
  onMove: (
    placed: Placed,
    to: { from: number; until: number; userId?: string | undefined; copy: boolean },
  ) => void
}

/** Below this many minutes an entry would be too low to be read or hit. */
const LEAST = 20

/** So many lines of whole days stand above the hours; the others open on demand. */
const LINES = 4

/** Days or people side by side over the hours. */
export function TimeGrid(props: TimeGridProps) {
  const { columns, corner, chosen, onOpen, onKey, onCreate, onMove } = props
  const t = useText()
  const frame = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const hours = box.current
    if (frame.current && hours) frame.current.scrollTop = (hours.clientHeight / 24) * 7 - 8
  }, [])
  const find = (key: string, column: number) => {
    const day = columns[column]
    const placed = day?.entries.find((one) => one.key === key)
    if (!day || !placed?.entry.can.includes('change')) return undefined
    const midnight = wallOf(day.day)
    return { from: (placed.from - midnight) / MINUTE, until: (placed.until - midnight) / MINUTE }
  }
  const onDrop = (drag: Drag, begun: Drag) => {
    const column = columns[drag.column]
    if (!column) return
    const midnight = wallOf(column.day)
    const range = {
      from: midnight + drag.from * MINUTE,
      until: midnight + drag.until * MINUTE,
      userId: column.userId,
    }
    if (drag.kind === 'new') return onCreate(range)
    const placed = columns[begun.column]?.entries.find((one) => one.key === drag.key)
    if (placed)
      onMove(placed, {
        ...range,
        userId: columns[begun.column]?.userId === column.userId ? undefined : column.userId,
        copy: drag.copy,
      })
  }
  const [all, setAll] = useState(false)
  const lines = useMemo(() => wholeDays(columns), [columns])
  const fullest = Math.max(...lines.map(({ length }) => length))
  const most = all ? fullest : LINES
  const { drag, handlers } = useGridDrag({ box, columns: columns.length, find, onDrop })
  return (
    <div className="cal-hours-frame" ref={frame} style={{ '--cols': columns.length } as CSSProperties}>
      <div className="cal-heads">
        <span className="cal-corner">{corner}</span>
        {columns.map((column) => (
          <div key={column.id} className="cal-head" data-off={column.off ? '' : undefined}>
            {column.head}
          </div>
        ))}
        <span className="cal-corner muted">
          {t('calendar.all_day')}
          {fullest > LINES && (
            <button
              type="button"
              className="button ghost small"
              aria-expanded={all}
              onClick={() => setAll(!all)}
            >
              {t(all ? 'calendar.less' : 'calendar.more', { count: fullest - LINES })}
            </button>
          )}
        </span>
        {columns.map((column, at) => (
          <div
            key={column.id}
            className="cal-lane"
            data-off={column.off ? '' : undefined}
            onDoubleClick={(event) =>
              event.target === event.currentTarget &&
              onCreate({
                from: wallOf(column.day),
                until: wallOf(column.day) + DAY,
                userId: column.userId,
                whole: true,
              })
            }
          >
            {lines[at]?.slice(0, most).map((bar, line) => (
              <BarChip key={bar?.placed.key ?? line} {...{ bar, chosen, onOpen, onKey }} />
            ))}
          </div>
        ))}
      </div>
      <div className="cal-hours">
        <div className="cal-clock" aria-hidden="true">
          {Array.from({ length: 23 }, (_, hour) => (
            <span key={hour} className="num" style={{ top: `${((hour + 1) / 24) * 100}%` }}>
              {String(hour + 1).padStart(2, '0')}:00
            </span>
          ))}
        </div>
        {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the keyboard has `n`, Alt+arrows and the form */}
        <div className="cal-columns" ref={box} data-dragging={drag ? drag.kind : undefined} {...handlers}>
          {columns.map((column, index) => (
            <HourColumn
              key={column.id}
              {...{ column, chosen, onOpen, onKey, onCreate }}
              drag={drag?.column === index ? drag : undefined}
              dragged={drag?.kind === 'new' ? undefined : drag?.key}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

interface HourColumnProps extends Pick<TimeGridProps, 'chosen' | 'onOpen' | 'onKey' | 'onCreate'> {
  column: Column
  drag: Drag | undefined
  dragged: string | undefined
}

function HourColumn({ column, drag, dragged, chosen, onOpen, onKey, onCreate }: HourColumnProps) {
  const midnight = wallOf(column.day)
  const timed = useMemo(() => laid(column.entries, midnight), [column.entries, midnight])
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the keyboard has `n`
    <div
      className="cal-column"
      data-off={column.off ? '' : undefined}
      onDoubleClick={(event) => {
        if ((event.target as HTMLElement).closest('[data-entry]')) return
        const edge = event.currentTarget.getBoundingClientRect()
        const half = Math.floor(((event.clientY - edge.top) / edge.height) * 48) * 30 * MINUTE
        onCreate({ from: midnight + half, until: midnight + half + 60 * MINUTE, userId: column.userId })
      }}
    >
      {timed.map(({ placed, style }) => (
        <EntryChip
          key={placed.key}
          shape="block"
          {...{ placed, onOpen, onKey }}
          chosen={chosen === placed.key}
          style={dragged === placed.key && !drag?.copy ? { ...style, opacity: 0.4 } : style}
        />
      ))}
      {drag && (
        <span
          className="cal-ghost num"
          style={{ top: part(drag.from), height: part(drag.until - drag.from) }}
        >
          {clockText(midnight + drag.from * MINUTE)}–{clockText(midnight + drag.until * MINUTE)}
        </span>
      )}
      <NowLine midnight={midnight} />
    </div>
  )
}

/** Where the hours are now; moves on once a minute. */
function NowLine({ midnight }: { midnight: number }) {
  const [now, setNow] = useState(wallNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(wallNow()), 60_000)
    return () => clearInterval(timer)
  }, [])
  if (now < midnight || now >= midnight + DAY) return null
  return <span className="cal-now" aria-hidden="true" style={{ top: part((now - midnight) / MINUTE) }} />
}

/** The lines above the hours: bars over days, but not from one person to the next. */
function wholeDays(columns: Column[]) {
  const there = columns.map(({ entries }) => entries.filter(({ whole }) => whole))
  return columns[0]?.userId ? there.flatMap((entries) => barsOf([entries])) : barsOf(there, LINES)
}

const part = (minutes: number) => `${(minutes / 1440) * 100}%`

function laid(entries: Placed[], midnight: number) {
  const timed = entries.filter((placed) => !placed.whole && placed.from < midnight + DAY)
  const stretches = timed.map(({ from, until }) => {
    const start = Math.max(0, (from - midnight) / MINUTE)
    return { from: start, until: Math.min(1440, Math.max(start + LEAST, (until - midnight) / MINUTE)) }
  })
  const lanes = lanesOf(stretches)
  return timed.map((placed, index) => {
    const { from, until } = stretches[index] ?? { from: 0, until: 0 }
    const { lane, lanes: all } = lanes[index] ?? { lane: 0, lanes: 1 }
    const style: CSSProperties = {
      top: part(from),
      height: `calc(${part(until - from)} - 1px)`,
      left: `${(lane / all) * 100}%`,
      width: `calc(${100 / all}% - 3px)`,
    }
    return { placed, style }
  })
}
