import { IconDownload, IconFile, IconFileTypePdf, IconPhoto, type Icon } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Contact } from '#features/contacts/contact.ts'
import { nameOf, useVocabulary } from '#features/contacts/web/contact-api.ts'
import { ask } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { formatBytes, formatDay, formatExact } from '#ui/format.ts'
import { DropArea } from '#ui/inputs/drop-area.tsx'
import { upload } from '#ui/inputs/upload.ts'
import { useText } from '#ui/texts.ts'
import type { File as KeptFile } from '../file.ts'
import { PictureSheet } from './entry-files.tsx'
import { fileLink, useTimeline } from './history-api.ts'
import './timeline.css'

type ContactFile = KeptFile & { entryId: string; contactId: string; contactName: string }

/** Every file of a contact, whatever entry it came with; new ones are dropped here. */
export function FilesTab({ contact }: { contact: Contact }) {
  const t = useText()
  const timeline = useTimeline(contact.id)
  const mayWrite = useUser().role !== 'guest'
  const { data, hasNextPage, fetchNextPage, isPending } = useInfiniteQuery({
    queryKey: ['history', contact.id, 'files'],
    queryFn: ({ pageParam, signal }) =>
      ask<{ items: ContactFile[]; nextCursor: string | null }>('GET', `/contacts/${contact.id}/files`, {
        query: { limit: '100', ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const files = data?.pages.flatMap((page) => page.items) ?? []
  const send = async (file: File, onProgress: (part: number) => void) => {
    const { items } = await upload<{ items: KeptFile[] }>('/files', file, { onProgress })
    await timeline.add({ contactId: contact.id, category: 'file', files: items.map(({ id }) => id) })
  }
  return (
    <div className="persons">
      {mayWrite && <DropArea label={t('timeline.files.add')} multiple send={send} />}
      {!isPending && files.length === 0 && <p className="empty-line">{t('timeline.files.empty')}</p>}
      {files.length > 0 && <FilesTable files={files} contactId={contact.id} />}
      {hasNextPage && (
        <button type="button" className="button" onClick={() => void fetchNextPage()}>
          {t('page.more_entries')}
        </button>
      )}
    </div>
  )
}

function FilesTable({ files, contactId }: { files: ContactFile[]; contactId: string }) {
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
                {file.contactId !== contactId && <span className="muted cut">{file.contactName}</span>}
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
