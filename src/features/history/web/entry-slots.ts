import { createContext, useContext, type ComponentType } from 'react'
import type { AboutRecord } from '#features/subjects/subject.ts'
import type { HistoryItem } from '../history.ts'

interface BringProps {
  about: AboutRecord
  files: File[]
  /** Those that stay files and nothing else. */
  onRest: (files: File[]) => void
  onClose: () => void
}

/** What higher features show on a timeline. */
export interface EntrySlots {
  /** What a mail says, and what one does with it. */
  Mail?: ComponentType<{ about: AboutRecord; item: HistoryItem }>
  /** Files that are more than files: which they are, and what asks what they become. */
  Bring?: {
    takes: (name: string) => boolean
    Panel: ComponentType<BringProps>
  }
  /** The way to write one. */
  Write?: ComponentType<{ about: AboutRecord; also: readonly AboutRecord[] }>
}

const Slots = createContext<EntrySlots>({})

export const SlotsOfEntries = Slots.Provider

export function useEntrySlots(): EntrySlots {
  return useContext(Slots)
}
