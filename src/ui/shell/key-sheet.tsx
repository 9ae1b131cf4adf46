import { KeyCaps } from '../key-caps.tsx'
import { keysOf, useScopes } from '../keys.ts'
import { Sheet } from '../sheet.tsx'
import { useText } from '../texts.ts'

/** All keys of this screen, innermost part first. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const t = useText()
  const parts = Map.groupBy(useScopes(), (scope) => scope.title)
  return (
    <Sheet title={t('keys.open')} onClose={onClose} wide>
      <div className="key-sheet">
        {[...parts].map(([title, scopes]) => (
          <section key={title}>
            <h3>{t(title)}</h3>
            <dl>
              {scopes
                .flatMap((scope) => scope.commands)
                .filter((command) => keysOf(command).length)
                .map((command) => (
                  <div key={command.id}>
                    <dt>{t(command.text, command.values)}</dt>
                    <dd>
                      {keysOf(command).map((key) => (
                        <KeyCaps key={key} keys={key} />
                      ))}
                      <span className="sr-only">{keysOf(command).join(', ')}</span>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  )
}
