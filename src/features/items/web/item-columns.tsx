import { formatDay } from '#ui/format.ts'
import { readDecimal, writeDecimal } from '#ui/inputs/decimal-input.tsx'
import { CellInput } from '#ui/inputs/cell-input.tsx'
import type { CellEditorProps, Column } from '#ui/list/description.ts'
import { currentLanguage, type Translate } from '#ui/texts.ts'
import type { Item, ItemChange } from '../item.ts'
import { unitName } from '../units.ts'
import { Stock, priceWords } from './item-parts.tsx'
import { useItems } from './items-api.ts'
import { taxWords } from './tax-picker.tsx'

/** The columns of the list of items; administrators change name, number and price in their cells. */
export function itemColumns(t: Translate): Column<Item>[] {
  return [
    {
      id: 'name',
      text: 'items.name',
      width: 300,
      sort: 'name',
      fixed: true,
      render: (item) => (
        <span className={item.retired ? 'item-name retired' : 'item-name'}>
          <strong className="cut" title={item.description || item.name}>
            {item.name}
          </strong>
          {item.retired && <span className="badge">{t('items.retired')}</span>}
        </span>
      ),
      editor: (props) => (
        <TextEditor {...props} label={t('items.name')} value={props.row.name} change={(name) => ({ name })} />
      ),
    },
    {
      id: 'sku',
      text: 'items.sku',
      width: 130,
      sort: 'sku',
      render: (item) => item.sku,
      editor: (props) => (
        <TextEditor
          {...props}
          label={t('items.sku')}
          value={props.row.sku ?? ''}
          change={(sku) => ({ sku: sku.trim() || null })}
        />
      ),
    },
    {
      id: 'price',
      text: 'items.price_net',
      width: 130,
      align: 'end',
      sort: 'price',
      render: (item) => <span className="num">{priceWords(item)}</span>,
      editor: (props) => (
        <TextEditor
          {...props}
          label={t('items.price_net')}
          value={writeDecimal(props.row.price, 2)}
          change={(typed) => ({ price: readDecimal(typed) })}
        />
      ),
    },
    {
      id: 'unit',
      text: 'items.unit',
      width: 120,
      render: (item) => unitName(item.unit, currentLanguage()),
    },
    {
      id: 'tax',
      text: 'items.tax',
      width: 190,
      render: (item) =>
        item.tax ? taxWords(item.tax) : <span className="muted">{t('items.tax_auto')}</span>,
    },
    {
      id: 'stock',
      text: 'items.stock',
      width: 110,
      align: 'end',
      sort: 'stock',
      render: (item) => <Stock item={item} />,
    },
    ...hiddenColumns(t),
  ]
}

function hiddenColumns(t: Translate): Column<Item>[] {
  return [
    {
      id: 'kind',
      text: 'items.kind',
      width: 110,
      hidden: true,
      render: (item) => t(`items.kind.${item.kind}`),
    },
    {
      id: 'description',
      text: 'items.description',
      width: 260,
      hidden: true,
      render: (item) => <span className="cut">{item.description}</span>,
    },
    {
      id: 'createdAt',
      text: 'items.created_at',
      width: 120,
      sort: 'createdAt',
      hidden: true,
      render: (item) => <span className="num">{formatDay(item.createdAt)}</span>,
    },
  ]
}

interface TextEditorProps extends CellEditorProps<Item> {
  label: string
  value: string
  change: (typed: string) => ItemChange
}

function TextEditor({ row, close, label, value, change }: TextEditorProps) {
  const items = useItems()
  if (!row.can.includes('change')) return null
  return <CellInput {...{ label, value, close }} onSave={(typed) => items.change(row, change(typed))} />
}
