import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/**
 * Whether link `l` ties an item that Kontor made there and that may be taken away again: no mail, nothing that began
 * there, no meeting whose guests would hear of it, nothing that was let go or waits for somebody's word.
 */
export function isMadeThere(): RawBuilder<boolean> {
  return sql<boolean>`(l.origin = 'ours' and l.area <> 'mail' and l.remote_id is not null
    and not l.agreed ? '$own'
    and (l.state in ('linked', 'timesOnly', 'failed') or l.state in ('goneHere', 'decoupled') and l.fault = 'removing'))`
}
