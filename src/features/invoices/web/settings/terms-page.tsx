import { NumberInput, Switch, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { LineMenu } from '#features/settings/web/line-menu.tsx'
import { SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { useForm } from '#features/settings/web/use-form.ts'
import { DecimalInput } from '#ui/inputs/decimal-input.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import type { PaymentTerm } from '../../terms.ts'
import '../invoices.css'
import { useKept } from './use-kept.ts'

/** When what is billed has to be paid, and what is taken off for paying sooner. */
export function TermsPage() {
  const t = useText()
  const { save, remove, ...kept } = useKept<PaymentTerm>('/payment-terms', 'paymentTerm')
  const [open, setOpen] = useState<'new' | PaymentTerm>()
  const add = (
    <button type="button" className="button primary" onClick={() => setOpen('new')}>
      <IconPlus size={16} stroke={2} />
      {t('terms.new')}
    </button>
  )
  return (
    <SettingsPage wide title={t('terms.title')} text={t('terms.text')} actions={add}>
      <Table
        {...kept}
        label={t('terms.title')}
        empty={{ title: t('terms.none') }}
        columns={columns(t, { open: setOpen, remove })}
      />
      {open && (
        <TermSheet {...(open !== 'new' && { term: open })} save={save} onClose={() => setOpen(undefined)} />
      )}
    </SettingsPage>
  )
}

interface Acts {
  open: (row: PaymentTerm) => void
  remove: (id: string) => Promise<void>
}

function columns(t: Translate, acts: Acts): TableColumn<PaymentTerm>[] {
  return [
    {
      id: 'name',
      title: 'sales.name',
      wraps: true,
      draw: (term) => (
        <span>
          {term.name} {term.isDefault && <span className="badge green">{t('sales.default')}</span>}{' '}
          {term.retired && <span className="badge">{t('sales.retired')}</span>}
        </span>
      ),
    },
    { id: 'days', title: 'terms.days', draw: ({ days }) => <span className="num">{days}</span> },
    {
      id: 'skonto',
      title: 'terms.skonto',
      draw: ({ skonto }) => skonto && t('terms.skonto_of', { percent: skonto.percent, days: skonto.days }),
    },
    {
      id: 'menu',
      draw: (term) => (
        <LineMenu
          name={term.name}
          items={[
            { id: 'edit', label: t('settings.edit'), run: () => acts.open(term) },
            {
              id: 'delete',
              label: t('settings.delete'),
              danger: true,
              run: () => void acts.remove(term.id),
            },
          ]}
        />
      ),
    },
  ]
}

interface TermSheetProps {
  term?: PaymentTerm
  save: (id: string | undefined, body: object) => Promise<void>
  onClose: () => void
}

function TermSheet({ term, save, onClose }: TermSheetProps) {
  const t = useText()
  const first = {
    name: term?.name ?? '',
    days: term?.days ?? 14,
    percent: term?.skonto?.percent ?? '',
    soon: term?.skonto?.days ?? 7,
    isDefault: term?.isDefault ?? false,
  }
  const send = ({ percent, soon, ...values }: typeof first) =>
    save(term?.id, { ...values, skonto: percent ? { percent, days: soon } : null })
  const { values, fields, set, ...form } = useForm(first, send, onClose)
  return (
    <FormSheet
      title={t(term ? 'terms.edit' : 'terms.new')}
      dirty={form.dirty}
      busy={form.busy}
      problem={form.problem}
      action={t('settings.save')}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <TextInput
        label={t('sales.name')}
        required
        error={fields['name']}
        value={values.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <NumberInput
        label={t('terms.days')}
        min={0}
        max={3650}
        error={fields['days']}
        value={values.days}
        onChange={(days) => set({ days: Number(days) })}
      />
      <div className="invoice-pair">
        <DecimalInput
          label={t('terms.skonto')}
          unit="%"
          value={values.percent}
          error={fields['skonto.percent']}
          onChange={(percent) => set({ percent })}
        />
        <NumberInput
          label={t('terms.skonto_days')}
          min={1}
          max={3650}
          error={fields['skonto.days']}
          value={values.soon}
          onChange={(soon) => set({ soon: Number(soon) })}
        />
      </div>
      <Switch
        label={t('terms.default')}
        checked={values.isDefault}
        onChange={(event) => set({ isDefault: event.currentTarget.checked })}
      />
    </FormSheet>
  )
}
