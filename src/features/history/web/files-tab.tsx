import { IconDownload, IconFile, IconFileTypePdf, IconPhoto, type Icon } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { nameOf, useVocabulary } from '#features/contacts/web/contact-api.ts'
import type { AboutKind, AboutRecord } from '#features/subjects/subject.ts'
import { ask } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { formatBytes, formatDay, formatExact } from '#ui/format.ts'
import { DropArea } from '#ui/inputs/drop-area.tsx'
import { upload } from '#ui/inputs/upload.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { File as KeptFile } from '../file.ts'
import { PictureSheet } from './entry-files.tsx'
import type { EntrySlots } from './entry-slots.ts'
import { fileLink, useTimeline } from './history-api.ts'
import { useBrought } from './use-brought.tsx'
import './timeline.css'

type ContactFile = KeptFile & { entryId: string; contactId: string | null; contactName: string | null }

const paths: Record<AboutKind, string> = {
  contact: 'contacts',
  opportunity: 'opportunities',
  event: 'events',
  project: 'projects',
}

/** Every file of a record, whatever entry it came with; new ones are dropped here. */
export function FilesTab({ about, bring }: { about: AboutRecord; bring?: EntrySlots['Bring'] }) {
  const t = useText()
  const timeline = useTimeline(about)
  const mayWrite = useUser().role !== 'guest'
  const { data, hasNextPage, fetchNextPage, isPending } = useInfiniteQuery({
    queryKey: ['history', about.id, 'files'],
    queryFn: ({ pageParam, signal }) =>
      ask<{ items: ContactFile[]; nextCursor: string | null }>(
        'GET',
        `/${paths[about.kind]}/${about.id}/files`,
        {
          query: { limit: '100', ...(pageParam && { cursor: pageParam }) },
          signal,
        },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const files = data?.pages.flatMap((page) => page.items) ?? []
  const send = async (file: File, onProgress: (part: number) => void) => {
    const { items } = await upload<{ items: KeptFile[] }>('/files', file, { onProgress })
    await timeline.add({ [`${about.kind}Id`]: about.id, category: 'file', files: items.map(({ id }) => id) })
  }
  const sendOrAsk = async (file: File, onProgress: (part: number) => void) =>
    bring?.takes(file.name) ? brought.sort([file]) : send(file, onProgress)
  const plainly = (rest: File[]) => {
    for (const file of rest) void send(file, () => undefined).catch(complain)
  }
  const brought = useBrought(bring, about, plainly)
  return (
    <div className="persons">
      {brought.asking}
      {mayWrite && <DropArea label={t('timeline.files.add')} multiple send={sendOrAsk} />}
      {!isPending && files.length === 0 && <p className="empty-line">{t('timeline.files.empty')}</p>}
      {files.length > 0 && <FilesTable files={files} aboutId={about.id} />}
      {hasNextPage && (
        <button type="button" className="button" onClick={() => void fetchNextPage()}>
          {t('page.more_entries')}
        </button>
      )}
    </div>
  )
}

function FilesTable({ files, aboutId }: { files: ContactFile[]; aboutId: string }) {
  const t = useText()
  const vocabulary = useVocabulary()
  const [shown, setShown] = useState<ContactFile>()
  return (
    <>
      <table className="plain-table files-table">
        <thead>
          <tr>
            <th scope="col">{t('timeline.files.name')}</th>
            <th scope="col">{t('timeline.files.size')}</th>
            <th scope="col">{t('timeline.files.added')}</th>
            <th scope="col">
              <span className="sr-only">{t('timeline.download')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.id}>
              <td>
                <FileName file={file} onShow={() => setShown(file)} />
                {file.contactId && file.contactId !== aboutId && (
                  <span className="muted cut">{file.contactName}</span>
                )}
              </td>
              <td className="num">{formatBytes(file.size)}</td>
              <td className="cut" title={formatExact(file.createdAt)}>
                {formatDay(file.createdAt)}
                {file.createdBy && <span className="muted"> · {nameOf(vocabulary, file.createdBy)}</span>}
              </td>
              <td className="table-tools">
                <a
                  className="icon-button small"
                  href={fileLink(file.id)}
                  download={file.name}
                  aria-label={t('timeline.download_of', { name: file.name })}
                >
                  <IconDownload size={14} stroke={1.75} />
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown && <PictureSheet file={shown} onClose={() => setShown(undefined)} />}
    </>
  )
}

function FileName({ file, onShow }: { file: KeptFile; onShow: () => void }) {
  const [Icon, how] = lookOf(file.type)
  const name = (
    <>
      <Icon size={16} stroke={1.75} />
      <span className="cut">{file.name}</span>
    </>
  )
  if (how === 'here')
    return (
      <button type="button" className="file-name" onClick={onShow}>
        {name}
      </button>
    )
  return (
    <a
      className="file-name"
      href={fileLink(file.id, how === 'beside' ? 'inline' : 'download')}
      {...(how === 'beside' ? { target: '_blank', rel: 'noreferrer' } : { download: file.name })}
    >
      {name}
    </a>
  )
}

function lookOf(type: string): [Icon, 'here' | 'beside' | 'away'] {
  if (/^image\/(png|jpeg|webp|gif)$/.test(type)) return [IconPhoto, 'here']
  if (type === 'application/pdf') return [IconFileTypePdf, 'beside']
  return [IconFile, type === 'text/plain' ? 'beside' : 'away']
}
