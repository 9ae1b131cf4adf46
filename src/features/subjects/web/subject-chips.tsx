import { IconX } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useText } from '#ui/texts.ts'
import type { AboutRecord } from '../subject.ts'
import { useLook } from './use-look.ts'
import './subjects.css'

interface SubjectChipsProps {
  records: readonly AboutRecord[]
  /** With it each chip can be taken out, and none is a link. */
  onRemove?: (record: AboutRecord) => void
  /** In a row of a list the row has the focus. */
  inRow?: boolean
  /** Where there is little room: the pictures only, the names when one points at them. */
  compact?: boolean
}

/** What something is about, as small chips that open the record; nothing while there is none. */
export function SubjectChips({ records, onRemove, inRow = false, compact = false }: SubjectChipsProps) {
  if (records.length === 0) return null
  return (
    <span className={inRow ? 'subject-chips in-row' : 'subject-chips'}>
      {records.map((record) => (
        <Chip key={record.id} {...{ record, inRow, compact }} {...(onRemove && { onRemove })} />
      ))}
    </span>
  )
}

interface ChipProps extends Omit<SubjectChipsProps, 'records'> {
  record: AboutRecord
}

function Chip({ record, onRemove, inRow, compact }: ChipProps) {
  const t = useText()
  const { Icon, kind, path } = useLook()(record)
  const words = (
    <>
      <Icon size={12} stroke={2} />
      <span className="sr-only">{kind}: </span>
      <span className={compact ? 'sr-only' : 'cut'}>{record.title}</span>
    </>
  )
  const title = `${kind}: ${record.title}`
  if (path && !onRemove)
    return (
      <Link
        className="badge subject-chip"
        to={path}
        title={title}
        onClick={(event) => event.stopPropagation()}
        {...(inRow && { tabIndex: -1 })}
      >
        {words}
      </Link>
    )
  return (
    <span className="badge subject-chip" title={title}>
      {words}
      {onRemove && (
        <button
          type="button"
          aria-label={t('subjects.leave_out', { name: record.title })}
          onClick={() => onRemove(record)}
        >
          <IconX size={12} stroke={2} />
        </button>
      )}
    </span>
  )
}
