import { IconChevronRight } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { ask } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { formatNumber } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { filterOf, type Quality, type Tile } from '../quality.ts'
import './quality.css'
import { Trend } from './trend.tsx'

/** Beyond this a count says "more than". */
const cap = 10_000

const groups = [
  { title: 'quality.missing', tiles: ['email', 'phone', 'address', 'owner'] },
  { title: 'quality.wrong', tiles: ['suspicious', 'bounced'] },
  { title: 'quality.old', tiles: ['stale', 'untouched'] },
] as const

/** What is missing, wrong or old, counted; each number opens the contact list with just these. */
export function QualityPage() {
  const t = useText()
  const { data } = useQuery({
    // Begins with the kind of record, so that live changes count anew.
    queryKey: ['contact', 'quality'],
    queryFn: ({ signal }) => ask<Quality>('GET', '/quality', { signal }),
  })
  return (
    <div className="quality">
      <header className="quality-head">
        <h1>{t('quality.title')}</h1>
        <p className="muted">{t('quality.intro')}</p>
      </header>
      {data && (
        <>
          <Trend weeks={data.weeks} />
          {groups.map(({ title, tiles }) => (
            <section key={title} className="quality-group" aria-label={t(title)}>
              <h2>{t(title)}</h2>
              <div className="quality-tiles">
                {tiles.map((tile) => (
                  <TileLink key={tile} tile={tile} quality={data} />
                ))}
              </div>
              {title === 'quality.wrong' && (
                <>
                  <Hints quality={data} />
                  <DuplicatesLink />
                </>
              )}
              {title === 'quality.old' && <StaleAfter months={data.staleMonths} />}
            </section>
          ))}
        </>
      )}
    </div>
  )
}

function TileLink({ tile, quality }: { tile: Tile; quality: Quality }) {
  const t = useText()
  const { staleMonths, tiles, contacts } = quality
  const count = tiles.find((one) => one.id === tile)?.count ?? 0
  const name = tile === 'stale' ? t('quality.tile.stale', { count: staleMonths }) : t(`quality.tile.${tile}`)
  const part = contacts === 0 || count > cap || contacts > cap ? undefined : count / contacts
  return (
    <Link className={count ? 'quality-tile' : 'quality-tile well'} to={listOf(tile, staleMonths)}>
      <strong className="num">{countWords(count, t)}</strong>
      <span>{name}</span>
      {part !== undefined && (
        <span className="quality-part" aria-hidden="true">
          <span style={{ width: `${Math.ceil(part * 100)}%` }} />
        </span>
      )}
    </Link>
  )
}

/** Whoever may be in twice has a page of its own. */
function DuplicatesLink() {
  const t = useText()
  if (useUser().role === 'guest') return null
  return (
    <Link className="quality-link" to="/duplicates">
      <span>
        <strong>{t('quality.duplicates')}</strong>
        <span className="muted">{t('quality.duplicates.text')}</span>
      </span>
      <IconChevronRight size={16} stroke={1.75} />
    </Link>
  )
}

/** What exactly is suspected, and in how many. */
function Hints({ quality }: { quality: Quality }) {
  const t = useText()
  if (!quality.hints.length) return null
  return (
    <ul className="quality-hints">
      {quality.hints.map(({ code, count }) => (
        <li key={code}>
          <Link to={`/contacts?hint=${code}`}>
            <span className="grow cut">{t(`contacts.flaw.${code}`)}</span>
            <span className="num">{countWords(count, t)}</span>
            <IconChevronRight size={14} stroke={1.75} aria-hidden="true" />
          </Link>
        </li>
      ))}
    </ul>
  )
}

const choices = [3, 6, 12, 18, 24, 36]

/** After how many months a contact counts as stale, for the whole firm: administrators decide. */
function StaleAfter({ months }: { months: number }) {
  const t = useText()
  const client = useQueryClient()
  if (useUser().role !== 'admin') return null
  const set = async (staleMonths: number) => {
    await ask('PATCH', '/settings', { body: { quality: { staleMonths } } }).catch(complain)
    await client.invalidateQueries({ queryKey: ['contact', 'quality'] })
  }
  return (
    <label className="quality-setting">
      {t('quality.stale_after')}
      <select className="field" value={months} onChange={(event) => void set(Number(event.target.value))}>
        {[...new Set([...choices, months])]
          .toSorted((a, b) => a - b)
          .map((count) => (
            <option key={count} value={count}>
              {t('quality.months', { count })}
            </option>
          ))}
      </select>
    </label>
  )
}

function listOf(tile: Tile, staleMonths: number): string {
  const params = new URLSearchParams(
    Object.entries(filterOf(tile, staleMonths)).map(([name, value]) => [name, String(value)]),
  )
  return `/contacts?${params}`
}

function countWords(count: number, t: Translate): string {
  return count > cap ? t('quality.more', { count: formatNumber(cap) }) : formatNumber(count)
}
