import type { Visit } from '../../visit.ts'
import { StateBadge } from '../visit-parts.tsx'

/** The state as the card of a phone shows it. */
export function stateMark(visit: Visit) {
  return <StateBadge state={visit.state} />
}
