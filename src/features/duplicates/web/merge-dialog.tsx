import { useState } from 'react'
import type { Contact } from '#features/contacts/contact.ts'
import { MergeChooser } from './merge-chooser.tsx'
import { MergeSheet } from './merge-sheet.tsx'
import './merge.css'

interface MergeDialogProps {
  ids: readonly string[]
  onDone: (contact: Contact | undefined) => void
}

/** First who is the same, where that is not said yet; then what becomes of them. */
export function MergeDialog({ ids, onDone }: MergeDialogProps) {
  const [chosen, setChosen] = useState(ids)
  const [own = ''] = ids
  if (chosen.length < 2)
    return (
      <MergeChooser
        id={own}
        onChoose={(others) => setChosen([own, ...others])}
        onClose={() => onDone(undefined)}
      />
    )
  const back = ids.length < 2 ? { onBack: () => setChosen(ids) } : {}
  return <MergeSheet key={chosen.join()} ids={chosen} {...back} onDone={onDone} />
}
