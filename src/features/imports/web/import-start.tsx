import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { MOST_BYTES } from '#features/takeover/brought.ts'
import { bringFile } from '#features/takeover/web/files/files-api.ts'
import { FoundFiles, type Found } from '#features/takeover/web/files/found-files.tsx'
import { formatExact, formatMoment } from '#ui/format.ts'
import { DropArea } from '#ui/inputs/drop-area.tsx'
import { useText } from '#ui/texts.ts'
import type { Imported } from '../import.ts'
import { CountsLine, StateBadge } from './import-state.tsx'
import { refusal } from './import-words.ts'
import { importsQuery, useImports } from './imports-api.ts'
import './imports.css'

const mostBytes = 100_000_000

/** Mails, calendars, and tables that may be Outlook's of a calendar or of tasks. */
function mayHoldMore({ name, size }: File): boolean {
  return /\.(ics|eml|msg)$/i.test(name) || (/\.(csv|txt)$/i.test(name) && size <= MOST_BYTES)
}

/** The way in: drop a file. Below, what became of earlier ones. */
export function ImportStart() {
  const t = useText()
  const go = useNavigate()
  const imports = useImports()
  const { data: earlier = [] } = useQuery(importsQuery)
  const [found, setFound] = useState<Found[]>([])
  const find = (one: Found) => setFound((all) => [...all, one])
  /** A list of contacts; of several each waits below to be set up. */
  const bringContacts = async (file: File, onProgress: (part: number) => void, among: number) => {
    const { id } = await imports.bring(file, onProgress).catch((error: unknown) => {
      throw new Error(among > 1 ? `${file.name}: ${refusal(error).message}` : refusal(error).message)
    })
    if (among === 1) await go(`/contacts/import/${id}`)
    else find({ name: file.name, importId: id })
  }
  const send = async (file: File, onProgress: (part: number) => void, among: number) => {
    if (!mayHoldMore(file)) return bringContacts(file, onProgress, among)
    const brought = await bringFile(file, { onProgress })
    const isOther = /\.(ics|eml)$/i.test(file.name) || brought.id !== null || brought.fault === 'too_many'
    return isOther ? find({ name: file.name, brought }) : bringContacts(file, onProgress, among)
  }
  return (
    <div className="import">
      <header className="import-head">
        <h1>{t('imports.title')}</h1>
        <p className="muted">{t('imports.intro')}</p>
      </header>
      <DropArea
        label={t('imports.drop')}
        accept=".csv,.txt,.tsv,.xlsx,.vcf,.zip,.ics,.eml,.msg,text/csv,text/vcard,text/calendar"
        most={mostBytes}
        multiple
        send={send}
      />
      <FoundFiles found={found} onDiscard={() => setFound([])} />
      <details className="import-help">
        <summary>{t('imports.help')}</summary>
        <ul>
          <li>{t('imports.help.outlook')}</li>
          <li>{t('imports.help.groupware')}</li>
          <li>{t('imports.help.google')}</li>
          <li>{t('imports.help.excel')}</li>
          <li>{t('imports.help.phone')}</li>
          <li>{t('imports.help.crm')}</li>
        </ul>
      </details>
      {earlier.length > 0 && <Earlier imports={earlier} />}
    </div>
  )
}

function Earlier({ imports }: { imports: Imported[] }) {
  const t = useText()
  return (
    <section className="import-part" aria-label={t('imports.earlier')}>
      <h2>{t('imports.earlier')}</h2>
      <ul className="import-list">
        {imports.map((one) => (
          <li key={one.id}>
            <Link className="import-line" to={`/contacts/import/${one.id}`}>
              <span className="grow cut import-name">{one.name}</span>
              <CountsLine one={one} />
              <StateBadge one={one} />
              <time className="muted num" dateTime={one.createdAt} title={formatExact(one.createdAt)}>
                {formatMoment(one.createdAt)}
              </time>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
