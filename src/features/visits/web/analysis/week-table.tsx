import type { ReactNode } from 'react'
import { formatDay } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { useUserName } from '../user-select.tsx'
import './analysis.css'

interface WeekTableProps<Load> {
  label: string
  load: Load[]
  /** What a user has in a week; undefined where nothing is. */
  renderCell: (load: Load | undefined) => ReactNode
}

/** Half a year at most: weeks down, users across. */
export function WeekTable<Load extends { week: string; userId: string }>(props: WeekTableProps<Load>) {
  const { label, load, renderCell } = props
  const t = useText()
  const nameOf = useUserName()
  const weeks = [...new Set(load.map(({ week }) => week))].toSorted((a, b) => a.localeCompare(b)).slice(0, 26)
  const users = [...new Set(load.map(({ userId }) => userId))]
  return (
    // The frame scrolls sideways where columns are many, so the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="plan-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="figure-table num">
        <thead>
          <tr>
            <th scope="col">{t('plan.preview.week')}</th>
            {users.map((user) => (
              <th key={user} scope="col">
                {nameOf(user)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week}>
              <th scope="row">{formatDay(week)}</th>
              {users.map((user) => (
                <td key={user}>{renderCell(load.find((one) => one.week === week && one.userId === user))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
