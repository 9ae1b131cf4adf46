import { IconDownload, IconFile, IconFileTypePdf } from '@tabler/icons-react'
import { useState } from 'react'
import { formatBytes } from '#ui/format.ts'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { File } from '../file.ts'
import { fileLink } from './history-api.ts'

const pictures = ['image/png', 'image/jpeg', 'image/webp', 'image/gif']

/** The files of an entry: pictures small and clickable, PDFs open beside, everything else is downloaded. */
export function EntryFiles({ files }: { files: readonly File[] }) {
  const [shown, setShown] = useState<File>()
  if (!files.length) return null
  return (
    <ul className="entry-files">
      {files.map((file) => (
        <li key={file.id}>
          {pictures.includes(file.type) ? (
            <button
              type="button"
              className="file-picture"
              aria-label={file.name}
              onClick={() => setShown(file)}
            >
              <img src={fileLink(file.id, 'inline')} alt="" loading="lazy" />
            </button>
          ) : (
            <FileChip file={file} />
          )}
        </li>
      ))}
      {shown && <PictureSheet file={shown} onClose={() => setShown(undefined)} />}
    </ul>
  )
}

/** A file as a small card: name, size; a PDF opens in a tab of its own, others are downloaded. */
function FileChip({ file }: { file: File }) {
  const pdf = file.type === 'application/pdf'
  const Icon = pdf ? IconFileTypePdf : IconFile
  return (
    <a
      className="file-chip"
      href={fileLink(file.id, pdf ? 'inline' : 'download')}
      {...(pdf ? { target: '_blank', rel: 'noreferrer' } : { download: file.name })}
    >
      <Icon size={16} stroke={1.75} />
      <span className="cut">{file.name}</span>
      <span className="muted num">{formatBytes(file.size)}</span>
    </a>
  )
}

/** A picture in full, over the page. */
export function PictureSheet({ file, onClose }: { file: Pick<File, 'id' | 'name'>; onClose: () => void }) {
  const t = useText()
  return (
    <Sheet title={file.name} onClose={onClose} wide>
      <div className="sheet-body picture-sheet">
        <img src={fileLink(file.id, 'inline')} alt={file.name} />
      </div>
      <footer className="sheet-foot">
        <a className="button" href={fileLink(file.id)} download={file.name}>
          <IconDownload size={16} stroke={1.75} />
          {t('timeline.download')}
        </a>
      </footer>
    </Sheet>
  )
}
