import { EmptyList } from '#ui/list/list-states.tsx'
import { useText } from '#ui/texts.ts'
import type { Takeover, TakeoverArea } from '../../takeover.ts'

interface NothingHereProps {
  takeover: Takeover
  area: TakeoverArea
  which: 'offered' | 'skipped'
  q: string
}

/** Why there is no row: not wanted, not found, or everything is there already. */
export function NothingHere({ takeover, area, which, q }: NothingHereProps) {
  const t = useText()
  if (!takeover.areas.includes(area))
    return <EmptyList title={t('takeover.not_chosen')} text={t('takeover.not_chosen_text')} />
  if (q !== '') return <EmptyList title={t('list.nothing_found')} />
  if (which === 'skipped' || takeover.counts[area].skipped === 0)
    return <EmptyList title={t(`takeover.none.${area}`)} text={t('takeover.none_text')} />
  return <EmptyList title={t('takeover.all_known')} text={t('takeover.all_known_text')} />
}
