import {
  IconArrowBackUp,
  IconArrowsDiagonal,
  IconCalendarPlus,
  IconCheck,
  IconExternalLink,
  IconPhone,
  IconUser,
} from '@tabler/icons-react'
import { useNavigate } from 'react-router'
import { telephoneLink } from '#features/contacts/web/telephone.ts'
import type { MenuItem } from '#ui/menu.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { isOpen } from '../../visit-states.ts'
import type { Visit } from '../../visit.ts'
import { openAssign, openDone, openMove } from '../dialogs.ts'
import { useVisitActs } from '../use-visit-acts.ts'

/** What can be done with a visit in a list; dragging has its twin here. */
export function useRowMenu(): (visit: Visit) => MenuItem[] {
  const t = useText()
  const go = useNavigate()
  const acts = useVisitActs()
  return (visit) => {
    const selected = { chosen: { ids: [visit.id] }, count: 1 }
    const mayChange = visit.can.includes('change') && isOpen(visit.state)
    const run = (promise: Promise<unknown>) => void promise.catch(complain)
    const changes: MenuItem[] = [
      ...(visit.state === 'proposed'
        ? [{ id: 'accept', label: t('visit.accept'), icon: IconCheck, run: () => run(acts.accept(visit)) }]
        : [
            {
              id: 'done',
              label: t('visit.done'),
              icon: IconCheck,
              keys: 'd',
              run: () => void openDone({ visit }),
            },
          ]),
      {
        id: 'move',
        label: t('visit.move_to'),
        icon: IconCalendarPlus,
        keys: 'e',
        run: () => void openMove(selected),
      },
      { id: 'assign', label: t('visit.assign'), icon: IconUser, run: () => void openAssign(selected) },
      { id: 'skip', label: t('visit.skip'), icon: IconArrowBackUp, run: () => run(acts.skip(visit)) },
    ]
    return [
      {
        id: 'open',
        label: t('visit.open'),
        icon: IconArrowsDiagonal,
        keys: 'Enter',
        run: () => void go(`/visits/${visit.id}`),
      },
      {
        id: 'contact',
        label: t('visit.open_customer'),
        icon: IconExternalLink,
        run: () => void go(`/contacts/${visit.contactId}`),
      },
      ...(visit.customer.phone
        ? [
            {
              id: 'call',
              label: t('visit.call', { number: visit.customer.phone }),
              icon: IconPhone,
              run: () => location.assign(telephoneLink(visit.customer.phone)),
            },
          ]
        : []),
      ...(mayChange ? [{ id: 'line', divider: true as const }, ...changes] : []),
    ]
  }
}
