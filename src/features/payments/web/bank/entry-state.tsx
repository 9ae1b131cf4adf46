import { IconCheck, IconCircleCheck, IconCircleDashed, IconEyeOff, IconSparkles } from '@tabler/icons-react'
import { useText } from '#ui/texts.ts'
import type { BankEntry } from '../../bank.ts'

const looks = {
  fits: { colour: 'green', Icon: IconCircleCheck },
  suggested: { colour: 'blue', Icon: IconSparkles },
  open: { colour: 'amber', Icon: IconCircleDashed },
  matched: { colour: 'green', Icon: IconCheck },
  ignored: { colour: '', Icon: IconEyeOff },
} as const
type State = keyof typeof looks

/** How an entry stands, with what Kontor thinks of an open one. */
function stateOf({ state, suggestions }: Pick<BankEntry, 'state' | 'suggestions'>): State {
  if (state !== 'open') return state
  const [best] = suggestions
  return best ? (best.sure === 'certain' ? 'fits' : 'suggested') : 'open'
}

/** The same by colour, icon and word. */
export function EntryState({ entry }: { entry: BankEntry }) {
  const t = useText()
  const state = stateOf(entry)
  const { colour, Icon } = looks[state]
  return (
    <span className={`badge ${colour}`}>
      <Icon size={13} stroke={2} />
      {t(`bank.state.${state}`)}
    </span>
  )
}
