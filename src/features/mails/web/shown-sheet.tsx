import { IconDownload, IconPhoto } from '@tabler/icons-react'
import { useState } from 'react'
import type { HistoryItem } from '#features/history/history.ts'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import { shownLink, sourceLink } from './mails-api.ts'
import './mails.css'

/** A mail as it was sent, in a frame in which nothing runs; pictures from elsewhere come when somebody wants them. */
export function ShownSheet({ item, onClose }: { item: HistoryItem; onClose: () => void }) {
  const t = useText()
  const [pictures, setPictures] = useState(false)
  const subject = item.mail?.subject || t('mail.no_subject')
  return (
    <Sheet title={subject} onClose={onClose} wide>
      <div className="sheet-body mail-shown">
        <iframe
          title={subject}
          src={shownLink(item.id, pictures)}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
        />
      </div>
      <footer className="sheet-foot">
        <span className="grow muted mail-shown-hint">{!pictures && t('mail.pictures_hint')}</span>
        {!pictures && (
          <button type="button" className="button" onClick={() => setPictures(true)}>
            <IconPhoto size={16} stroke={1.75} />
            {t('mail.pictures')}
          </button>
        )}
        <a className="button" href={sourceLink(item.id)} download>
          <IconDownload size={16} stroke={1.75} />
          {t('mail.source')}
        </a>
      </footer>
    </Sheet>
  )
}
