import { IconBuilding, IconEyeOff } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { Selection } from '#ui/list/description.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import { nothing } from '#ui/list/selection.ts'
import { formatNumber } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { complain, did } from '#ui/undo.ts'
import { PickList } from '#ui/wizard/pick-list.tsx'
import { among, type Picked } from '#ui/wizard/picked.ts'
import type { PickRows } from '#ui/wizard/use-pick-rows.ts'
import type { CardOffer } from '../../../people-import.ts'
import { usePeopleActs } from '../people-api.ts'
import { CardLine } from './card-line.tsx'
import { CardSheet } from './card-sheet.tsx'
import { CompanySheet } from './company-sheet.tsx'
import type { Offers } from './use-offers.ts'

type Kind = 'all' | 'none' | 'possible' | 'sure'
const KINDS: readonly Kind[] = ['all', 'none', 'possible', 'sure']

/** Who is offered: said of each, or of several at once, where they belong, and who is taken over. */
export function ListStep({ accountId, offers }: { accountId: string; offers: Offers }) {
  const t = useText()
  const { ignore } = usePeopleActs(accountId)
  const [kind, setKind] = useState<Kind>('all')
  const [q, setQ] = useState('')
  const [selection, setSelection] = useState<Selection>(nothing)
  const [open, setOpen] = useState<CardOffer>()
  const [several, setSeveral] = useState<readonly CardOffer[]>()
  const shown = useMemo(() => offers.all.filter((offer) => fits(offer, kind, q)), [offers.all, kind, q])
  const of = (picked: Picked) => {
    const isPicked = among(picked)
    return shown.filter(({ id }) => isPicked(id))
  }
  const isFree = (offer: CardOffer) => isNew(offer) && offers.hindranceOf(offer) === undefined
  const never = (cards: readonly CardOffer[]) => {
    const ids = cards.map(({ id }) => id)
    setOpen(undefined)
    setSelection(nothing)
    void ignore(ids, true).then(
      () =>
        did({
          label: t('people.ignored', { count: ids.length }),
          undo: () => ignore(ids, false),
        }),
      complain,
    )
  }
  return (
    <>
      <PickList<CardOffer>
        label={t('people.offers')}
        rows={rowsOf(shown, offers)}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        rowHeights={[56, 116]}
        renderRow={(offer) => (
          <CardLine offer={offer} decision={offers.decisionOf(offer)} onOpen={() => setOpen(offer)} />
        )}
        marks={{
          isMarked: (offer) => offers.isTaken(offer),
          hindrance: (offer) => {
            const why = offers.hindranceOf(offer)
            return why && t(`people.hindrance.${why}`)
          },
          count: shown.filter((offer) => offers.isTaken(offer)).length,
          total: shown.filter((offer) => offers.isTaken(offer) || isFree(offer)).length,
          mark: (picked, ticked) => {
            const cards = of(picked)
            // Who may be there already is ticked one by one, never with all.
            const free = cards.filter((offer) =>
              ticked && cards.length > 1 ? isFree(offer) : offers.hindranceOf(offer) === undefined,
            )
            offers.decide(ids(free), { ticked })
            const [first] = cards
            if (ticked && free.length === 0 && first) setOpen(first)
          },
        }}
        selection={selection}
        onSelect={setSelection}
        renderBar={(picked) => (
          <>
            <button type="button" className="button small" onClick={() => setSeveral(of(picked))}>
              <IconBuilding size={14} stroke={1.75} />
              {t('people.assign_company')}
            </button>
            <button type="button" className="button small" onClick={() => never(of(picked))}>
              <IconEyeOff size={14} stroke={1.75} />
              {t('people.never')}
            </button>
          </>
        )}
        tools={<Tools {...{ kind, setKind, q, setQ, offers }} />}
        empty={<EmptyList title={t('people.none_of_kind')} />}
        onOpen={(offer) => setOpen(offer)}
      />
      {open && (
        <CardSheet
          offer={open}
          decision={offers.decisionOf(open)}
          allowsAlone={offers.allowsAlone}
          onDecide={(decision) => offers.decide([open.id], decision)}
          onIgnore={() => never([open])}
          onClose={() => setOpen(undefined)}
        />
      )}
      {several && (
        <CompanySheet
          offers={several.filter(({ kind }) => kind === 'person')}
          allowsAlone={offers.allowsAlone}
          onChoose={(employer) => {
            // Who may be there already is looked at one by one.
            const people = several.filter(({ kind }) => kind === 'person')
            offers.decide(ids(people), { employer })
            offers.decide(ids(people.filter(isNew)), { employer, ticked: true })
          }}
          onClose={() => setSeveral(undefined)}
        />
      )}
    </>
  )
}

const isNew = ({ verdict, twin }: CardOffer) => verdict === 'none' && twin === null
const ids = (offers: readonly CardOffer[]) => offers.map(({ id }) => id)

function fits({ verdict, name, company, emails, phones }: CardOffer, kind: Kind, q: string): boolean {
  if (kind !== 'all' && verdict !== kind) return false
  const words = q.trim().toLowerCase()
  return [name, company, ...emails, ...phones].some((text) => text.toLowerCase().includes(words))
}

function rowsOf(items: readonly CardOffer[], { isLoading, error, retry, all }: Offers): PickRows<CardOffer> {
  const pending = isLoading && all.length === 0
  return {
    items,
    count: items.length,
    hasMore: false,
    loadMore: () => undefined,
    pending,
    stale: false,
    error,
    retry,
  }
}

interface ToolsProps {
  kind: Kind
  setKind: (kind: Kind) => void
  q: string
  setQ: (q: string) => void
  offers: Offers
}

function Tools({ kind, setKind, q, setQ, offers }: ToolsProps) {
  const t = useText()
  const { counts, all } = offers
  const count = (one: Kind) =>
    one === 'all' ? all.length : all.filter(({ verdict }) => verdict === one).length
  return (
    <>
      <div className="people-kinds" role="group" aria-label={t('people.kinds')}>
        {KINDS.map((one) => (
          <button key={one} type="button" aria-pressed={kind === one} onClick={() => setKind(one)}>
            {t(`people.kind.${one}`)} <span className="num">{formatNumber(count(one))}</span>
          </button>
        ))}
      </div>
      <span className="grow" />
      {counts && offers.isLoading && <span className="muted late">{t('list.loading')}</span>}
      <input
        type="search"
        className="field people-search"
        placeholder={t('people.search')}
        aria-label={t('people.search')}
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
    </>
  )
}
