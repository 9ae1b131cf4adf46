import { useQuery } from '@tanstack/react-query'
import { formatMoney } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { documentName } from '../document-name.ts'
import { deductibleQuery } from '../invoices-api.ts'
import { dayOf } from '../state.tsx'
import type { Editor } from './use-editor.ts'

/** What a final invoice takes off: the customer's down payments and parts, to be ticked. */
export function Deductions({ editor }: { editor: Editor }) {
  if (editor.draft.kind !== 'final') return null
  return <Choices editor={editor} />
}

function Choices({ editor: { invoice, draft, change, saving } }: { editor: Editor }) {
  const t = useText()
  const { data } = useQuery(deductibleQuery(invoice))
  const chosen = new Set(draft.deductedIds)
  const hidden = draft.deductedIds.filter((id) => data && !data.some((row) => row.id === id))
  const error = saving.is === 'refused' ? saving.fields['deductedIds'] : undefined
  const toggle = (id: string) =>
    change(
      {
        deductedIds: chosen.has(id)
          ? draft.deductedIds.filter((one) => one !== id)
          : [...draft.deductedIds, id],
      },
      'now',
    )
  return (
    <fieldset className="paper-deductions" data-path="deductedIds">
      <legend>{t('invoices.deducted')}</legend>
      {data?.length === 0 && hidden.length === 0 && <p className="muted">{t('invoices.deducted_none')}</p>}
      {data?.map((row) => (
        <label key={row.id}>
          <input type="checkbox" checked={chosen.has(row.id)} onChange={() => toggle(row.id)} />
          <span className="cut">{documentName(row)}</span>
          <span className="num muted">{dayOf(row.date)}</span>
          <span className="num">{formatMoney(row.totals.gross, row.currency)}</span>
        </label>
      ))}
      {hidden.map((id) => (
        <label key={id}>
          <input type="checkbox" checked onChange={() => toggle(id)} />
          <span className="muted">{t('invoices.contact_hidden')}</span>
        </label>
      ))}
      {error && <p className="edit-error">{error}</p>}
    </fieldset>
  )
}
