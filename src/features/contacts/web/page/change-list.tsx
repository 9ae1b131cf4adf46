import type { SaidChange } from './change-words.ts'
import './changes.css'

/** Several changes, one a line: what was, struck out, and what is. */
export function ChangeList({ changes }: { changes: readonly SaidChange[] }) {
  return (
    <dl className="change-lines">
      {changes.map(({ id, name, from, to }) => (
        <div key={id}>
          <dt>{name}</dt>
          <dd>
            {from !== null && <del>{from}</del>}
            {from !== null && to !== null && <span aria-hidden="true"> → </span>}
            {to !== null && <ins>{to}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
