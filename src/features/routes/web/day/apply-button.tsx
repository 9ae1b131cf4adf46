import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { timesReplaced } from '../../times-replaced.ts'
import { useApplyRoute } from './use-apply-route.ts'
import type { DayChoice, Stop } from './use-day-route.ts'

/** So many are named with their old and new time. */
const NAMED = 5

/** Takes the times over; where visits have times of their own, it says which and asks first. */
export function ApplyButton({ choice, stops }: { choice: DayChoice; stops: readonly Stop[] }) {
  const t = useText()
  const apply = useApplyRoute()
  const [asked, setAsked] = useState<Stop[]>([])
  const start = () => {
    const replaced = timesReplaced(stops)
    if (replaced.length > 0) setAsked(replaced)
    else apply(choice, stops).catch(complain)
  }
  const named = asked.slice(0, NAMED).map(({ visit, begins }) =>
    t('route.replaces_one', {
      name: visit.customer.displayName,
      from: visit.startTime ?? '',
      to: begins,
    }),
  )
  const more = asked.length - named.length
  return (
    <>
      <button type="button" className="button primary" disabled={stops.length === 0} onClick={start}>
        <IconCheck size={16} stroke={1.75} />
        <span>{t('route.apply')}</span>
      </button>
      {asked.length > 0 && (
        <ConfirmSheet
          title={t('route.replaces', { count: asked.length })}
          text={[...named, ...(more > 0 ? [t('route.replaces_more', { count: more })] : [])].join('; ')}
          action={t('route.apply')}
          onConfirm={() => apply(choice, stops)}
          onClose={() => setAsked([])}
        />
      )}
    </>
  )
}
