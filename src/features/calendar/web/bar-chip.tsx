import type { Bar } from '../bars.ts'
import type { Placed } from './calendar-api.ts'
import { EntryChip } from './entry-chip.tsx'
import type { GridProps } from './grid-props.ts'

interface BarChipProps extends Pick<GridProps, 'chosen' | 'onOpen' | 'onKey'> {
  bar: Bar<Placed> | undefined
}

/** One line of a day: its entry, or room for the bar that comes from the left. */
export function BarChip({ bar, chosen, onOpen, onKey }: BarChipProps) {
  if (!bar || bar.span === 0) return <span className="ce-gap" />
  const { placed, span } = bar
  return <EntryChip shape="line" {...{ placed, span, onOpen, onKey }} chosen={chosen === placed.key} />
}
