import { useEffect, useRef, useState } from 'react'
import { Floating, inWindow } from '#ui/popover.tsx'
import { useText } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'
import { TagPicker } from '../form/tag-picker.tsx'
import { Tags } from '../contact-parts.tsx'

/** The tags of a row, ticked in a small box below its cell. */
export function TagEditor({ row, close }: { row: Contact; close: () => void }) {
  const t = useText()
  const cell = useRef<HTMLSpanElement>(null)
  const [place, setPlace] = useState<{ x: number; y: number }>()
  useEffect(() => {
    const box = cell.current?.getBoundingClientRect()
    if (box) setPlace({ x: box.left, y: box.bottom })
  }, [])
  return (
    <span ref={cell} className="grow">
      <Tags names={row.tags} known={[]} most={2} />
      {place && (
        <Floating
          label={t('contacts.tags')}
          role="dialog"
          className="padded"
          place={(box) => inWindow(box, place.x, place.y)}
          onClose={close}
        >
          {(shut) => <TagPicker contact={row} onDone={shut} />}
        </Floating>
      )}
    </span>
  )
}
