import { MultiSelect } from '@mantine/core'
import type { ChangeEvent } from 'react'
import { accessChoices, type Known } from './choices.ts'

interface AccessPartProps {
  known: Known
  restricted: { checked: boolean; onChange: (event: ChangeEvent<HTMLInputElement>) => void }
  access: { value: string[]; onChange: (access: string[]) => void; error?: string | undefined }
  words: { restrict: string; who: string; access: string }
}

/** Keeps a record to some people, and says to whom besides its own. */
export function AccessPart({ known, restricted, access, words }: AccessPartProps) {
  return (
    <>
      <label className="check-line">
        <input type="checkbox" className="check" {...restricted} />
        {words.restrict}
      </label>
      {restricted.checked && (
        <>
          <p className="muted">{words.who}</p>
          <MultiSelect label={words.access} searchable data={accessChoices(known)} {...access} />
        </>
      )}
    </>
  )
}
