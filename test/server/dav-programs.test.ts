import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../app.ts'
import type { Person, TestApp } from '../app.ts'

const run = promisify(execFile)
const VDIRSYNCER = '/usr/bin/vdirsyncer'
const KHAL = '/usr/bin/khal'

// Programs people use, against a Kontor that listens; `.ci/run` installs them.
describe.skipIf(!existsSync(VDIRSYNCER))('vdirsyncer', () => {
  let app: TestApp
  let anna: Person
  let folder: string
  let sync: () => Promise<void>
  beforeAll(async () => {
    app = await startApp()
    anna = await app.person('user', 'Anna Amsel')
    folder = await mkdtemp(join(tmpdir(), 'kontor-vdir-'))
    const url = await app.server.listen({ port: 0, host: '127.0.0.1' })
    const { password } = (await anna.post('/dav/passwords', { name: 'vdirsyncer' })).body
    const { user } = (await anna.get('/dav')).body
    const config = join(folder, 'config')
    await writeFile(config, settings({ folder, url, user, password }))
    for (const name of ['calendars/appointments', 'calendars/tasks', 'cards/contacts'])
      await mkdir(join(folder, name), { recursive: true })
    // Debian's own Python stands first: others that are installed lack what the programs need.
    const env = { ...process.env, PATH: `/usr/bin:${process.env['PATH']}`, LC_ALL: 'C.UTF-8' }
    const vdirsyncer = (command: string) => run(VDIRSYNCER, ['-c', config, command], { env })
    await vdirsyncer('discover')
    sync = async () => void (await vdirsyncer('sync'))
  })
  afterAll(async () => {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  })

  const files = async (name: string) =>
    (await readdir(join(folder, name))).filter((one) => /\.(ics|vcf)$/.test(one))
  const readIn = async (name: string, part: string) => {
    for (const file of await files(name)) {
      const path = join(folder, name, file)
      const text = await readFile(path, 'utf8')
      if (text.includes(part)) return { path, text }
    }
    return undefined
  }

  test('finds the collections and keeps both sides the same', async () => {
    const { body: made } = await anna.post('/appointments', {
      title: 'Gespräch',
      start: '2027-05-04T10:00',
      end: '2027-05-04T11:00',
      timeZone: 'Europe/Berlin',
    })
    await anna.post('/appointments', {
      title: 'Runde',
      start: '2027-05-05T10:00',
      end: '2027-05-05T11:00',
      rrule: 'FREQ=WEEKLY;COUNT=4',
    })
    for (const title of ['Angebot schreiben', 'Anrufen'])
      await anna.post('/tasks', { title, dueDate: '2027-05-03' })
    await anna.post('/contacts', { kind: 'person', firstName: 'Mia', lastName: 'Müller' })
    await sync()
    expect([
      await files('calendars/appointments'),
      await files('calendars/tasks'),
      await files('cards/contacts'),
    ]).toMatchObject([{ length: 2 }, { length: 2 }, { length: 1 }])
    // Changed there, made there, removed there.
    const talk = await readIn('calendars/appointments', 'SUMMARY:Gespräch')
    await writeFile(talk?.path ?? '', talk?.text.replace('SUMMARY:Gespräch', 'SUMMARY:Langes Gespräch') ?? '')
    const mia = await readIn('cards/contacts', 'Müller')
    await writeFile(
      mia?.path ?? '',
      mia?.text.replace('END:VCARD', 'EMAIL:mia@example.com\r\nX-OWN:1\r\nEND:VCARD') ?? '',
    )
    await writeFile(join(folder, 'calendars/appointments/own.ics'), OWN)
    const todo = await readIn('calendars/tasks', 'Angebot')
    await rm(todo?.path ?? '')
    await sync()
    expect((await anna.get(`/appointments/${made.id}`)).body.title).toBe('Langes Gespräch')
    expect((await anna.get('/contacts?q=mia@example.com')).body.items).toHaveLength(1)
    expect((await anna.get('/tasks?assignee=me')).body.items).toMatchObject([{ title: 'Anrufen' }])
    const { items } = (await anna.get('/appointments?from=2027-06-01&to=2027-06-01')).body
    expect(items).toMatchObject([{ title: 'Eigener Termin' }])
    // Changed and removed here.
    await anna.patch(`/appointments/${items[0].id}`, {
      title: 'Verlegt',
      start: '2027-06-02T09:00',
      end: '2027-06-02T10:00',
    })
    await anna.remove(`/appointments/${made.id}`)
    await sync()
    const own = await readIn('calendars/appointments', 'SUMMARY:Verlegt')
    expect(own?.path).toMatch(/own\.ics$/)
    expect(own?.text).toContain('X-OWN-LINE:kept')
    expect(await readIn('calendars/appointments', 'Langes Gespräch')).toBeUndefined()
    // Nothing happened: nothing is sent.
    const before = await app.house.db
      .selectFrom('journal')
      .select((e) => e.fn.countAll().as('n'))
      .executeTakeFirst()
    await sync()
    const after = await app.house.db
      .selectFrom('journal')
      .select((e) => e.fn.countAll().as('n'))
      .executeTakeFirst()
    expect(after).toEqual(before)
  })

  test.skipIf(!existsSync(KHAL))('brings what khal shows', async () => {
    const config = join(folder, 'khal')
    await writeFile(
      config,
      `[calendars]\n[[kontor]]\npath = ${folder}/calendars/appointments\n[sqlite]\npath = ${folder}/khal.db\n[locale]\nlocal_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n`,
    )
    const env = { ...process.env, PATH: `/usr/bin:${process.env['PATH']}`, LC_ALL: 'C.UTF-8' }
    const { stdout } = await run(KHAL, ['-c', config, 'list', '2027-05-01', '2027-06-30'], { env })
    expect(stdout).toContain('2027-06-02')
    expect(stdout).toContain('09:00-10:00 Verlegt')
    expect(stdout.match(/10:00-11:00 Runde/g)).toHaveLength(4)
  })
})

const OWN = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Test//Test//EN',
  'BEGIN:VEVENT',
  'UID:own-event@example.com',
  'DTSTAMP:20270101T000000Z',
  'DTSTART:20270601T070000Z',
  'DTEND:20270601T080000Z',
  'SUMMARY:Eigener Termin',
  'X-OWN-LINE:kept',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n')

function settings({
  folder,
  url,
  user,
  password,
}: Record<'folder' | 'url' | 'user' | 'password', string>): string {
  const remote = (type: string) =>
    `type = "${type}"\nurl = "${url}/"\nusername = "${user}"\npassword = "${password}"\n`
  const local = (path: string, ending: string) =>
    `type = "filesystem"\npath = "${folder}/${path}"\nfileext = "${ending}"\n`
  return `[general]
status_path = "${folder}/status/"
[pair calendars]
a = "here_calendars"
b = "kontor_calendars"
collections = ["appointments", "tasks"]
[storage here_calendars]
${local('calendars', '.ics')}
[storage kontor_calendars]
${remote('caldav')}
[pair cards]
a = "here_cards"
b = "kontor_cards"
collections = ["contacts"]
[storage here_cards]
${local('cards', '.vcf')}
[storage kontor_cards]
${remote('carddav')}
`
}
