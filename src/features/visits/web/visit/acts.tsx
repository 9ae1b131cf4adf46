import {
  IconArrowBackUp,
  IconBan,
  IconCalendarPlus,
  IconCheck,
  IconChecks,
  IconClock,
  IconDoorOff,
  IconUser,
  IconUserCheck,
} from '@tabler/icons-react'
import { useState } from 'react'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import type { MenuItem } from '#ui/menu.tsx'
import { MoreMenu } from '#ui/more-menu.tsx'
import { useText, type TextKey } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Visit } from '../../visit.ts'
import { openAssign, openConfirm, openDone, openMove, openNoShow } from '../dialogs.ts'
import { useVisitActs } from '../use-visit-acts.ts'
import { today } from '../visit-parts.tsx'
import './visit.css'

type Icon = typeof IconCheck

interface Act {
  id: string
  text: TextKey
  icon: Icon
  danger?: boolean
  run: () => unknown
}

/** What can be done with this visit now: the next step large, the rest in a row and a menu. */
export function Acts({ visit, onGone }: { visit: Visit; onGone?: () => void }) {
  const t = useText()
  const [cancelling, setCancelling] = useState(false)
  const acts = useVisitActs()
  const { main, row, more } = actsOf(visit, acts, { cancel: () => setCancelling(true) })
  if (!visit.can.includes('change')) return null
  const run = (act: Act) => void Promise.resolve(act.run()).catch(complain)
  const items: MenuItem[] = more.map((act) => ({
    id: act.id,
    label: t(act.text),
    icon: act.icon,
    ...(act.danger && { danger: true }),
    run: () => run(act),
  }))
  return (
    <div className="visit-acts">
      {main && (
        <button type="button" className="button primary" onClick={() => run(main)}>
          <main.icon size={16} stroke={1.75} />
          {t(main.text)}
        </button>
      )}
      {row.map((act) => (
        <button key={act.id} type="button" className="button" onClick={() => run(act)}>
          <act.icon size={16} stroke={1.75} />
          {t(act.text)}
        </button>
      ))}
      {items.length > 0 && <MoreMenu label={t('visit.more')} items={items} />}
      {cancelling && (
        <ConfirmSheet
          danger
          title={t('visit.cancel.title', { name: visit.customer.displayName })}
          text={t('visit.cancel.text')}
          action={t('visit.cancel')}
          onConfirm={() => acts.cancel(visit, true)}
          onClose={() => {
            setCancelling(false)
            onGone?.()
          }}
        />
      )}
    </div>
  )
}

function actsOf(
  visit: Visit,
  acts: ReturnType<typeof useVisitActs>,
  ask: { cancel: () => void },
): { main?: Act; row: Act[]; more: Act[] } {
  const selected = { chosen: { ids: [visit.id] }, count: 1 }
  const all = {
    accept: { id: 'accept', text: 'visit.accept', icon: IconCheck, run: () => acts.accept(visit) },
    asPlanned: {
      id: 'asPlanned',
      text: 'visit.done_as_planned',
      icon: IconChecks,
      run: () => acts.done(visit, { doneOn: visit.date > today() ? today() : visit.date }),
    },
    done: { id: 'done', text: 'visit.done', icon: IconCheck, run: () => openDone({ visit }) },
    confirm: { id: 'confirm', text: 'visit.confirm', icon: IconUserCheck, run: () => openConfirm({ visit }) },
    move: { id: 'move', text: 'visit.move', icon: IconCalendarPlus, run: () => openMove(selected) },
    assign: { id: 'assign', text: 'visit.assign', icon: IconUser, run: () => openAssign(selected) },
    checkIn: { id: 'checkIn', text: 'visit.check_in', icon: IconClock, run: () => acts.checkIn(visit) },
    noShow: { id: 'noShow', text: 'visit.no_show', icon: IconDoorOff, run: () => openNoShow({ visit }) },
    skip: { id: 'skip', text: 'visit.skip', icon: IconArrowBackUp, run: () => acts.skip(visit) },
    cancel: { id: 'cancel', text: 'visit.cancel', icon: IconBan, danger: true, run: ask.cancel },
    reopen: { id: 'reopen', text: 'visit.reopen', icon: IconArrowBackUp, run: () => acts.reopen(visit) },
  } satisfies Record<string, Act>
  switch (visit.state) {
    case 'proposed':
      return { main: all.accept, row: [all.move, all.confirm], more: [all.assign, all.skip, all.cancel] }
    case 'planned':
      return {
        main: all.asPlanned,
        row: [all.done, all.move],
        more: [all.confirm, all.checkIn, all.assign, all.noShow, all.skip, all.cancel],
      }
    case 'confirmed':
    case 'missed':
      return {
        main: all.asPlanned,
        row: [all.done, all.move],
        more: [all.checkIn, all.assign, all.noShow, all.skip, all.cancel],
      }
    case 'inProgress':
      return { main: all.done, row: [all.asPlanned, all.noShow], more: [] }
    case 'done':
      return { row: [all.reopen], more: [] }
    default:
      return { row: [], more: [] }
  }
}
