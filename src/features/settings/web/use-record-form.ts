import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useForm } from './use-form.ts'

interface RecordForm<Draft, Kept, Change> {
  /** The one that is there; else a new one is made. */
  record: Kept | undefined
  /** What the form begins with. */
  draft: () => Draft
  create: (draft: Draft) => Promise<{ id: string }>
  /** The page of the one that was made. */
  pageOf: (id: string) => string
  changesOf: (record: Kept, draft: Draft) => Change
  change: (record: Kept, changes: Change) => Promise<unknown>
  onDone: (saved: boolean) => void
}

/** The form of a record: a new one, whose page opens then, or one that is there, of which only what differs is sent. */
export function useRecordForm<Draft extends object, Kept, Change extends object>(
  of: RecordForm<Draft, Kept, Change>,
) {
  const go = useNavigate()
  const [first] = useState(of.draft)
  const send = async (draft: Draft) => {
    if (of.record === undefined) {
      const { id } = await of.create(draft)
      void go(of.pageOf(id))
    } else {
      const changes = of.changesOf(of.record, draft)
      if (Object.keys(changes).length > 0) await of.change(of.record, changes)
    }
  }
  const form = useForm(first, send, () => of.onDone(true))
  return { ...form, sheet: { ...form.sheet, wide: true, onClose: () => of.onDone(false) } }
}
