import { setTimeout } from 'node:timers/promises'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import type { GroupwareFault } from '#connectors/groupware/groupware-error.ts'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import type { House } from '#platform/house.ts'
import { reconnectAfter } from '../../reconnect-after.ts'
import type { Open } from '../sync-due.ts'
import type { Waiting } from './leases.ts'

export interface AtMailbox {
  open: Open
  /** Something may be another there. */
  told: () => void
  /** The connection stands, or does no more. */
  tells: (does: boolean) => Promise<void>
  /** Milliseconds before it is connected anew. */
  wait?: ((failures: number) => number) | undefined
}

/** Only somebody can change these; until then it is tried a few times a day, and the mailbox is asked meanwhile. */
const LASTING: readonly GroupwareFault[] = ['refused', 'consent', 'unsupported', 'forbidden', 'not-found']
const LASTING_MS = 6 * 3_600_000
/** Who breaks off sooner may do so again. */
const STEADY_MS = 60_000

/** Waits at a mailbox until the signal says to end, and connects anew whenever the connection breaks. */
export async function waitAtMailbox(
  house: House,
  { accountId, folders }: Waiting,
  { open, told, tells, wait = usualWait }: AtMailbox,
  signal: AbortSignal,
): Promise<void> {
  for (let failures = 0; !signal.aborted;) {
    let groupware: Groupware | undefined
    let stands: Promise<void> | undefined
    let since = Date.now()
    const begin = () => {
      if (!stands) {
        since = Date.now()
        stands = tells(true)
      }
      told()
    }
    const fault = await (async () => {
      groupware = await open(house, accountId, signal)
      await groupware.watch?.('mail', folders, begin, signal)
      return new GroupwareError('unsupported', 'It does not tell')
    })().catch(faultOf)
    await groupware?.close()
    if (stands) await stands.then(() => tells(false))
    if (signal.aborted) return
    failures = stands && Date.now() - since > STEADY_MS ? 1 : failures + 1
    const asked = (fault.retryAfter ?? 0) * 1000
    const pause = LASTING.includes(fault.fault) ? LASTING_MS : Math.max(asked, wait(failures))
    await setTimeout(pause, undefined, { signal, ref: false }).catch(() => {})
  }
}

const usualWait = (failures: number) => reconnectAfter(failures, Math.random()) * 1000

/** What goes wrong with us, such as a database that is away, passes too. */
function faultOf(error: unknown): GroupwareError {
  return error instanceof GroupwareError ? error : new GroupwareError('broken', String(error))
}
