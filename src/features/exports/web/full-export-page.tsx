import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { call } from '#features/settings/web/call.ts'
import { Part, SettingsPage } from '#features/settings/web/settings-page.tsx'
import { apiRoot } from '#ui/api/request.ts'
import { download } from '#ui/download.ts'
import { formatNumber } from '#ui/format.ts'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import type { ExportSize } from '../full-export.ts'

const sizeQuery = {
  queryKey: ['export-size'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call<ExportSize>('GET', '/exports/all', { signal }),
  staleTime: 0,
}

/** Everything leaves in open formats: what is in it, how much it is, and the button. */
export function FullExportPage() {
  const t = useText()
  const { data: size } = useQuery(sizeQuery)
  const [asking, setAsking] = useState(false)
  const begin = async () => {
    download(`${apiRoot}/exports/all.zip`)
    say(t('fullexport.begun'))
  }
  return (
    <SettingsPage
      title={t('fullexport')}
      text={t('fullexport.text')}
      actions={
        <button type="button" className="button primary" onClick={() => setAsking(true)}>
          {t('fullexport.action')}
        </button>
      }
    >
      <Part title={t('fullexport.inside')}>
        <Line label={t('fullexport.data')}>{t('fullexport.data.text')}</Line>
        <Line label={t('fullexport.files')}>{t('fullexport.files.text')}</Line>
        <Line label={t('fullexport.schema')}>{t('fullexport.schema.text')}</Line>
        <Line label={t('fullexport.secrets')}>{t('fullexport.secrets.text')}</Line>
      </Part>
      <Part title={t('fullexport.size')} text={t('fullexport.size.text')}>
        <Line label={t('fullexport.rows')}>{size ? formatNumber(size.rows) : '…'}</Line>
        <Line label={t('fullexport.files')}>{size ? formatNumber(size.files) : '…'}</Line>
        <Line label={t('fullexport.bytes')}>
          {size ? t('fullexport.about', { size: formatSize(size.bytes) }) : '…'}
        </Line>
      </Part>
      {asking && (
        <ConfirmSheet
          title={t('fullexport.confirm')}
          text={t('fullexport.confirm.text')}
          action={t('fullexport.action')}
          onConfirm={begin}
          onClose={() => setAsking(false)}
        />
      )}
    </SettingsPage>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="settings-line">
      <span className="settings-label">{label}</span>
      <span>{children}</span>
    </div>
  )
}

const UNITS = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

function formatSize(bytes: number): string {
  const step = Math.min(UNITS.length, Math.max(1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)))
  const value = bytes / 1000 ** step
  const unit = UNITS[step - 1] ?? 'kilobyte'
  return formatNumber(value, { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 })
}
