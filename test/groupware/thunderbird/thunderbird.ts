import { existsSync } from 'node:fs'
import { freePort, serverFolder, startServer } from '../server-process.ts'
import { INSIDE } from './inside.ts'
import { openMarionette } from './marionette.ts'

const PROGRAM = '/usr/lib/thunderbird/thunderbird'

/** Whether Thunderbird is on this machine; tests that need it are skipped without. */
export const hasThunderbird = existsSync(PROGRAM)

/** A real Thunderbird without a screen, with a profile of its own. */
export interface Thunderbird {
  /** Runs the body of an async function inside of it, with `cal`, `MailServices` and all it has; `given` are what comes along. */
  run<T>(body: string, ...given: unknown[]): Promise<T>
  stop(): Promise<void>
}

/** Starts Thunderbird; `zone` is the one its clock shows. */
export async function startThunderbird(zone = 'Europe/Berlin'): Promise<Thunderbird> {
  const folder = await serverFolder('thunderbird')
  const port = await freePort()
  const settings = { ...SETTINGS, 'marionette.port': port, 'calendar.timezone.local': zone }
  const lines = Object.entries(settings).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`,
  )
  await folder.put('user.js', lines.join(''))
  const how = ['--headless', '--no-remote', '--marionette', '--remote-allow-system-access']
  const program = await startServer(PROGRAM, [...how, '--profile', folder.path], { port, cwd: folder.path })
  const marionette = await openMarionette(port)
  return {
    run: (body, ...given) => marionette.run(`${INSIDE}\n${body}`, ...given),
    async stop() {
      marionette.close()
      await program.stop()
      await folder.remove()
    },
  }
}

/** Nobody is asked anything, nothing is fetched from Mozilla, and times are those of the setting. */
const SETTINGS = {
  'app.update.enabled': false,
  'app.donation.eoy.version.viewed': 999,
  'calendar.timezone.useSystemTimezone': false,
  'calendar.icaljs': true,
  'datareporting.policy.dataSubmissionEnabled': false,
  'mail.provider.suppress_dialog_on_startup': true,
  'mail.rights.version': 1,
  'mail.spotlight.firstRunDone': true,
  'mailnews.start_page.enabled': false,
  'messenger.account_manager.open_at_startup': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.server': '',
}
