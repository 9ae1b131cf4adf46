import { useState } from 'react'
import { DropArea } from '#ui/inputs/drop-area.tsx'
import { useText } from '#ui/texts.ts'
import type { BankImport } from '../../bank.ts'
import { useBank } from './bank-api.ts'

const MOST = 16 * 1024 * 1024

/** Where a file of the bank is dropped, and what was in it. */
export function ImportPart() {
  const t = useText()
  const { take } = useBank()
  const [done, setDone] = useState<{ name: string; answer: BankImport }[]>([])
  const send = async (file: File, onProgress: (part: number) => void) => {
    const answer = await take(file, onProgress)
    setDone((before) => [{ name: file.name, answer }, ...before.filter(({ name }) => name !== file.name)])
  }
  return (
    <section className="bank-import">
      <DropArea
        label={t('bank.drop')}
        accept=".xml,.zip,application/xml,text/xml,application/zip"
        multiple
        most={MOST}
        send={send}
      />
      <ul role="status">
        {done.map(({ name, answer }) => (
          <li key={name}>
            <span className="cut">{name}</span>
            <span className="muted">{words(answer, t)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What was new in the file, and what had been read before. */
function words({ items, added, known }: BankImport, t: ReturnType<typeof useText>): string {
  const entries = items.reduce((total, one) => total + one.entries, 0)
  const open = items.reduce((total, one) => total + one.open, 0)
  if (added === 0) return t('bank.known_all', { count: known })
  return [
    t('bank.added', { count: added }),
    t('bank.added_entries', { count: entries }),
    ...(open < entries ? [t('bank.added_open', { count: open })] : []),
    ...(known > 0 ? [t('bank.known', { count: known })] : []),
  ].join(' · ')
}
