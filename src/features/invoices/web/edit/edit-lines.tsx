import { IconPlus } from '@tabler/icons-react'
import { useRef } from 'react'
import { useText } from '#ui/texts.ts'
import { findingWords } from './findings.tsx'
import { emptyLine, moved, type EditLine } from './draft.ts'
import { LineRow, type LineActs } from './line-row.tsx'
import type { Paper } from './use-editor.ts'

/** The lines of a document. Enter adds the next, Ctrl with an arrow moves, Tab goes through the cells. */
export function EditLines({ editor }: { editor: Paper }) {
  const t = useText()
  const frame = useRef<HTMLDivElement>(null)
  const { draft, changeLines, worked } = editor
  const focus = (key: string) =>
    requestAnimationFrame(() =>
      frame.current?.querySelector<HTMLElement>(`[data-path="${key}.text"]`)?.focus(),
    )
  const acts: LineActs = {
    next(key, kind = 'item') {
      const at = draft.lines.findIndex((line) => line.key === key)
      const following = draft.lines[at + 1]
      if (kind === 'item' && following?.text === '' && following.kind === 'item') {
        focus(following.key)
        return
      }
      const line = emptyLine(kind)
      changeLines((lines) => lines.toSpliced(at + 1, 0, line))
      focus(line.key)
    },
    move(key, by) {
      const active = document.activeElement?.getAttribute('data-path')
      changeLines((lines) => moved(lines, key, lines.findIndex((line) => line.key === key) + by))
      if (active) requestAnimationFrame(() => restore(frame.current, active))
    },
    drop: (key, onto) =>
      changeLines((lines) =>
        moved(
          lines,
          key,
          lines.findIndex((line) => line.key === onto),
        ),
      ),
    copy(key) {
      const source = draft.lines.find((line) => line.key === key)
      if (!source) return
      const line: EditLine = { ...source, key: emptyLine().key }
      changeLines((lines) => lines.toSpliced(lines.indexOf(source) + 1, 0, line))
      focus(line.key)
    },
    remove(key) {
      const at = draft.lines.findIndex((line) => line.key === key)
      const neighbour = draft.lines[at - 1] ?? draft.lines[at + 1]
      changeLines((lines) => {
        const rest = lines.filter((line) => line.key !== key)
        return rest.length > 0 ? rest : [emptyLine()]
      })
      if (neighbour) focus(neighbour.key)
    },
  }
  const last = draft.lines.at(-1)?.key ?? ''
  const found = worked.findings.filter(({ path }) => path === 'lines')
  const items = draft.lines.filter(({ kind }) => kind === 'item')
  return (
    <div ref={frame} className="paper-lines" data-path="lines" role="group" aria-label={t('invoices.lines')}>
      <div className="line-heads" aria-hidden="true">
        <span className="pos">{t('invoices.line.position')}</span>
        <span>{t('invoices.line.text')}</span>
        <span className="end">{t('invoices.line.quantity')}</span>
        <span>{t('invoices.line.unit')}</span>
        <span className="end">{t('invoices.line.price')}</span>
        <span>{t('invoices.line.tax')}</span>
        <span className="end">{t('invoices.line.net')}</span>
      </div>
      {draft.lines.map((line) => (
        <LineRow key={line.key} {...{ editor, line, acts }} position={items.indexOf(line) + 1} />
      ))}
      {found.map((finding) => (
        <p key={finding.key} className="edit-error">
          {findingWords(finding, t)}
        </p>
      ))}
      <div className="line-adds">
        {(['item', 'heading', 'text', 'subtotal'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            className="button ghost small"
            onClick={() => acts.next(last, kind)}
          >
            <IconPlus size={14} stroke={1.75} />
            {t(`invoices.add.${kind}`)}
          </button>
        ))}
      </div>
    </div>
  )
}

function restore(frame: HTMLElement | null, path: string): void {
  frame?.querySelector<HTMLElement>(`[data-path="${path}"]`)?.focus()
}
