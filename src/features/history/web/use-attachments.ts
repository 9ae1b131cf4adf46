import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { settingsQuery } from '#features/contacts/web/contact-api.ts'
import { formatBytes } from '#ui/format.ts'
import { NoConnection } from '#ui/api/api-problem.ts'
import { upload } from '#ui/inputs/upload.ts'
import { text } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { File as KeptFile } from '../file.ts'

/** A file on its way to an entry, or there already. */
export interface Attachment {
  key: string
  name: string
  size: number
  /** How much of it has been sent, 0 to 1. */
  part: number
  /** Known once it is there. */
  id?: string
}

const million = 1_000_000

/** Without network the file stays on this device and goes over with the entry it belongs to. */
async function keepForLater(file: File): Promise<string | undefined> {
  const { keepFile } = await import('#ui/offline/keep.ts')
  return keepFile(file).catch(() => undefined)
}

/** Sends files while one writes, so that saving the entry does not wait. */
export function useAttachments(kept: KeptFile[] = []) {
  const { data: settings } = useQuery(settingsQuery)
  const [files, setFiles] = useState<Attachment[]>(() =>
    kept.map(({ id, name, size }) => ({ key: id, name, size, part: 1, id })),
  )
  const ends = useRef(new Map<string, AbortController>())
  const change = (key: string, patch: Partial<Attachment>) =>
    setFiles((all) => all.map((file) => (file.key === key ? { ...file, ...patch } : file)))
  const drop = (key: string) => {
    ends.current.get(key)?.abort()
    ends.current.delete(key)
    setFiles((all) => all.filter((file) => file.key !== key))
  }
  const sendOne = async (file: File) => {
    const megabytes = settings?.files.maxMegabytes ?? 25
    if (file.size > megabytes * million)
      return complain(text('drop.too_large', { name: file.name, most: formatBytes(megabytes * million) }))
    const key = crypto.randomUUID()
    const end = new AbortController()
    ends.current.set(key, end)
    setFiles((all) => [...all, { key, name: file.name, size: file.size, part: 0 }])
    try {
      const { items } = await upload<{ items: KeptFile[] }>('/files', file, {
        onProgress: (part) => change(key, { part }),
        signal: end.signal,
      })
      change(key, { part: 1, ...(items[0] && { id: items[0].id }) })
    } catch (error) {
      const kept = error instanceof NoConnection && (await keepForLater(file))
      if (kept) return change(key, { part: 1, id: kept })
      if (!end.signal.aborted) complain(error)
      drop(key)
    }
  }
  return {
    files,
    busy: files.some((file) => !file.id),
    ids: files.flatMap((file) => file.id ?? []),
    add: (list: Iterable<File>) => {
      for (const file of list) void sendOne(file)
    },
    drop,
    clear: () => setFiles([]),
  }
}
