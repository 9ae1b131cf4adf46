import { useState } from 'react'
import { Part, SettingsPage } from '#features/settings/web/settings-page.tsx'
import { KeyCaps } from '#ui/key-caps.tsx'
import { keysOf, ownKeys, remap, takeKeys, useScopes, type Command } from '#ui/keys.ts'
import { useText, type TextKey, type Translate } from '#ui/texts.ts'
import { complain, did } from '#ui/undo.ts'
import { KeyRecorder } from './key-recorder.tsx'
import { listKeys } from './known-keys.ts'
import { useChangeOwn } from './users-api.ts'

interface Group {
  title: TextKey
  commands: Command[]
}

/** Every key of the program; each can be given another one, kept with the user on every device. */
export function KeysPage() {
  const t = useText()
  const change = useChangeOwn()
  const inLists = listKeys.map((known) => ({ ...known, run: () => undefined }))
  const groups = byTitle([...useScopes(), { title: 'list.keys', commands: inLists }])
  const all = groups.flatMap((group) => group.commands)
  const set = async (command: Command, keys: string[] | undefined) => {
    const before = ownKeys()
    const keep = () => change({ preferences: { keys: ownKeys() } })
    remap(command.id, keys)
    try {
      await keep()
    } catch (error) {
      takeKeys(before)
      return complain(error)
    }
    did({
      label: t('users.key_changed', { name: nameOf(t, command) }),
      undo: () => {
        takeKeys(before)
        return keep()
      },
    })
  }
  return (
    <SettingsPage title={t('users.keys')} text={t('users.keys_text')}>
      {groups.map((group) => (
        <Part key={group.title} title={t(group.title)}>
          {group.commands.map((command) => (
            <KeyLine
              key={command.id}
              command={command}
              owner={(key) => all.find((other) => other.id !== command.id && clashes(keysOf(other), key))}
              onSet={(keys) => void set(command, keys)}
            />
          ))}
        </Part>
      ))}
    </SettingsPage>
  )
}

interface KeyLineProps {
  command: Command
  /** Who has this key already. */
  owner: (key: string) => Command | undefined
  onSet: (keys: string[] | undefined) => void
}

function KeyLine({ command, owner, onSet }: KeyLineProps) {
  const t = useText()
  const [recording, setRecording] = useState(false)
  const name = nameOf(t, command)
  const keys = keysOf(command)
  const take = (key: string | undefined) => {
    setRecording(false)
    const other = key && owner(key)
    if (other) complain(new Error(t('users.key_taken', { name: nameOf(t, other) })))
    else if (key !== undefined) onSet(key ? [key] : [])
  }
  return (
    <div className="key-line">
      <span className="grow">{name}</span>
      {recording ? (
        <KeyRecorder label={t('users.key_press', { name })} onDone={take} />
      ) : (
        <span className="keys">
          {keys.map((key) => (
            <KeyCaps key={key} keys={key} />
          ))}
          <span className="sr-only">{keys.join(', ')}</span>
        </span>
      )}
      {command.id in ownKeys() && (
        <button type="button" className="button ghost small" onClick={() => onSet(undefined)}>
          {t('users.key_reset')}
          <span className="sr-only">: {name}</span>
        </button>
      )}
      <button type="button" className="button ghost small" onClick={() => setRecording(!recording)}>
        {t('users.key_change')}
        <span className="sr-only">: {name}</span>
      </button>
    </div>
  )
}

/** The same key, or one that would begin the other before it could be typed. */
function clashes(keys: string[], key: string): boolean {
  return keys.some((own) => own === key || own.startsWith(`${key} `) || key.startsWith(`${own} `))
}

/** The frame offers its commands in several parts; here they stand together. */
function byTitle(scopes: Group[]): Group[] {
  const titles = [...new Set(scopes.map((scope) => scope.title))]
  return titles.map((title) => ({
    title,
    commands: scopes.filter((scope) => scope.title === title).flatMap((scope) => scope.commands),
  }))
}

/** Out of its menu a command needs its verb: "Gehe zu Kontakte", "Neu: Person". */
function nameOf(t: Translate, { id, text, values }: Command): string {
  const name = t(text, values)
  if (id.startsWith('go.')) return t('users.key_go', { name })
  if (id.startsWith('create.')) return t('users.key_create', { name })
  return name
}
