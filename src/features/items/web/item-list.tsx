import { IconDownload, IconPlus } from '@tabler/icons-react'
import { Suspense, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { apiRoot } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { download } from '#ui/download.ts'
import { lazy } from '#ui/lazy.ts'
import type { Card, ListDescription, ListProps, RowKey } from '#ui/list/description.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import { List } from '#ui/list/list.tsx'
import { useText } from '#ui/texts.ts'
import type { Item } from '../item.ts'
import { openItemForm, openStock } from './dialogs.ts'
import { useItemBulk } from './item-bulk.ts'
import { itemColumns } from './item-columns.tsx'
import { itemFilters } from './item-filters.ts'
import { itemMenu } from './item-menu.ts'
import { Stock, priceWords } from './item-parts.tsx'
import { paramsOf, questionOf } from '#ui/list/question-of.ts'
import { useItems, useTaxes } from './items-api.ts'
import './items.css'

const question = questionOf<Item>('/items')

const ItemPeek = lazy(() => import('./item-view.tsx').then((m) => ({ default: m.ItemPeek })))

/** What people saved of the list; a higher feature keeps it. */
type Views = Pick<ListProps<Item>, 'views' | 'onSaveView' | 'onDeleteView'>

/** The list of products and services. */
export function ItemListScreen(views: Views) {
  const t = useText()
  const guest = useUser().role === 'guest'
  if (guest) return <EmptyList title={t('items.title')} text={t('items.guests')} />
  return <ItemList {...views} />
}

function ItemList(views: Views) {
  const t = useText()
  const go = useNavigate()
  const admin = useUser().role === 'admin'
  const items = useItems()
  const open = (item: Item) => void go(`/items/${item.id}`)
  const add = (
    <button
      type="button"
      className="button primary bar-button"
      aria-label={t('items.new')}
      onClick={() => void openItemForm({})}
    >
      <IconPlus size={16} stroke={2} />
      <span>{t('items.new')}</span>
    </button>
  )
  return (
    <List
      description={useDescription()}
      onOpen={open}
      renderPeek={(id) => (
        <Suspense>
          <ItemPeek key={id} id={id} />
        </Suspense>
      )}
      rowMenu={(item) => itemMenu(item, { t, items, open })}
      rowKeys={useRowKeys()}
      {...views}
      bulkActions={useItemBulk()}
      renderTools={({ state }) => (
        <>
          <button
            type="button"
            className="button ghost bar-button"
            aria-label={t('items.export')}
            onClick={() => download(`${apiRoot}/exports/items.csv?${paramsOf(state)}`)}
          >
            <IconDownload size={16} stroke={1.75} />
            <span>{t('items.export')}</span>
          </button>
          {admin && add}
        </>
      )}
      empty={
        <EmptyList title={t('items.empty_title')} text={t('items.empty')}>
          {admin && add}
        </EmptyList>
      }
    />
  )
}

function useDescription(): ListDescription<Item> {
  const t = useText()
  const taxes = useTaxes()
  return useMemo(
    () => ({
      id: 'items',
      kind: 'item',
      title: 'items.title',
      countText: 'items.count',
      columns: itemColumns(t),
      filters: itemFilters(taxes, t),
      defaultSort: 'name',
      rowId: (item) => item.id,
      rowName: (item) => item.name,
      card: cardOf,
      ...question,
    }),
    [taxes, t],
  )
}

function cardOf(item: Item): Card {
  return {
    title: item.name,
    subtitle: [item.sku, item.tax?.name].filter(Boolean).join(' · '),
    side: (
      <span className="item-card-side">
        <span className="num">{priceWords(item)}</span>
        <Stock item={item} />
      </span>
    ),
  }
}

function useRowKeys(): RowKey<Item>[] {
  const items = useItems()
  return [
    {
      id: 'item.edit',
      text: 'items.edit',
      keys: ['e'],
      run: (item) => item.can.includes('change') && void openItemForm({ item }),
    },
    {
      id: 'item.stock',
      text: 'items.book',
      keys: ['b'],
      run: (item) => item.can.includes('change') && item.tracksStock && void openStock({ item }),
    },
    {
      id: 'item.delete',
      text: 'items.delete',
      keys: ['Delete'],
      run: (item) => item.can.includes('delete') && void items.remove(item),
    },
  ]
}
