import { IconPaperclip, IconX } from '@tabler/icons-react'
import { useRef, useState, type DragEvent, type KeyboardEvent } from 'react'
import type { Contact } from '#features/contacts/contact.ts'
import { formatBytes } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { HistoryItem } from '../history.ts'
import { CategoryPicker, MomentPicker, NotifyPicker } from './composer-pickers.tsx'
import { useTimeline } from './history-api.ts'
import { MentionArea } from './mention-area.tsx'
import { keepable, writable, type Mention } from './mention.ts'
import { useAttachments, type Attachment } from './use-attachments.ts'
import { useDraft } from './use-draft.ts'

interface ComposerProps {
  contact: Contact
  /** The entry that is changed; without one a new one is written. */
  entry?: HistoryItem
  onDone?: () => void
}

/** Where one writes down what happened. What is typed stays until it is saved, even over a reload. */
export function Composer({ contact, entry, onDone }: ComposerProps) {
  const t = useText()
  const timeline = useTimeline(contact.id)
  const began = entry && writable(entry.text)
  const draft = useDraft(`kontor.note.${entry?.id ?? contact.id}`, began?.text ?? '')
  const mentions = useRef<Mention[]>(began?.mentions ?? [])
  const [category, setCategory] = useState(entry?.category ?? 'note')
  const [at, setAt] = useState<string | undefined>(entry?.at)
  const [notify, setNotify] = useState<string[]>([])
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState(false)
  const attachments = useAttachments(entry?.files)
  const empty = !draft.text.trim() && attachments.files.length === 0
  const save = async () => {
    if (empty || busy || attachments.busy) return
    setBusy(true)
    const said = keepable(draft.text.trim(), mentions.current)
    const kind = category === 'note' && !said ? 'file' : category
    const what = { category: kind, text: said, files: attachments.ids, notify, ...(at && { at }) }
    try {
      if (entry) await timeline.change(entry, what)
      else await timeline.add({ contactId: contact.id, ...what })
      draft.forget()
      mentions.current = []
      attachments.clear()
      setAt(undefined)
      setNotify([])
      onDone?.()
    } catch (error) {
      complain(error)
    }
    setBusy(false)
  }
  const leave = () => {
    draft.forget()
    onDone?.()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
    }
    if (event.key === 'Escape' && entry) leave()
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    attachments.add(event.dataTransfer.files)
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping has its twin, the paper clip
    <form
      className={over ? 'composer over' : 'composer'}
      aria-label={t(entry ? 'timeline.edit' : 'timeline.write')}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <MentionArea
        label={t(
          `timeline.placeholder.${category === 'call' || category === 'meeting' || category === 'mail' ? category : 'note'}`,
        )}
        value={draft.text}
        autoFocus={entry !== undefined}
        onChange={draft.write}
        onMention={(user) => mentions.current.push({ id: user.id, name: user.name })}
        onKeyDown={onKeyDown}
        onFiles={attachments.add}
      />
      <AttachmentLines files={attachments.files} onDrop={attachments.drop} />
      <div className="composer-bar">
        <CategoryPicker value={category} onChange={setCategory} />
        <span className="composer-gap" />
        <AttachButton onFiles={attachments.add} />
        <MomentPicker value={at} onChange={setAt} />
        <NotifyPicker value={notify} onChange={setNotify} />
        <span className="grow" />
        {entry && (
          <button type="button" className="button ghost small" onClick={leave}>
            {t('cancel')}
          </button>
        )}
        <button
          type="submit"
          className="button primary small"
          disabled={empty || busy || attachments.busy}
          title="Ctrl+Enter"
        >
          {t('timeline.save')}
        </button>
      </div>
    </form>
  )
}

function AttachButton({ onFiles }: { onFiles: (files: Iterable<File>) => void }) {
  const t = useText()
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={t('timeline.attach')}
        title={t('timeline.attach')}
        onClick={() => field.current?.click()}
      >
        <IconPaperclip size={16} stroke={1.75} />
      </button>
      <input
        ref={field}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </>
  )
}

function AttachmentLines({ files, onDrop }: { files: Attachment[]; onDrop: (key: string) => void }) {
  const t = useText()
  if (!files.length) return null
  return (
    <ul className="attachments">
      {files.map((file) => (
        <li key={file.key} className="attachment">
          <span className="cut grow">{file.name}</span>
          {file.id ? (
            <span className="muted num">{formatBytes(file.size)}</span>
          ) : (
            <progress value={file.part} aria-label={file.name} />
          )}
          <button
            type="button"
            className="icon-button small"
            aria-label={t('timeline.detach', { name: file.name })}
            onClick={() => onDrop(file.key)}
          >
            <IconX size={14} stroke={1.75} />
          </button>
        </li>
      ))}
    </ul>
  )
}
