import { IconFolder, IconPaperclip, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { useAttachments } from '#features/history/web/use-attachments.ts'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { ask } from '#ui/api/request.ts'
import { formatBytes } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { MailDraft } from './first-draft.ts'

interface RecordFile {
  id: string
  name: string
  size: number
}

interface FilesProps {
  about: AboutRecord
  attachments: ReturnType<typeof useAttachments>
  form: { values: MailDraft; set: (part: Partial<MailDraft>) => void }
}

/** What goes along: files of this device, and those that stand on the record already. */
export function ComposeFiles({ about, attachments, form: { values, set } }: FilesProps) {
  const t = useText()
  const field = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(values.record.length > 0)
  return (
    <>
      <div className="mail-files">
        <button type="button" className="button small" onClick={() => field.current?.click()}>
          <IconPaperclip size={16} stroke={1.75} />
          {t('mail.attach')}
        </button>
        <button type="button" className="button small" aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconFolder size={16} stroke={1.75} />
          {t('mail.attach_record')}
        </button>
        <input
          ref={field}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            attachments.add([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </div>
      {open && <RecordFiles about={about} chosen={values.record} onChange={(record) => set({ record })} />}
      {attachments.files.length > 0 && (
        <ul className="attachments">
          {attachments.files.map((file) => (
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
                aria-label={t('mail.detach', { name: file.name })}
                onClick={() => attachments.drop(file.key)}
              >
                <IconX size={14} stroke={1.75} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const paths = {
  contact: 'contacts',
  opportunity: 'opportunities',
  event: 'events',
  project: 'projects',
} as const

function RecordFiles({
  about,
  chosen,
  onChange,
}: {
  about: AboutRecord
  chosen: readonly string[]
  onChange: (ids: string[]) => void
}) {
  const t = useText()
  const { data } = useQuery({
    queryKey: ['history', about.id, 'choose-files'],
    queryFn: async ({ signal }) =>
      (
        await ask<{ items: RecordFile[] }>('GET', `/${paths[about.kind]}/${about.id}/files`, {
          query: { limit: '100' },
          signal,
        })
      ).items,
  })
  if (data?.length === 0) return <p className="muted">{t('mail.no_record_files')}</p>
  return (
    <div className="mail-record-files" role="group" aria-label={t('mail.attach_record')}>
      {data?.map(({ id, name, size }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
          <span className="cut grow">{name}</span>
          <span className="muted num">{formatBytes(size)}</span>
        </label>
      ))}
    </div>
  )
}
