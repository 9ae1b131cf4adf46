import type { Filter } from '#ui/list/description.ts'
import type { Translate } from '#ui/texts.ts'
import { ITEM_KINDS } from '../item.ts'
import type { Tax } from '../tax.ts'

/** Every way to narrow the list of items. */
export function itemFilters(taxes: readonly Tax[], t: Translate): Filter[] {
  return [
    {
      kind: 'one',
      id: 'kind',
      text: 'items.kind',
      param: 'kind',
      options: ITEM_KINDS.map((value) => ({ value, label: t(`items.kind.${value}`) })),
    },
    {
      kind: 'one',
      id: 'stock',
      text: 'items.stock',
      param: 'stock',
      options: [
        { value: 'with', label: t('items.stock.with') },
        { value: 'without', label: t('items.stock.without') },
      ],
    },
    {
      kind: 'one',
      id: 'tax',
      text: 'items.tax',
      param: 'tax',
      options: taxes.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      kind: 'one',
      id: 'retired',
      text: 'items.retired',
      param: 'retired',
      options: [
        { value: 'true', label: t('items.retired.only') },
        { value: 'all', label: t('items.retired.all') },
      ],
    },
  ]
}
