import type { QueryClient } from '@tanstack/react-query'
import { apiRoot } from './request.ts'

/** One change somebody made, as the stream tells it. */
export interface Change {
  kind: string
  id: string
  version: number
  action: string
}

const own = new Set<string>()
const nameOf = ({ kind, id, version }: Omit<Change, 'action'>) => `${kind} ${id} ${version}`

/** Says what was changed here and is being asked for again already: when the stream tells of it, nothing is to do. */
export function changedHere(change: Omit<Change, 'action'>): void {
  const name = nameOf(change)
  own.add(name)
  setTimeout(() => own.delete(name), 10_000)
}

/** How long changes gather before the screens ask again, so that an import does not cause a thousand questions. */
const gatherFor = 250

/**
 * Keeps every tab in step with what others change. One tab of the browser holds the stream (browsers allow six
 * connections to a server) and passes changes on; when it closes, the next one takes over. Returns the end.
 */
export function followChanges(client: QueryClient): () => void {
  const end = new AbortController()
  const channel = new BroadcastChannel('kontor.changes')
  const apply = gathering(client)
  channel.addEventListener('message', (event: MessageEvent<Change | 'all'>) => apply(event.data))
  void navigator.locks
    ?.request('kontor.stream', { signal: end.signal }, () => holdStream(end.signal, channel, apply))
    .catch(() => undefined)
  end.signal.addEventListener('abort', () => channel.close())
  return () => end.abort()
}

async function holdStream(
  signal: AbortSignal,
  channel: BroadcastChannel,
  apply: (change: Change | 'all') => void,
) {
  const source = new EventSource(`${apiRoot}/stream`)
  let broken = false
  const tell = (change: Change | 'all') => {
    apply(change)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other origin
    channel.postMessage(change)
  }
  source.addEventListener('message', (event) => {
    const change = JSON.parse(event.data) as Partial<Change>
    if (change.kind && change.id) tell(change as Change)
  })
  source.addEventListener('error', () => (broken = true))
  source.addEventListener('open', () => {
    // What happened meanwhile was not heard: everything on the screen is asked for again.
    if (broken) tell('all')
    broken = false
  })
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  source.close()
}

function gathering(client: QueryClient): (change: Change | 'all') => void {
  const waiting = new Set<Change | 'all'>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    const changes = [...waiting]
    waiting.clear()
    if (changes.some((change) => change === 'all' || change.kind === '*')) {
      void client.invalidateQueries()
      return
    }
    const others = (changes as Change[]).filter((change) => !own.has(nameOf(change)))
    const kinds = new Set(others.map(({ kind }) => kind))
    // A key `[kind, …]` covers the lists and every single record, `[kind, id]` included.
    for (const kind of kinds) void client.invalidateQueries({ queryKey: [kind] })
  }
  return (change) => {
    waiting.add(change)
    timer ??= setTimeout(flush, gatherFor)
  }
}
