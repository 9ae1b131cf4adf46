import type { HistoryItem } from '#features/history/history.ts'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { dialogsOf, type OpenDialog as Open } from '#ui/dialogs.ts'

interface Questions {
  write: {
    input: { about: AboutRecord; also?: readonly AboutRecord[]; answers?: HistoryItem }
    answer: boolean
  }
  shown: { input: { item: HistoryItem }; answer: void }
}

export type OpenDialog = Open<Questions>

const { opener, useDialogs } = dialogsOf<Questions>()

/** Writes a mail about a record, or an answer to one; true once it is on its way. */
export const openWriting = opener('write')
/** Shows a mail as it was sent. */
export const openShown = opener('shown')

/** The dialogs on the screen now, the uppermost last. */
export { useDialogs as useMailDialogs }
