import { IconCamera, IconTrash, IconUpload } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Menu, type MenuItem } from '#ui/menu.tsx'
import { isTyping } from '#ui/keys.ts'
import { useLatest } from '#ui/use-latest.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Contact } from '../../contact.ts'
import { ContactFace } from '../contact-parts.tsx'
import { CropSheet } from './crop-sheet.tsx'
import { imageKinds, readImage } from './read-image.ts'
import { useSetPicture } from './use-picture.ts'

/** The picture in the head of the page. Choose, drop or paste one; it is cropped before it is sent. */
export function Picture({ contact }: { contact: Contact }) {
  const t = useText()
  const field = useRef<HTMLInputElement>(null)
  const [image, setImage] = useState<ImageBitmap>()
  const [over, setOver] = useState(false)
  const setPicture = useSetPicture(contact)
  const take = (files: FileList | null | undefined) => {
    const [file] = files ?? []
    if (file) readImage(file).then(setImage, complain)
  }
  const mayChange = contact.can.includes('change')
  usePastedPicture(mayChange && !image, (file) => readImage(file).then(setImage, complain))
  if (!mayChange) return <ContactFace contact={contact} large />
  const remove: MenuItem = {
    id: 'remove',
    label: t('page.picture.remove'),
    icon: IconTrash,
    danger: true,
    run: () => void setPicture(null).catch(complain),
  }
  const items: MenuItem[] = [
    {
      id: 'choose',
      label: t('page.picture.choose'),
      icon: IconUpload,
      run: () => field.current?.click(),
    },
    ...(contact.photo ? [remove] : []),
  ]
  return (
    <>
      <Menu
        label={t('page.picture')}
        items={items}
        renderOpener={(props) => (
          <button
            type="button"
            className={over ? 'picture over' : 'picture'}
            title={t('page.picture.hint')}
            {...props}
            onDragOver={(event) => {
              event.preventDefault()
              setOver(true)
            }}
            onDragLeave={() => setOver(false)}
            onDrop={(event) => {
              event.preventDefault()
              setOver(false)
              take(event.dataTransfer.files)
            }}
          >
            <span className="sr-only">{t('page.picture.change', { name: contact.displayName })}</span>
            <ContactFace contact={contact} large />
            <span className="picture-mark" aria-hidden="true">
              <IconCamera size={12} stroke={1.75} />
            </span>
          </button>
        )}
      />
      <input
        ref={field}
        type="file"
        hidden
        accept={imageKinds}
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
      {image && <CropSheet image={image} onSave={setPicture} onClose={() => setImage(undefined)} />}
    </>
  )
}

/** A picture pasted anywhere on the page, except where something is being written. */
function usePastedPicture(active: boolean, take: (file: File) => void): void {
  const latest = useLatest(take)
  useEffect(() => {
    if (!active) return undefined
    const onPaste = (event: ClipboardEvent) => {
      const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'))
      if (!file || isTyping(event.target)) return
      event.preventDefault()
      latest.current(file)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [active, latest])
}
