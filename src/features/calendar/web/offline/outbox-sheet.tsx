import { useState } from 'react'
import type { Visit } from '#features/visits/visit.ts'
import { isOpen } from '#features/visits/visit-states.ts'
import { problemWords } from '#ui/api/problem-words.ts'
import { formatDay, formatMoment } from '#ui/format.ts'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { carryOver } from '#ui/offline/carry-over.ts'
import { asNote, onTopOfTheirs, type Command } from '#ui/offline/outbox.ts'
import { waitingFiles } from '#ui/offline/waiting-file.ts'
import { dropFiles, replaceCommand } from '#ui/offline/store.ts'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'

/** What waits on this device, in order; what clashes shows both sides and asks. */
export function OutboxSheet({ commands, onClose }: { commands: Command[]; onClose: () => void }) {
  const t = useText()
  const [dropping, setDropping] = useState<Command>()
  const drop = async (command: Command) => {
    await replaceCommand(command.id)
    await dropFiles(waitingFiles(command.body))
  }
  return (
    <Sheet title={t('outbox.title')} onClose={onClose}>
      <div className="sheet-body outbox">
        <p className="muted">{t(commands.length > 0 ? 'outbox.hint' : 'outbox.empty')}</p>
        <ul className="outbox-lines">
          {commands.map((command) => (
            <Line key={command.id} command={command} onDrop={() => setDropping(command)} />
          ))}
        </ul>
      </div>
      {commands.some(({ state }) => state === 'waiting') && (
        <footer className="sheet-foot">
          <button type="button" className="button primary" onClick={() => void carryOver()}>
            {t('outbox.send')}
          </button>
        </footer>
      )}
      {dropping && (
        <ConfirmSheet
          danger
          title={t('outbox.drop.title', { title: dropping.title })}
          text={t('outbox.drop.text')}
          action={t('outbox.drop')}
          onConfirm={() => drop(dropping)}
          onClose={() => setDropping(undefined)}
        />
      )}
    </Sheet>
  )
}

function Line({ command, onDrop }: { command: Command; onDrop: () => void }) {
  const t = useText()
  const { kind, title, at, state, code = '' } = command
  const files = Array.isArray(command.body['files']) ? command.body['files'].length : 0
  return (
    <li className="outbox-line">
      <p className="outbox-head">
        <strong className="cut grow">{title}</strong>
        <span className="muted num">{formatMoment(at)}</span>
      </p>
      <p className="muted">
        {[t(`outbox.kind.${kind}`), files > 0 && t('outbox.photos', { count: files })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {state === 'clash' && <Clash command={command} />}
      {state === 'waiting' && <p className="outbox-words">{wordsOf(command)}</p>}
      {state === 'refused' && (
        <p className="outbox-stuck">
          {t('outbox.refused', { reason: problemWords({ code, message: code }) })}
        </p>
      )}
      <p className="outbox-acts">
        {state !== 'waiting' && <Choices command={command} />}
        <button type="button" className="button small ghost" onClick={onDrop}>
          {t('outbox.drop')}
        </button>
      </p>
    </li>
  )
}

/** Both versions, side by side. */
function Clash({ command }: { command: Command }) {
  const t = useText()
  const theirs = command.theirs as Visit | null | undefined
  if (!theirs) return <p className="outbox-stuck">{t('outbox.clash.gone')}</p>
  return (
    <>
      <p className="outbox-stuck">{t('outbox.clash')}</p>
      <dl className="outbox-both">
        <dt>{t('outbox.mine')}</dt>
        <dd>{wordsOf(command) || t('outbox.no_words')}</dd>
        <dt>{t('outbox.theirs')}</dt>
        <dd>
          {t(`visit.state.${theirs.state}`)} · {formatDay(theirs.doneOn ?? theirs.date)}
          {theirs.startTime && <span className="num">, {theirs.startTime}</span>}
          <br />
          {theirs.report || t('outbox.no_words')}
        </dd>
      </dl>
    </>
  )
}

function Choices({ command }: { command: Command }) {
  const t = useText()
  const theirs = command.theirs as Visit | null | undefined
  const note = asNote(command, crypto.randomUUID())
  const isOfVisit = command.kind !== 'history.note'
  const canInsist = isOfVisit && theirs && isOpen(theirs.state)
  const settle = (by: Command) => void replaceCommand(command.id, by).then(() => carryOver())
  return (
    <>
      {canInsist && (
        <button
          type="button"
          className="button small"
          onClick={() => settle(onTopOfTheirs(command, crypto.randomUUID()))}
        >
          {t(command.state === 'clash' ? 'outbox.insist' : 'outbox.again')}
        </button>
      )}
      {isOfVisit && note && (
        <button type="button" className="button small" onClick={() => settle(note)}>
          {t('outbox.as_note')}
        </button>
      )}
    </>
  )
}

function wordsOf({ body }: Command): string {
  return [body['outcome'], body['report'] ?? body['text']].filter(Boolean).join(' · ')
}
