import { Textarea } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Sheet } from '#ui/sheet.tsx'
import { useLanguage, useText, type Translate } from '#ui/texts.ts'
import { addressLines } from '#kernel/postal-address.ts'
import type { Found } from '../../paste/pasted.ts'
import { readPasted } from '../../paste/read-pasted.ts'
import { replaced, withPasted } from './apply-pasted.ts'
import type { Draft } from './draft.ts'

interface PasteSheetProps {
  text: string
  draft: Draft
  kind: 'person' | 'company'
  country: string
  onTake: (change: Partial<Draft>, count: number) => void
  onClose: () => void
}

/** A text becomes a contact: what was recognised stands below it, and each can be left out. */
export function PasteSheet({ text: first, draft, kind, country, onTake, onClose }: PasteSheetProps) {
  const t = useText()
  const [text, setText] = useState(first)
  const pasted = useMemo(() => readPasted(text, country), [text, country])
  const [switched, setSwitched] = useState<ReadonlySet<string>>(new Set())
  const lines = pasted.found.map((one) => {
    const before = replaced(draft, one, kind)
    const key = JSON.stringify(one)
    // What somebody wrote already stays unless one says otherwise.
    return { one, before, key, on: (before === undefined) !== switched.has(key) }
  })
  const rest = pasted.rest.join('\n')
  const withRest = rest !== '' && !switched.has('rest')
  const chosen = lines.filter((line) => line.on).map((line) => line.one)
  const count = chosen.length + (withRest ? 1 : 0)
  const toggle = (key: string) => {
    const next = new Set(switched)
    if (!next.delete(key)) next.add(key)
    setSwitched(next)
  }
  const take = () => {
    onTake(withPasted(draft, chosen, withRest ? pasted.rest : [], { kind, country }), count)
    onClose()
  }
  return (
    <Sheet title={t('contacts.paste.title')} onClose={onClose}>
      <div className="sheet-body paste">
        <Textarea
          aria-label={t('contacts.paste.text')}
          placeholder={t('contacts.paste.placeholder')}
          autosize
          minRows={5}
          maxRows={9}
          value={text}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && count > 0) take()
          }}
        />
        {text.trim() && count === 0 && lines.length === 0 && (
          <p className="muted">{t('contacts.paste.nothing')}</p>
        )}
        {(lines.length > 0 || rest) && (
          <fieldset className="paste-found">
            <legend>{t('contacts.paste.found')}</legend>
            {lines.map(({ one, before, key, on }) => (
              <Line key={key} one={one} before={before} on={on} onToggle={() => toggle(key)} />
            ))}
            {rest && (
              <label className="paste-line">
                <input type="checkbox" className="check" checked={withRest} onChange={() => toggle('rest')} />
                <span className="paste-name">{t('contacts.paste.rest')}</span>
                <span className="paste-value">{rest}</span>
              </label>
            )}
          </fieldset>
        )}
      </div>
      <footer className="sheet-foot">
        <button type="button" className="button" onClick={onClose}>
          {t('cancel')}
        </button>
        <button type="button" className="button primary" disabled={count === 0} onClick={take}>
          {count > 0 ? t('contacts.paste.apply', { count }) : t('contacts.hint.mend')}
        </button>
      </footer>
    </Sheet>
  )
}

interface LineProps {
  one: Found
  before: string | undefined
  on: boolean
  onToggle: () => void
}

function Line({ one, before, on, onToggle }: LineProps) {
  const t = useText()
  const language = useLanguage()
  const value = one.is === 'address' ? addressLines(one.value, language).join(', ') : valueWords(one, t)
  return (
    <label className={on ? 'paste-line' : 'paste-line off'}>
      <input type="checkbox" className="check" checked={on} onChange={onToggle} />
      <span className="paste-name">{nameOf(one, t)}</span>
      <span className="paste-value">
        {value}
        {before && <small> {t('contacts.paste.instead', { value: before })}</small>}
      </span>
      {one.confidence === 'guess' && <span className="badge amber">{t('contacts.paste.unsure')}</span>}
    </label>
  )
}

function valueWords(one: Exclude<Found, { is: 'address' }>, t: Translate): string {
  const isSalutation = one.is === 'field' && one.field === 'salutation'
  return isSalutation ? t(`contacts.salutation.${one.value as 'ms'}`) : one.value
}

function nameOf(one: Found, t: Translate): string {
  if (one.is === 'address') return t('contacts.detail.address')
  if (one.is === 'row') {
    const name = t(`contacts.detail.${one.kind}`)
    return one.kind === 'phone' ? `${name} · ${t(`contacts.category.${one.category as 'work'}`)}` : name
  }
  return t(fieldTexts[one.field])
}

const fieldTexts = {
  salutation: 'contacts.salutation',
  title: 'contacts.academic',
  firstName: 'contacts.first_name',
  lastName: 'contacts.last_name',
  companyName: 'contacts.company',
  position: 'contacts.position',
  vatId: 'contacts.vat_id',
  register: 'contacts.paste.register',
} as const
