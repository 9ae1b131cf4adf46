import {
  IconCheck,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconLock,
  IconMapPin,
  IconRepeat,
  IconTicket,
  IconUserX,
} from '@tabler/icons-react'
import { memo, type CSSProperties, type KeyboardEvent } from 'react'
import { MINUTE } from '#kernel/wall.ts'
import type { CalendarEntry } from '../calendar-entry.ts'
import type { Placed } from './calendar-api.ts'
import { clockText, colorOf, lookOf, spokenOf, timesOf, titleOf } from './entry-words.ts'

interface EntryChipProps {
  placed: Placed
  /** One line with its beginning, a block with both times, or its beginning alone. */
  shape: 'line' | 'block' | 'tiny'
  style?: CSSProperties
  /** Over so many days that stand side by side. */
  span?: number
  chosen?: boolean
  who?: string | undefined
  onOpen: (placed: Placed) => void
  onKey?: ((event: KeyboardEvent, placed: Placed) => void) | undefined
}

/** Below this many minutes there is room for one line only. */
const LOW = 45 * MINUTE

/** One entry of a calendar, as a button that opens it. Drawn thousandfold: plain, and only when it changes. */
export const EntryChip = memo(function EntryChip(props: EntryChipProps) {
  const { placed, shape, style, span = 1, chosen, who, onOpen, onKey } = props
  const { entry, from, until, whole } = placed
  const isBlock = shape === 'block'
  const isLow = isBlock && until - from < LOW
  const movable = entry.can.includes('change')
  const title = titleOf(entry)
  const times = isBlock && !isLow ? timesOf(placed) : whole ? '' : clockText(from)
  const tiny = times || title
  const shown = shape === 'tiny' ? tiny : [times, title, isBlock && entry.place].filter(Boolean).join(' ')
  const spoken = spokenOf(placed, shown, who)
  return (
    <button
      type="button"
      className={`ce ${shape}${isLow ? ' low' : ''}${chosen ? ' chosen' : ''}${movable ? ' movable' : ''}${span > 1 ? ' bar' : ''}`}
      data-entry={placed.key}
      data-look={lookOf(entry)}
      title={spoken}
      aria-label={spoken}
      style={{ '--c': colorOf(entry), ...(span > 1 && { '--span': span }), ...style } as CSSProperties}
      onClick={() => onOpen(placed)}
      onKeyDown={onKey && ((event) => onKey(event, placed))}
    >
      {shape === 'tiny' ? (
        tiny
      ) : (
        <span className="ce-text">
          {times && <span className="ce-time num">{times}</span>} <Mark entry={entry} />
          <span className="ce-title">{title}</span>{' '}
          {isBlock && entry.place && <span className="ce-place">{entry.place}</span>}
        </span>
      )}
      {isBlock && movable && entry.kind !== 'task' && <span className="ce-resize" aria-hidden="true" />}
    </button>
  )
})

/** The small sign before the title: what kind it is, or how it stands. */
function Mark({ entry }: { entry: CalendarEntry }) {
  const size = { size: 12, stroke: 2, className: 'ce-mark', 'aria-hidden': true } as const
  if (entry.hidden) return <IconLock {...size} />
  if (entry.kind === 'task')
    return entry.state === 'closed' ? <IconCircleCheck {...size} /> : <IconCircle {...size} />
  if (entry.kind === 'event') return <IconTicket {...size} />
  if (entry.kind === 'absence') return <IconUserX {...size} />
  if (entry.kind === 'visit') {
    if (entry.state === 'done') return <IconCheck {...size} />
    return entry.state === 'proposed' ? <IconCircleDashed {...size} /> : <IconMapPin {...size} />
  }
  if (entry.private) return <IconLock {...size} />
  return entry.occurrence === null ? null : <IconRepeat {...size} />
}
