import { IconGripVertical } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import { UNITS, unitName, unitShort } from '#features/items/units.ts'
import { taxWords } from '#features/items/web/tax-picker.tsx'
import { useTaxes } from '#features/items/web/items-api.ts'
import { formatMoney, formatNumber } from '#ui/format.ts'
import { MoreMenu } from '#ui/more-menu.tsx'
import { useLanguage, useText, type TextKey } from '#ui/texts.ts'
import { Popover } from '#ui/popover.tsx'
import { findingWords } from './findings.tsx'
import type { EditLine } from './draft.ts'
import { FigureInput } from './figure-input.tsx'
import { ItemText } from './item-text.tsx'
import { LineBrief, LineMore } from './line-more.tsx'
import type { Paper } from './use-editor.ts'

/** What can be done with lines. */
export interface LineActs {
  next: (key: string, kind?: EditLine['kind']) => void
  move: (key: string, by: 1 | -1) => void
  drop: (key: string, onto: string) => void
  copy: (key: string) => void
  remove: (key: string) => void
}

interface LineRowProps {
  editor: Paper
  line: EditLine
  position: number
  acts: LineActs
}

/** One line of the paper: an item with its figures, or words, or a sub-total. */
export function LineRow({ editor, line, position, acts }: LineRowProps) {
  const t = useText()
  const [more, setMore] = useState(false)
  const [over, setOver] = useState(false)
  const { draft, worked } = editor
  const set = (part: Partial<EditLine>) => editor.changeLine(line.key, part)
  const answer = worked.lines.get(line.key)
  const found = worked.findings.filter(({ path }) => path.startsWith(`${line.key}.`))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const strong = event.ctrlKey || event.metaKey
    const isCell = (event.target as Element).matches('input, textarea')
    if (strong && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      acts.move(line.key, event.key === 'ArrowUp' ? -1 : 1)
    } else if (strong && event.key === 'Delete') {
      event.preventDefault()
      acts.remove(line.key)
    } else if (event.key === 'Enter' && isCell && !event.shiftKey && !strong) {
      event.preventDefault()
      acts.next(line.key)
    }
  }
  const isItem = line.kind === 'item'
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/no-noninteractive-element-interactions -- keys of the cells inside
    <div
      className={`line ${line.kind} ${over ? 'over' : ''} ${line.optional ? 'optional' : ''}`}
      role="group"
      aria-label={t('invoices.line.of', { position: isItem ? position : t(`invoices.add.${line.kind}`) })}
      onKeyDown={onKeyDown}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('text/kontor-line')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        acts.drop(event.dataTransfer.getData('text/kontor-line'), line.key)
      }}
    >
      <span
        className="line-grip"
        draggable
        aria-hidden="true"
        onDragStart={(event) => event.dataTransfer.setData('text/kontor-line', line.key)}
      >
        <IconGripVertical size={14} stroke={1.75} />
      </span>
      <span className="pos num">{isItem ? position : ''}</span>
      {line.kind === 'subtotal' ? (
        <span className="line-subtotal" data-path={`${line.key}.text`} tabIndex={-1}>
          {t('invoices.subtotal')}
        </span>
      ) : (
        <ItemText {...{ line, set }} currency={draft.currency} date={draft.date} />
      )}
      {isItem && <Cells {...{ editor, line, set, answer }} />}
      <span className="line-net num">
        {(isItem || line.kind === 'subtotal') && answer ? formatMoney(answer.net, draft.currency) : ''}
      </span>
      <LineMenu
        {...{ line, acts, more }}
        onMore={() => setMore(!more)}
        isQuote={draft.kind === 'quote'}
        set={set}
      />
      {isItem && more && <LineMore {...{ editor, line, set }} />}
      {isItem && !more && <LineBrief line={line} onOpen={() => setMore(true)} />}
      {found.map((finding) => (
        <p
          key={finding.key}
          className={finding.level === 'hint' ? 'line-note muted' : 'line-note edit-error'}
        >
          {findingWords(finding, t)}
        </p>
      ))}
    </div>
  )
}

interface CellsProps {
  editor: Paper
  line: EditLine
  set: (part: Partial<EditLine>) => void
  answer: ReturnType<Paper['worked']['lines']['get']>
}

function Cells({ editor, line, set, answer }: CellsProps) {
  const t = useText()
  const language = useLanguage()
  const wrong = (field: string) => editor.strange.includes(`${line.key}.${field}`)
  const units = UNITS[line.unit] ? Object.keys(UNITS) : [line.unit, ...Object.keys(UNITS)]
  return (
    <>
      <label className="line-quantity">
        <span className="line-label">{t('invoices.line.quantity')}</span>
        <FigureInput
          label={t('invoices.line.quantity')}
          path={`${line.key}.quantity`}
          value={line.quantity}
          wrong={wrong('quantity')}
          onChange={(quantity) => set({ quantity })}
        />
      </label>
      <label className="line-unit">
        <span className="line-label">{t('invoices.line.unit')}</span>
        <select
          className="figure"
          aria-label={t('invoices.line.unit')}
          data-path={`${line.key}.unit`}
          value={line.unit}
          onChange={(event) => set({ unit: event.target.value })}
        >
          {units.map((unit) => (
            <option key={unit} value={unit} title={unitName(unit, language)}>
              {unitShort(unit, language)}
            </option>
          ))}
        </select>
      </label>
      <label className="line-price">
        <span className="line-label">{t('invoices.line.price')}</span>
        <FigureInput
          label={t('invoices.line.price')}
          path={`${line.key}.price`}
          value={line.price}
          places={2}
          placeholder="0,00"
          wrong={wrong('price')}
          onChange={(price) => set({ price })}
        />
      </label>
      <TaxCell {...{ line, set, answer }} />
    </>
  )
}

/** The tax of a line, and a small link that says why it is this one. */
function TaxCell({ line, set, answer }: Omit<CellsProps, 'editor'>) {
  const t = useText()
  const taxes = useTaxes()
  const offered = taxes.filter((tax) => !tax.retired || tax.id === line.taxId)
  const tax = answer?.tax
  const short = tax && `${formatNumber(Number(tax.rate), { maximumFractionDigits: 2 })} %`
  return (
    <span className="line-tax">
      <label>
        <span className="line-label">{t('invoices.line.tax')}</span>
        <select
          className="figure"
          aria-label={t('invoices.line.tax')}
          data-path={`${line.key}.taxId`}
          value={line.taxId ?? ''}
          onChange={(event) => set({ taxId: event.target.value || null })}
        >
          <option value="">
            {short ? t('invoices.tax_auto_is', { rate: short }) : t('invoices.tax_auto')}
          </option>
          {offered.map((one) => (
            <option key={one.id} value={one.id}>
              {taxWords(one)}
            </option>
          ))}
        </select>
      </label>
      {tax && (
        <Popover
          label={t('invoices.why')}
          className="padded tax-why"
          side="end"
          renderOpener={(props) => (
            <button type="button" className="why" {...props}>
              {t('invoices.why')}
            </button>
          )}
        >
          {() => (
            <div>
              <strong>{tax.name}</strong>
              <p>{t(tax.why.key as TextKey, tax.why.values)}</p>
            </div>
          )}
        </Popover>
      )}
    </span>
  )
}

interface LineMenuProps {
  line: EditLine
  acts: LineActs
  more: boolean
  isQuote: boolean
  set: (part: Partial<EditLine>) => void
  onMore: () => void
}

function LineMenu({ line, acts, more, isQuote, set, onMore }: LineMenuProps) {
  const t = useText()
  return (
    <MoreMenu
      small
      className="line-menu"
      label={t('invoices.line.menu')}
      items={[
        ...(line.kind === 'item'
          ? [{ id: 'more', label: t('invoices.line.more'), checked: more, run: onMore }]
          : []),
        ...(line.kind === 'item' && isQuote
          ? [
              {
                id: 'optional',
                label: t('invoices.line.optional'),
                checked: line.optional,
                run: () => set({ optional: !line.optional }),
              },
            ]
          : []),
        { id: 'up', label: t('invoices.line.up'), run: () => acts.move(line.key, -1) },
        { id: 'down', label: t('invoices.line.down'), run: () => acts.move(line.key, 1) },
        { id: 'copy', label: t('invoices.duplicate'), run: () => acts.copy(line.key) },
        { id: 'line', divider: true },
        { id: 'remove', label: t('invoices.line.remove'), danger: true, run: () => acts.remove(line.key) },
      ]}
    />
  )
}
