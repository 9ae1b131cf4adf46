import { IconLink, IconPaperclip, IconX } from '@tabler/icons-react'
import { Suspense, useRef, useState, type DragEvent, type KeyboardEvent } from 'react'
import { ABOUT_KINDS, SUBJECT_KINDS, type AboutRecord } from '#features/subjects/subject.ts'
import { SubjectChips } from '#features/subjects/web/subject-chips.tsx'
import { formatBytes } from '#ui/format.ts'
import { lazy } from '#ui/lazy.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { HistoryItem } from '../history.ts'
import { CategoryPicker, MomentPicker, NotifyPicker } from './composer-pickers.tsx'
import { namesOf, recordsOf, useTimeline } from './history-api.ts'
import { MentionArea } from './mention-area.tsx'
import { keepable, writable, type Mention } from './mention.ts'
import { useEntrySlots } from './entry-slots.ts'
import { useAttachments, type Attachment } from './use-attachments.ts'
import { useBrought } from './use-brought.tsx'
import { useDraft } from './use-draft.ts'

/** Fetched by whoever wants to say more. */
const SubjectPicker = lazy(async () => ({
  default: (await import('#features/subjects/web/subject-picker.tsx')).SubjectPicker,
}))

interface ComposerProps {
  /** Whose timeline it stands in. */
  about: AboutRecord
  /** What a new entry is about besides, until somebody says otherwise. */
  also?: readonly AboutRecord[]
  /** The entry that is changed; without one a new one is written. */
  entry?: HistoryItem
  onDone?: () => void
}

/** Where one writes down what happened. What is typed stays until it is saved, even over a reload. */
export function Composer({ about, also = [], entry, onDone }: ComposerProps) {
  const t = useText()
  const timeline = useTimeline(about)
  const began = entry && writable(entry.text)
  const draft = useDraft(`kontor.note.${entry?.id ?? about.id}`, began?.text ?? '')
  const mentions = useRef<Mention[]>(began?.mentions ?? [])
  const [category, setCategory] = useState(entry?.category ?? 'note')
  const [at, setAt] = useState<string | undefined>(entry?.at)
  const [notify, setNotify] = useState<string[]>([])
  const links = useLinks(about, entry ? recordsOf(entry) : also, entry !== undefined)
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState(false)
  const attachments = useAttachments(entry?.files)
  const { Bring } = useEntrySlots()
  // Whoever changes an entry adds files to it, nothing else.
  const brought = useBrought(entry ? undefined : Bring, about, attachments.add)
  const empty = !draft.text.trim() && attachments.files.length === 0
  const save = async () => {
    if (empty || busy || attachments.busy) return
    setBusy(true)
    const said = keepable(draft.text.trim(), mentions.current)
    const kind = category === 'note' && !said ? 'file' : category
    const what = {
      category: kind,
      text: said,
      files: attachments.ids,
      notify,
      ...links.names,
      ...(at && { at }),
    }
    try {
      if (entry) await timeline.change(entry, what)
      else await timeline.add(what)
      draft.forget()
      mentions.current = []
      attachments.clear()
      setAt(undefined)
      setNotify([])
      links.reset()
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
    brought.sort(event.dataTransfer.files)
  }
  return (
    <>
      {brought.asking}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping has its twin, the paper clip */}
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
          onFiles={brought.sort}
        />
        <AttachmentLines files={attachments.files} onDrop={attachments.drop} />
        <LinkLine links={links} />
        <div className="composer-bar">
          <CategoryPicker value={category} onChange={setCategory} />
          <span className="composer-gap" />
          <AttachButton onFiles={brought.sort} />
          <button
            type="button"
            className="icon-button"
            aria-label={t('subjects.about')}
            title={t('subjects.about')}
            aria-pressed={links.open}
            onClick={links.toggle}
          >
            <IconLink size={16} stroke={1.75} />
          </button>
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
    </>
  )
}

/** What an entry is about besides the record whose timeline it stands in. */
function useLinks(about: AboutRecord, first: readonly AboutRecord[], isOld: boolean) {
  const start = first.filter((record) => record.kind !== about.kind)
  const [records, setRecords] = useState(start)
  const [open, setOpen] = useState(false)
  // An entry keeps its contact.
  const kinds = (isOld ? SUBJECT_KINDS : ABOUT_KINDS).filter((kind) => kind !== about.kind)
  const own = isOld ? [] : [about]
  return {
    records,
    open,
    kinds,
    names: namesOf([...own, ...records], [...kinds, ...own.map(({ kind }) => kind)]),
    set: setRecords,
    toggle: () => setOpen(!open),
    reset: () => {
      setRecords(start)
      setOpen(false)
    },
  }
}

function LinkLine({ links }: { links: ReturnType<typeof useLinks> }) {
  const { open, records, kinds, set } = links
  if (!open && records.length === 0) return null
  return (
    <div className="composer-about">
      {open ? (
        <Suspense>
          <SubjectPicker
            autoFocus
            value={records.filter(({ kind }) => kinds.includes(kind))}
            kinds={kinds}
            onChange={set}
          />
        </Suspense>
      ) : (
        <SubjectChips records={records} />
      )}
    </div>
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
