import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'
import { formatNumber } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { usePhone } from '#ui/use-phone.ts'
import type { ExportCandidate } from '../../../people-export.ts'
import { PersonList } from './person-list.tsx'
import type { Choice } from './use-choice.ts'

type Side = 'left' | 'right'
const SIDES: readonly Side[] = ['left', 'right']
const NOBODY: ReadonlySet<string> = new Set()

interface TwoListsProps {
  choice: Choice
  /** What stands on the left while nobody does: that it is being searched, that nothing was found. */
  emptyLeft: ReactNode
}

/** Found on the left, wanted on the right; a phone shows one of them at a time. */
export function TwoLists({ choice, emptyLeft }: TwoListsProps) {
  const t = useText()
  const phone = usePhone()
  const [shown, setShown] = useState<Side>('left')
  const [selected, setSelected] = useState({ left: NOBODY, right: NOBODY })
  const drag = useRef<Side>(undefined)
  const move = (rows: readonly ExportCandidate[], from: Side) => {
    choice.move(rows, from === 'left' ? 'right' : 'left')
    setSelected({ ...selected, [from]: NOBODY })
  }
  const marked = (side: Side) => choice[side].filter(({ id }) => selected[side].has(id))
  const list = (side: Side) => (
    <section key={side} className="two-lists-side" aria-label={t(`people.side.${side}`)}>
      <header>
        <h3>
          {t(`people.side.${side}`)} <span className="muted num">{formatNumber(choice[side].length)}</span>
        </h3>
        <button
          type="button"
          className="button ghost small"
          disabled={choice[side].length === 0}
          onClick={() => move(choice[side], side)}
        >
          {t(`people.move_all.${side}`)}
        </button>
      </header>
      <PersonList
        label={t(`people.side.${side}`)}
        side={side}
        rows={choice[side]}
        selected={selected[side]}
        onSelect={(ids) => setSelected({ ...selected, [side]: ids })}
        onMove={(rows) => move(rows, side)}
        drag={drag}
        onDrop={() => drag.current && move(marked(drag.current), drag.current)}
        empty={side === 'left' ? emptyLeft : <p className="two-lists-none muted">{t('people.none_right')}</p>}
      />
    </section>
  )
  if (phone)
    return (
      <div className="two-lists">
        <div className="two-lists-switch" role="group" aria-label={t('people.lists')}>
          {SIDES.map((side) => (
            <button key={side} type="button" aria-pressed={shown === side} onClick={() => setShown(side)}>
              {t(`people.side.${side}`)} <span className="num">{formatNumber(choice[side].length)}</span>
            </button>
          ))}
        </div>
        {list(shown)}
      </div>
    )
  return (
    <div className="two-lists">
      {list('left')}
      <div className="two-lists-buttons">
        <MoveButton from="left" count={selected.left.size} onClick={() => move(marked('left'), 'left')} />
        <MoveButton from="right" count={selected.right.size} onClick={() => move(marked('right'), 'right')} />
      </div>
      {list('right')}
    </div>
  )
}

function MoveButton({ from, count, onClick }: { from: Side; count: number; onClick: () => void }) {
  const t = useText()
  const Icon = from === 'left' ? IconChevronRight : IconChevronLeft
  const label = t(`people.move.${from}`)
  return (
    <button
      type="button"
      className="icon-button two-lists-move"
      aria-label={label}
      title={label}
      disabled={count === 0}
      onClick={onClick}
    >
      <Icon size={18} stroke={1.75} />
    </button>
  )
}
