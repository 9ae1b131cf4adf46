import type { LostCall } from '../api/request.ts'
import { waitingFileId } from './waiting-file.ts'
import { addCommand, addFile, keptDay } from './store.ts'

/** Keeps a file until there is a network; answers with the name it goes by so far. */
export async function keepFile(file: File): Promise<string | undefined> {
  const day = await keptDay()
  if (!day) return undefined
  const id = waitingFileId(crypto.randomUUID())
  await addFile({ id, owner: day.owner, file })
  return id
}

/** Keeps a change until there is a network; false where nobody's day is kept, so that nobody would send it. */
export async function keepCommand({ url, body, later }: LostCall): Promise<boolean> {
  const day = await keptDay()
  if (!day || !later) return false
  const { meanwhile: _meanwhile, ...about } = later
  await addCommand({
    ...about,
    id: crypto.randomUUID(),
    owner: day.owner,
    at: new Date().toISOString(),
    path: url.pathname.replace('/api/v1', ''),
    body: (body ?? {}) as Record<string, unknown>,
    state: 'waiting',
  })
  await askForSync()
  return true
}

/** Where the browser can, it carries over by itself, even when no tab is open any more. */
async function askForSync(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined)
  const { sync } = (registration ?? {}) as { sync?: { register(tag: string): Promise<void> } }
  await sync?.register('outbox').catch(() => undefined)
}
