import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Contact } from '#features/contacts/contact.ts'
import { wholeWords } from '#ui/api/problem-words.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { MergePreview } from '../merge.ts'
import type { Choose } from '../merge-contacts.ts'
import { previewQuery, useMerge } from './merge-api.ts'
import { MergeFields } from './merge-fields.tsx'
import { MergeHeads } from './merge-heads.tsx'
import { MergeResult } from './merge-result.tsx'

interface MergeSheetProps {
  ids: readonly string[]
  /** To choose others. */
  onBack?: () => void
  onDone: (contact: Contact | undefined) => void
}

/** Side by side what contacts say, whose word holds where they differ, and what they will be as one. */
export function MergeSheet({ ids, onBack, onDone }: MergeSheetProps) {
  const t = useText()
  const merge = useMerge()
  const [order, setOrder] = useState(ids)
  const [choose, setChoose] = useState<Choose>({})
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const { data: preview, error, refetch } = useQuery(previewQuery(order, choose))
  const submit = async (shown: MergePreview) => {
    setBusy(true)
    setProblem(undefined)
    try {
      onDone(await merge(shown, choose))
    } catch (refusal) {
      setProblem(refusal)
      setBusy(false)
      await refetch()
    }
  }
  const take = (field: string, contactId: string | undefined) => {
    const { [field]: _, ...others } = choose
    setChoose(contactId === undefined ? others : { ...choose, [field]: contactId })
  }
  const refusal = problem ?? error
  return (
    <FormSheet
      wide
      title={t('merge.title')}
      dirty={Object.keys(choose).length > 0}
      busy={busy || !preview || error !== null}
      problem={refusal ? wholeWords(refusal) : undefined}
      action={t('merge.action')}
      more={
        onBack && (
          <button type="button" className="button" onClick={onBack}>
            {t('merge.back')}
          </button>
        )
      }
      onSubmit={() => preview && !busy && void submit(preview)}
      onClose={() => onDone(undefined)}
    >
      {preview && (
        <div className="merge" style={{ '--merged': preview.contacts.length } as React.CSSProperties}>
          <div className="merge-compare">
            <MergeHeads
              contacts={ids.flatMap((id) => preview.contacts.find((one) => one.id === id) ?? [])}
              stays={preview.contact.id}
              onStay={(id) => setOrder([id, ...ids.filter((other) => other !== id)])}
            />
            <MergeFields {...{ preview, ids, choose }} onTake={take} />
          </div>
          <MergeResult preview={preview} />
        </div>
      )}
    </FormSheet>
  )
}
