import { subjectReaders } from '#features/subjects/server/subjects.ts'
import { subjectsIn } from '#features/subjects/subject.ts'
import type { AboutRecord } from '#features/subjects/subject.ts'
import type { Tx } from '#platform/database.ts'
import type { HistoryItem } from '../history.ts'
import type { HistoryDb } from './tables.ts'

/** The record under whose name an entry is told of: its contact, else the first of its subjects. */
export function recordOf({ contactId, contactName, about }: HistoryItem): AboutRecord {
  if (contactId !== null) return { kind: 'contact', id: contactId, title: contactName ?? '' }
  const [first] = subjectsIn(about)
  if (!first) throw new Error('An entry is about something.')
  return first
}

/** Who hears live of an entry: whoever sees all it is about, or was about before. */
export async function entryReaders(tx: Tx<HistoryDb>, entries: readonly HistoryItem[]): Promise<string[]> {
  const lists: string[][] = []
  for (const entry of entries) lists.push(await subjectReaders(tx, entry))
  return [...new Set(lists.flat())]
}
