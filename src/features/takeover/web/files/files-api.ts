import { useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import type { StartedJob } from '#features/runs/run.ts'
import { followRun } from '#features/runs/web/follow-run.ts'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { formatBytes } from '#ui/format.ts'
import { upload } from '#ui/inputs/upload.ts'
import { text } from '#ui/texts.ts'
import { MOST_BYTES } from '../../brought.ts'
import type { BroughtFile } from '../../brought.ts'
import type { Takeover } from '../../takeover.ts'

/** Sends a file and says what is in it; one that is too large is not sent at all. */
export async function bringFile(
  file: File,
  options: { onProgress?: (part: number) => void; signal?: AbortSignal } = {},
): Promise<BroughtFile> {
  if (file.size > MOST_BYTES)
    throw new Error(text('drop.too_large', { name: file.name, most: formatBytes(MOST_BYTES) }))
  const { items } = await upload<{ items: BroughtFile[] }>('/takeovers/files', file, options)
  const [brought] = items
  if (!brought) throw new Error(text('takeover.files.fault.unreadable'))
  return brought
}

/** Begins the wizard with files, and says where it stands. */
export async function beginWithFiles(files: readonly string[]): Promise<string> {
  const { id } = await call<Takeover>('POST', '/takeovers', { body: { files } })
  return wizardPath(id)
}

export const wizardPath = (id: string): string => `/groupware/takeover/${id}`

/** Whether another takeover stands open, which has to come to an end first. */
export const isOtherOpen = (error: unknown): boolean =>
  error instanceof ApiProblem && error.code === 'takeover.open'

/** The one that stands open. */
export async function openTakeover(): Promise<string | undefined> {
  const { items } = await call<{ items: Takeover[] }>('GET', '/takeovers')
  const open = items.find(({ state }) => state === 'listing' || state === 'choosing')
  return open && wizardPath(open.id)
}

/** Takes over what is in files, to a record; when it is done that is said, with the way back. */
export function useTakeFiles({ kind, id }: AboutRecord): (files: readonly string[]) => Promise<void> {
  const client = useQueryClient()
  return async (files) => {
    const { jobId } = await call<Takeover>('POST', '/takeovers/files/take', {
      body: { files, [`${kind}Id`]: id },
    })
    const job = await call<StartedJob>('GET', `/jobs/${jobId}`)
    void followRun(client, job).then(() =>
      Promise.all(
        ['history', 'task', 'appointment', 'calendar', kind].map((name) =>
          client.invalidateQueries({ queryKey: [name] }),
        ),
      ),
    )
  }
}
