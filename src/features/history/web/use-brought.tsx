import { Suspense, useState, type ReactNode } from 'react'
import type { AboutRecord } from '#features/subjects/subject.ts'
import type { EntrySlots } from './entry-slots.ts'

/**
 * Parts files that could become something of their own from those that are files and nothing else; `asking` asks in place
 * what becomes of them.
 */
export function useBrought(
  bring: EntrySlots['Bring'],
  about: AboutRecord,
  onRest: (files: File[]) => void,
): { sort: (files: Iterable<File>) => void; asking: ReactNode } {
  const [brought, setBrought] = useState<File[]>([])
  const sort = (files: Iterable<File>) => {
    const all = [...files]
    const more = all.filter(({ name }) => bring?.takes(name))
    const rest = all.filter((file) => !more.includes(file))
    if (more.length > 0) setBrought((before) => [...before, ...more])
    if (rest.length > 0) onRest(rest)
  }
  const asking = bring && brought.length > 0 && (
    <Suspense>
      <bring.Panel about={about} files={brought} onRest={onRest} onClose={() => setBrought([])} />
    </Suspense>
  )
  return { sort, asking }
}
