import { formatNumber } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import type { BulkPreview } from '../../bulk.ts'
import { nameOf, useVocabulary } from '../contact-api.ts'
import { useChangeWords } from '../page/change-words.ts'

type Line = BulkPreview['changes'][number]

/** What would become of how many, in words: "Betreuung: Anna → Bernd (388)". */
export function PreviewPart({ preview, isLate }: { preview: BulkPreview; isLate: boolean }) {
  const t = useText()
  const say = useLineWords()
  return (
    <section className={isLate ? 'bulk-preview late' : 'bulk-preview'} aria-live="polite" aria-busy={isLate}>
      <h3>{t('contacts.bulk.preview')}</h3>
      {preview.changes.length > 0 && (
        <ul>
          {preview.changes.map((line, index) => {
            const { name, from, to } = say(line)
            return (
              <li key={index}>
                <span className="bulk-name">
                  {preview.changes[index - 1]?.field === line.field ? '' : name}
                </span>
                <span className="bulk-change">
                  {from !== undefined && <del>{from}</del>}
                  {from !== undefined && to !== undefined && <span aria-hidden="true">→</span>}
                  {to !== undefined && <ins>{to}</ins>}
                </span>
                <span className="num">{formatNumber(line.count)}</span>
              </li>
            )
          })}
        </ul>
      )}
      {restWords(t, preview).map((words) => (
        <p key={words} className="muted">
          {words}
        </p>
      ))}
    </section>
  )
}

/** A line in words. Of tags and managers that come or go there is only one side. */
function useLineWords() {
  const t = useText()
  const known = useVocabulary()
  const words = useChangeWords()
  return ({
    field,
    from,
    to,
    others,
  }: Line): { name: string; from?: string | undefined; to?: string | undefined } => {
    const empty = t('contacts.bulk.empty')
    const key = field.startsWith('custom.') ? field.slice('custom.'.length) : undefined
    if (field === 'managers' && Array.isArray(to)) {
      const names = (ids: unknown) =>
        Array.isArray(ids) && ids.length > 0 ? ids.map((id) => nameOf(known, String(id))).join(', ') : empty
      return {
        name: t('contacts.managers'),
        from: others ? t('contacts.bulk.others') : names(from),
        to: names(to),
      }
    }
    const change =
      key === undefined ? { field, from, to } : { field: 'custom', from: { [key]: from }, to: { [key]: to } }
    const [said] = words([change])
    const name = said?.name ?? field
    const sign = (mark: string, one: string | null | undefined) => (one ? `${mark} ${one}` : undefined)
    if (field === 'tags' || field === 'managers')
      return { name, from: sign('−', said?.from), to: sign('+', said?.to) }
    return { name, from: others ? t('contacts.bulk.others') : (said?.from ?? empty), to: said?.to ?? empty }
  }
}

function restWords(t: Translate, { unchanged, notAllowed, refused }: BulkPreview): string[] {
  const said = (count: number, key: 'unchanged' | 'not_allowed' | 'refused') =>
    count > 0 ? [t(`contacts.bulk.${key}`, { count })] : []
  return [...said(unchanged, 'unchanged'), ...said(notAllowed, 'not_allowed'), ...said(refused, 'refused')]
}
