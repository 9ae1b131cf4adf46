import { IconPlus, IconStar, IconStarFilled, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { Menu, type MenuItem } from '#ui/menu.tsx'
import { MoreMenu } from '#ui/more-menu.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { retyped, spelled } from '../telephone.ts'
import type { Contact } from '../../contact.ts'
import type { Address, Detail, DetailKind } from '../../detail.ts'
import { AddressFact, emptyAddress } from './address-fact.tsx'
import { categoriesOf } from '../../detail-kinds.ts'
import { detailLink, detailName, detailText, furtherKinds, usualKinds } from './detail-words.ts'
import { NewFact } from './new-fact.tsx'
import { useSave } from './use-save.ts'

const order: DetailKind[] = ['phone', 'email', 'address', 'web']

/** The ways to reach a contact: changed, starred, added and removed where they are read. */
export function DetailFacts({ contact }: { contact: Contact }) {
  const t = useText()
  const save = useSave(contact)
  const [adding, setAdding] = useState<{ kind: DetailKind; category: string }>()
  const mayChange = contact.can.includes('change')
  const rank = (row: Detail) => (order.indexOf(row.kind) + 100) % 100
  const rows = contact.details.toSorted((a, b) => rank(a) - rank(b))
  const write = (details: Detail[], row: Pick<Detail, 'kind' | 'category'>) =>
    save({ details }, detailName(t, row.kind, row.category))
  const replace = (row: Detail, next: Detail | undefined) =>
    write(
      contact.details.flatMap((other) => (other === row ? (next ? [next] : []) : [starred(other, next)])),
      next ?? row,
    )
  const add = async (value: string | Address) => {
    if (!adding) return
    await write([...contact.details, { ...adding, value, primary: false } as Detail], adding)
    setAdding(undefined)
  }
  return (
    <section className="facts-block" aria-label={t('contacts.peek.reach')}>
      <h2>{t('contacts.peek.reach')}</h2>
      {rows.map((row, index) => (
        <DetailFact
          // Not by value: the field keeps its focus while it saves.
          // eslint-disable-next-line react/no-array-index-key -- see above
          key={`${row.kind} ${index}`}
          row={row}
          alone={rows.filter((other) => other.kind === row.kind).length === 1}
          readOnly={!mayChange}
          onChange={(next) => replace(row, next)}
        />
      ))}
      {adding &&
        (adding.kind === 'address' ? (
          <AddressFact
            label={detailName(t, adding.kind, adding.category)}
            value={emptyAddress}
            open
            onSave={add}
            onLeave={() => setAdding(undefined)}
          />
        ) : (
          <NewFact
            label={detailName(t, adding.kind, adding.category)}
            type={adding.kind === 'phone' ? 'tel' : 'text'}
            onSave={add}
            onLeave={() => setAdding(undefined)}
          />
        ))}
      {mayChange && <AddMenu onAdd={(kind, category) => setAdding({ kind, category })} />}
    </section>
  )
}

function AddMenu({ onAdd }: { onAdd: (kind: DetailKind, category: string) => void }) {
  const t = useText()
  const line = (kind: DetailKind, category: string): MenuItem => ({
    id: `${kind} ${category}`,
    label: detailName(t, kind, category),
    run: () => onAdd(kind, category),
  })
  const items: MenuItem[] = [
    ...usualKinds.map(([kind, category]) => line(kind, category)),
    { id: 'further', divider: true },
    ...furtherKinds.map((kind) => line(kind, 'work')),
  ]
  return (
    <Menu
      label={t('page.detail.add')}
      items={items}
      renderOpener={(props) => (
        <button type="button" className="button ghost small facts-add" {...props}>
          <IconPlus size={14} stroke={1.75} />
          {t('page.detail.add')}
        </button>
      )}
    />
  )
}

interface DetailFactProps {
  row: Detail
  /** The only one of its kind needs no star. */
  alone: boolean
  readOnly: boolean
  onChange: (next: Detail | undefined) => Promise<void>
}

function DetailFact({ row, alone, readOnly, onChange }: DetailFactProps) {
  const t = useText()
  const label = detailName(t, row.kind, row.category)
  const link = detailLink(row)
  const shown = detailText(row.value)
  return (
    <div className="fact-row">
      {row.kind === 'address' ? (
        <AddressFact
          {...{ label, readOnly }}
          value={row.value}
          onSave={(value) => onChange({ ...row, value })}
        />
      ) : (
        <EditField
          {...{ label, readOnly }}
          value={row.value}
          type={row.kind === 'phone' ? 'tel' : 'text'}
          onSave={(value) => onChange(value.trim() ? retyped(row, value) : undefined)}
        >
          {spelled(row)}
          {row.primary && !alone && (
            <IconStarFilled className="fact-star" size={11} aria-label={t('page.detail.primary')} />
          )}
        </EditField>
      )}
      <span className="fact-tools">
        {link && (
          <a
            className="icon-button small"
            href={link.href}
            aria-label={t(`page.open.${toolOf(row.kind)}`, { value: shown })}
            title={t(`page.open.${toolOf(row.kind)}`, { value: shown })}
            {...(link.away && { target: '_blank', rel: 'noreferrer' })}
          >
            <link.icon size={14} stroke={1.75} />
          </a>
        )}
        {!readOnly && <DetailMenu {...{ row, alone, label, onChange }} />}
      </span>
    </div>
  )
}

function DetailMenu({ row, alone, label, onChange }: Omit<DetailFactProps, 'readOnly'> & { label: string }) {
  const t = useText()
  const run = (next: Detail | undefined) => () => void onChange(next).catch(complain)
  const items: MenuItem[] = [
    ...(alone || row.primary
      ? []
      : [
          {
            id: 'primary',
            label: t('page.detail.make_primary'),
            icon: IconStar,
            run: run({ ...row, primary: true }),
          },
          { id: 'line', divider: true as const },
        ]),
    ...categoriesOf(row.kind).map((category) => ({
      id: category,
      label: detailName(t, row.kind, category),
      checked: category === row.category,
      run: run({ ...row, category }),
    })),
    { id: 'line2', divider: true },
    { id: 'remove', label: t('page.detail.remove'), icon: IconTrash, danger: true, run: run(undefined) },
  ]
  return <MoreMenu label={t('page.detail.menu', { label })} items={items} small />
}

function toolOf(kind: DetailKind): 'map' | 'call' | 'write' | 'page' {
  if (kind === 'address') return 'map'
  if (kind === 'phone') return 'call'
  return kind === 'email' || kind === 'gmail' ? 'write' : 'page'
}

/** One star per kind: giving it to one takes it from the others. */
function starred(row: Detail, next: Detail | undefined): Detail {
  return next?.primary && next.kind === row.kind ? { ...row, primary: false } : row
}
