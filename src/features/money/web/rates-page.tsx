import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { ChoiceLine } from '#features/settings/web/choice-line.tsx'
import { LineMenu } from '#features/settings/web/line-menu.tsx'
import { useSaveSettings, useSettings } from '#features/settings/web/settings-api.ts'
import { Part, SettingsPage, Waiting } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { usePages } from '#features/settings/web/use-pages.ts'
import { formatDay, formatExact, formatNumber } from '#ui/format.ts'
import { DropArea } from '#ui/inputs/drop-area.tsx'
import { upload } from '#ui/inputs/upload.ts'
import { useLanguage, useText, type Translate } from '#ui/texts.ts'
import { complain, say } from '#ui/undo.ts'
import { CURRENCIES, currencyName } from '../currencies.ts'
import type { Rate } from '../rate.ts'
import { Converter } from './converter.tsx'
import { useRates, type EcbImport } from './money-api.ts'
import { RateSheet } from './rate-sheet.tsx'
import { today } from '#features/money/web/today.ts'

/** The currency of the firm, and what others are worth. */
export function RatesPage() {
  const t = useText()
  const language = useLanguage()
  const settings = useSettings()
  const save = useSaveSettings()
  const { remove } = useRates()
  const [open, setOpen] = useState<'new' | Rate>()
  const own = usePages<Rate>('rate', '/rates', { source: 'own' })
  if (!settings) return <Waiting lines={6} />
  const { currency } = settings
  const add = (
    <button type="button" className="button primary" onClick={() => setOpen('new')}>
      <IconPlus size={16} stroke={2} />
      {t('money.rate_new')}
    </button>
  )
  return (
    <SettingsPage title={t('money.title')} text={t('money.text')} actions={add}>
      <Part title={t('money.home')}>
        <ChoiceLine
          label={t('settings.currency')}
          hint={t('money.home_hint')}
          value={currency}
          options={CURRENCIES.map((code) => ({
            value: code,
            label: `${code} · ${currencyName(code, language)}`,
          }))}
          onSave={(value) => save({ currency: value }, t('settings.currency'))}
        />
      </Part>
      <Part title={t('money.converter')} text={t('money.converter_text')}>
        <Converter home={currency} />
      </Part>
      <section className="settings-part">
        <header>
          <h2>{t('money.own')}</h2>
          <p>{t('money.own_text')}</p>
        </header>
        <Table
          {...own}
          label={t('money.own')}
          columns={columns(t, { edit: setOpen, remove: (rate) => void remove(rate).catch(complain) })}
          empty={{ title: t('money.own_none'), text: t('money.own_none_text') }}
        />
      </section>
      <EcbPart />
      {open && (
        <RateSheet
          {...(open !== 'new' && { rate: open })}
          home={currency}
          onClose={() => setOpen(undefined)}
        />
      )}
    </SettingsPage>
  )
}

interface Acts {
  edit: (rate: Rate) => void
  remove: (rate: Rate) => void
}

function columns(t: Translate, acts?: Acts): TableColumn<Rate>[] {
  const plain: TableColumn<Rate>[] = [
    { id: 'pair', title: 'money.pair', draw: ({ from, to }) => `${from} → ${to}` },
    {
      id: 'rate',
      title: 'money.rate',
      draw: ({ from, to, rate }) => (
        <span className="num">
          1 {from} = {formatNumber(Number(rate), { maximumFractionDigits: 6 })} {to}
        </span>
      ),
    },
    {
      id: 'day',
      title: 'money.valid_from',
      draw: ({ day }) => <span title={formatExact(day)}>{formatDay(day)}</span>,
    },
  ]
  if (!acts) return plain
  return [
    ...plain,
    {
      id: 'menu',
      draw: (rate) => (
        <LineMenu
          name={`${rate.from} → ${rate.to}`}
          items={[
            { id: 'edit', label: t('settings.edit'), run: () => acts.edit(rate) },
            { id: 'delete', label: t('settings.delete'), danger: true, run: () => acts.remove(rate) },
          ]}
        />
      ),
    },
  ]
}

/** The reference rates of the European Central Bank: today's, and the file that brings newer ones. */
function EcbPart() {
  const t = useText()
  const { again } = useRates()
  const ecb = usePages<Rate>('rate', '/rates', { source: 'ecb', day: today() })
  const send = async (file: File, onProgress: (part: number) => void) => {
    const { added, changed, lastDay } = await upload<EcbImport>('/rates/ecb', file, { onProgress })
    await again()
    const count = added + changed
    say(count ? t('money.ecb_done', { count, day: formatExact(lastDay) }) : t('money.ecb_same'))
  }
  return (
    <section className="settings-part">
      <header>
        <h2>{t('money.ecb')}</h2>
        <p>{t('money.ecb_text')}</p>
      </header>
      <DropArea label={t('money.ecb_file')} accept=".zip,.csv,.xml" most={12 * 1024 * 1024} send={send} />
      <p className="small-note">{t('money.ecb_where')}</p>
      {ecb.rows && ecb.rows.length > 0 && (
        <Table {...ecb} label={t('money.ecb')} columns={columns(t)} empty={{ title: t('money.ecb') }} />
      )}
    </section>
  )
}
