import { Select } from '@mantine/core'
import { IconCode, IconDownload, IconFileTypePdf, IconMail } from '@tabler/icons-react'
import { download } from '#ui/download.ts'
import { useText } from '#ui/texts.ts'
import type { MailParts, MailProposal } from '../../document-mail.ts'
import { filePath, type Sendable } from './send-api.ts'
import type { MailValues } from './send-sheet.tsx'

interface AttachedFilesProps {
  what: Sendable
  proposal: MailProposal
  values: MailValues
  set: (part: Partial<MailValues>) => void
}

/** What goes with the mail, each to look at. */
export function AttachedFiles({ what, proposal: { parts, number, ready }, values, set }: AttachedFilesProps) {
  const t = useText()
  const files = ready ? filesOf(values.attach) : filesOf(parts.includes('xml') ? 'both' : 'pdf')
  return (
    <div className="send-files">
      {ready && parts.length > 1 && (
        <Select
          label={t('invoices.send.attach')}
          allowDeselect={false}
          data={parts.map((value) => ({ value, label: t(`invoices.send.attach.${value}`) }))}
          value={values.attach}
          onChange={(attach) => set({ attach: attach as MailParts })}
        />
      )}
      <ul aria-label={t('invoices.send.attach')}>
        {files.map((part) => (
          <li key={part}>
            <button
              type="button"
              className="button small"
              onClick={() => download(filePath(what, part, '?download=true'))}
            >
              {part === 'pdf' ? (
                <IconFileTypePdf size={16} stroke={1.75} />
              ) : (
                <IconCode size={16} stroke={1.75} />
              )}
              <span>
                {number}.{part}
              </span>
              <IconDownload size={14} stroke={1.75} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

const filesOf = (attach: MailParts): ('pdf' | 'xml')[] => (attach === 'both' ? ['pdf', 'xml'] : [attach])

/** Opens the mail, without its files, in the program that the reader has for it. */
export function ByOwnProgram({ values: { to, cc, subject, text } }: { values: MailValues }) {
  const t = useText()
  const parts = [
    ...(cc.length > 0 ? [`cc=${encodeURIComponent(cc.join(','))}`] : []),
    `subject=${encodeURIComponent(subject)}`,
    `body=${encodeURIComponent(text.replaceAll(/\r?\n/g, '\r\n'))}`,
  ]
  return (
    <a className="button" href={`mailto:${to.map(encodeURIComponent).join(',')}?${parts.join('&')}`}>
      <IconMail size={16} stroke={1.75} />
      <span>{t('invoices.send.own_program')}</span>
    </a>
  )
}
