import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { formatExact, formatMoment } from '#ui/format.ts'
import { DropArea } from '#ui/inputs/drop-area.tsx'
import { useText } from '#ui/texts.ts'
import type { Imported } from '../import.ts'
import { CountsLine, StateBadge } from './import-state.tsx'
import { refusal } from './import-words.ts'
import { importsQuery, useImports } from './imports-api.ts'
import './imports.css'

const mostBytes = 100_000_000

/** The way in: drop a file. Below, what became of earlier ones. */
export function ImportStart() {
  const t = useText()
  const go = useNavigate()
  const imports = useImports()
  const { data: earlier = [] } = useQuery(importsQuery)
  const send = async (file: File, onProgress: (part: number) => void) => {
    const { id } = await imports.bring(file, onProgress).catch((error: unknown) => {
      throw refusal(error)
    })
    await go(`/contacts/import/${id}`)
  }
  return (
    <div className="import">
      <header className="import-head">
        <h1>{t('imports.title')}</h1>
        <p className="muted">{t('imports.intro')}</p>
      </header>
      <DropArea
        label={t('imports.drop')}
        accept=".csv,.txt,.tsv,.xlsx,.vcf,.zip,text/csv,text/vcard"
        most={mostBytes}
        send={send}
      />
      <details className="import-help">
        <summary>{t('imports.help')}</summary>
        <ul>
          <li>{t('imports.help.outlook')}</li>
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
