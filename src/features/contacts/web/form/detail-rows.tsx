import { IconPlus, IconStar, IconStarFilled, IconX } from '@tabler/icons-react'
import { TextInput } from '@mantine/core'
import { checkEmail } from '#kernel/email.ts'
import { checkIban } from '#kernel/iban.ts'
import { Menu } from '#ui/menu.tsx'
import { useText } from '#ui/texts.ts'
import { DETAIL_KINDS, categoriesOf, type Category } from '../../detail-kinds.ts'
import type { DetailKind } from '../../detail.ts'
import { AddressInputs } from './address-inputs.tsx'
import { newRow, type Row } from './draft.ts'
import { HintLines, type Hinting } from './hint-line.tsx'
import { problemWords } from '#ui/api/problem-words.ts'

interface DetailRowsProps {
  rows: Row[]
  errors: Record<string, string>
  hinted: Hinting
  /** Where a new address lies. */
  country: string
  onChange: (rows: Row[]) => void
  onError: (path: string, words: string | undefined) => void
}

const offered: DetailKind[] = ['email', 'phone', 'address', 'web']

/** All ways to reach a contact: any number of each kind, each with a category, one of a kind the primary. */
export function DetailRows({ rows, errors, hinted, country, onChange, onError }: DetailRowsProps) {
  const t = useText()
  const add = (kind: DetailKind) =>
    onChange([...rows, newRow(kind, kind === 'phone' && has(rows, 'phone') ? 'mobile' : 'work', country)])
  const others = DETAIL_KINDS.filter((kind) => !offered.includes(kind))
  return (
    <fieldset className="form-part">
      <legend>{t('contacts.form.reach')}</legend>
      {rows.map((row, index) => (
        <DetailRow
          key={row.key}
          row={row}
          only={rows.filter((other) => other.kind === row.kind).length === 1}
          errors={errors}
          hinted={hinted}
          home={country}
          path={`details.${index}`}
          onError={onError}
          onChange={(next) => onChange(rows.map((other) => changed(other, row, next)))}
          onRemove={() => onChange(rows.filter((other) => other !== row))}
        />
      ))}
      <div className="form-adds">
        {offered.map((kind) => (
          <button key={kind} type="button" className="button ghost small" onClick={() => add(kind)}>
            <IconPlus size={14} stroke={1.75} />
            {t(`contacts.detail.${kind}`)}
          </button>
        ))}
        <Menu
          label={t('contacts.form.more_kinds')}
          items={others.map((kind) => ({
            id: kind,
            label: t(`contacts.detail.${kind}`),
            run: () => add(kind),
          }))}
          renderOpener={(props) => (
            <button type="button" className="button ghost small" {...props}>
              <IconPlus size={14} stroke={1.75} />
              {t('contacts.form.more_kinds')}
            </button>
          )}
        />
      </div>
    </fieldset>
  )
}

interface DetailRowProps {
  row: Row
  /** The only one of its kind is primary without saying so. */
  only: boolean
  errors: Record<string, string>
  hinted: Hinting
  home: string
  path: string
  onChange: (row: Row) => void
  onRemove: () => void
  onError: DetailRowsProps['onError']
}

function DetailRow(props: DetailRowProps) {
  const t = useText()
  const { row, only, errors, hinted, home, path, onChange, onRemove, onError } = props
  const name = t(`contacts.detail.${row.kind}`)
  const category = (
    <select
      className="field detail-category"
      aria-label={t('contacts.form.category_of', { name })}
      value={row.category}
      onChange={(event) => onChange({ ...row, category: event.target.value })}
    >
      {(categoriesOf(row.kind) as readonly Category[]).map((one) => (
        <option key={one} value={one}>
          {t(`contacts.category.${one}`)}
        </option>
      ))}
    </select>
  )
  const check = () => onError(`${path}.value`, complaintOf(row))
  return (
    <div className={row.kind === 'address' ? 'detail-row tall' : 'detail-row'} role="group" aria-label={name}>
      <span className="detail-name">{name}</span>
      {category}
      {row.kind === 'address' ? (
        <AddressInputs
          value={row.value}
          errors={errors}
          hinted={hinted}
          home={home}
          path={`${path}.value`}
          onChange={(value) => onChange({ ...row, value })}
        />
      ) : (
        <div className="grow hinted">
          <TextInput
            aria-label={name}
            type={row.kind === 'email' ? 'email' : row.kind === 'phone' ? 'tel' : 'text'}
            value={row.value}
            placeholder={row.kind === 'iban' ? 'DE00 0000 0000 0000 0000 00' : ''}
            error={errors[`${path}.value`]}
            autoComplete="off"
            onChange={(event) => onChange({ ...row, value: event.currentTarget.value })}
            onBlur={check}
          />
          <HintLines {...hinted} path={`${path}.value`} />
        </div>
      )}
      {only ? (
        <span className="icon-button" aria-hidden="true" />
      ) : (
        <button
          type="button"
          className="icon-button"
          aria-pressed={row.primary}
          aria-label={t('contacts.form.primary')}
          title={t('contacts.form.primary')}
          onClick={() => onChange({ ...row, primary: true })}
        >
          {row.primary ? <IconStarFilled size={16} /> : <IconStar size={16} stroke={1.75} />}
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={t('contacts.form.remove', { name })}
        title={t('contacts.form.remove', { name })}
        onClick={onRemove}
      >
        <IconX size={16} stroke={1.75} />
      </button>
    </div>
  )
}

/** The row itself as it is now; a new primary one takes the mark from the others of its kind. */
function changed(other: Row, row: Row, next: Row): Row {
  if (other === row) return next
  const gave = next.primary && !row.primary && other.kind === next.kind
  return gave ? { ...other, primary: false } : other
}

function has(rows: Row[], kind: DetailKind): boolean {
  return rows.some((row) => row.kind === kind)
}

/** What can be said about a value before it is sent. */
function complaintOf(row: Row): string | undefined {
  if (typeof row.value !== 'string' || !row.value.trim()) return undefined
  const found =
    row.kind === 'email' ? checkEmail(row.value) : row.kind === 'iban' ? checkIban(row.value) : null
  return found ? problemWords(found) : undefined
}
