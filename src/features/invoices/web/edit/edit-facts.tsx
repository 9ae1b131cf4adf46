import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { CurrencyPicker } from '#features/money/web/currency-picker.tsx'
import { useSettings } from '#features/settings/web/settings-api.ts'
import { call } from '#features/settings/web/call.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { DecimalInput } from '#ui/inputs/decimal-input.tsx'
import { useText } from '#ui/texts.ts'
import { complain, say } from '#ui/undo.ts'
import { INVOICE_FORMATS } from '../../invoice.ts'
import { isBill } from '../../status.ts'
import { termsQuery } from '../invoices-api.ts'
import { findingWords } from './findings.tsx'
import { SkontoInput } from './skonto-input.tsx'
import type { Editor } from './use-editor.ts'

/** The block at the right: days, terms, and behind a fold what is rarely changed. */
export function EditFacts({ editor }: { editor: Editor }) {
  const t = useText()
  const { draft, change } = editor
  const error = useErrors(editor)
  const bill = isBill(draft.kind)
  return (
    <div className="paper-facts">
      <div data-path="date">
        <DayInput
          label={t('invoices.date')}
          required
          value={draft.date}
          error={error('date')}
          onChange={(date) => date && change({ date }, 'now')}
        />
      </div>
      <div data-path="dueDate">
        <DayInput
          label={t(bill ? 'invoices.due' : 'invoices.valid_until')}
          required
          value={draft.dueDate}
          error={error('dueDate')}
          onChange={(dueDate) => dueDate && change({ dueDate }, 'now')}
        />
      </div>
      <ServiceInput editor={editor} />
      {bill && <TermInput editor={editor} />}
      <details
        className="paper-more"
        open={error('rate') !== undefined || draft.format.startsWith('xrechnung')}
      >
        <summary>{t('invoices.more_facts')}</summary>
        <div className="paper-facts">
          <MoneyPart editor={editor} />
          {bill && (
            <Select
              label={t('invoices.format')}
              allowDeselect={false}
              data={INVOICE_FORMATS.map((value) => ({ value, label: t(`invoices.format.${value}`) }))}
              value={draft.format}
              onChange={(format) => change({ format: format as typeof draft.format }, 'now')}
            />
          )}
          <Select
            label={t('invoices.language')}
            allowDeselect={false}
            data={(['de', 'en'] as const).map((value) => ({ value, label: t(`invoices.language.${value}`) }))}
            value={draft.language}
            onChange={(language) => change({ language: language === 'en' ? 'en' : 'de' }, 'now')}
          />
          <TextInput
            label={t('invoices.order_number')}
            maxLength={255}
            data-path="orderNumber"
            value={draft.orderNumber}
            onChange={(event) => change({ orderNumber: event.currentTarget.value })}
          />
          <TextInput
            label={t(
              draft.format.startsWith('xrechnung') ? 'invoices.leitweg_id' : 'invoices.buyer_reference',
            )}
            maxLength={255}
            data-path="buyerReference"
            error={error('buyerReference')}
            value={draft.buyerReference}
            onChange={(event) => change({ buyerReference: event.currentTarget.value })}
          />
        </div>
      </details>
    </div>
  )
}

/** What is wrong with a field: what the server refused, else what speaks against issuing. */
function useErrors({ saving, worked }: Editor): (path: string) => string | undefined {
  const t = useText()
  return (path) => {
    const refused = saving.is === 'refused' ? saving.fields[path] : undefined
    const found = worked.findings.find((one) => one.path === path && one.level !== 'hint')
    return refused ?? (found && findingWords(found, t))
  }
}

/** The day or the time of the service (UStG § 14 Abs. 4 Nr. 6). */
function ServiceInput({ editor: { draft, change } }: { editor: Editor }) {
  const t = useText()
  const { service, serviceFrom, serviceTo, date } = draft
  const set = (service: typeof draft.service) =>
    change({
      service,
      serviceFrom: service === 'none' ? null : (serviceFrom ?? date),
      serviceTo: service === 'period' ? (serviceTo ?? serviceFrom ?? date) : null,
    })
  return (
    <>
      <div data-path="serviceDate" className={service === 'none' ? 'whole' : ''}>
        <Select
          label={t('invoices.service')}
          allowDeselect={false}
          data={(['none', 'day', 'period'] as const).map((value) => ({
            value,
            label: t(`invoices.service.${value}`),
          }))}
          value={service}
          onChange={(value) => set(value as typeof service)}
        />
      </div>
      {service !== 'none' && (
        <DayInput
          label={t(service === 'day' ? 'invoices.service_day' : 'invoices.service_from')}
          required
          value={serviceFrom}
          onChange={(day) => day && change({ serviceFrom: day })}
        />
      )}
      {service === 'period' && (
        <div className="second">
          <DayInput
            label={t('invoices.service_to')}
            required
            value={serviceTo}
            error={
              serviceFrom && serviceTo && serviceTo < serviceFrom ? t('invoices.before_from') : undefined
            }
            onChange={(day) => day && change({ serviceTo: day })}
          />
        </div>
      )}
    </>
  )
}

function TermInput({ editor: { draft, change } }: { editor: Editor }) {
  const t = useText()
  const { data: terms } = useQuery(termsQuery)
  const offered = terms?.filter(({ retired, id }) => !retired || id === draft.paymentTermId) ?? []
  return (
    <>
      <div className="whole" data-path="paymentTermId">
        <Select
          label={t('invoices.term')}
          allowDeselect={false}
          data={[
            { value: '', label: t('invoices.term.none') },
            ...offered.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={draft.paymentTermId ?? ''}
          onChange={(id) => change({ paymentTermId: id || null }, 'now')}
        />
      </div>
      <SkontoInput value={draft.skonto} onChange={(skonto) => change({ skonto }, 'now')} />
    </>
  )
}

/** In which currency, and what it is worth where it is not the firm's own. */
function MoneyPart({ editor }: { editor: Editor }) {
  const t = useText()
  const { draft, change } = editor
  const home = useSettings()?.currency ?? draft.currency
  const error = useErrors(editor)('rate')
  const keepRate = async () => {
    const body = { from: draft.currency, to: home, day: draft.date, rate: draft.rate }
    try {
      await call('POST', '/rates', { body })
      say(t('invoices.rate_kept'))
    } catch (problem) {
      complain(problem)
    }
  }
  return (
    <>
      <CurrencyPicker
        label={t('invoices.currency')}
        value={draft.currency}
        onChange={(currency) => change({ currency, rate: currency === home ? '1' : '' }, 'now')}
      />
      {draft.currency !== home && (
        <div data-path="rate">
          <DecimalInput
            label={t('invoices.rate', { currency: draft.currency })}
            unit={home}
            value={draft.rate}
            error={error}
            onChange={(rate) => change({ rate })}
          />
          {draft.rate !== '' && (
            <button type="button" className="button ghost small" onClick={() => void keepRate()}>
              {t('invoices.rate_keep')}
            </button>
          )}
        </div>
      )}
    </>
  )
}
