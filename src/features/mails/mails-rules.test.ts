import { describe, expect, test } from 'vitest'
import { htmlOf } from './mail-html.ts'
import { partQuote, quoteOf } from './quote.ts'
import { fillTemplate } from './template.ts'
import { answerSubject, answeredBy, referencesOf, rootOf } from './thread.ts'

describe('the quoted part of a mail', () => {
  test.each([
    ['Apple Mail', 'Gern!\n\nAm 21.11.2026 um 10:00 schrieb Eva <eva@x.de>:\n\n> Hallo', 'Gern!'],
    ['two lines', 'Yes.\n\nOn Sat, 21 Nov 2026 at 10:00, Eva Example\n<eva@x.de> wrote:\n> Hello', 'Yes.'],
    ['Outlook', 'Gut.\n\n-----Ursprüngliche Nachricht-----\nVon: Eva', 'Gut.'],
    [
      'Outlook of today',
      'Gut.\n\nVon: Eva <eva@x.de>\nGesendet: Samstag\nAn: Ada\nBetreff: x\n\nHallo',
      'Gut.',
    ],
    ['a bar', 'Fine.\n________________________________\nFrom: Eva\nSent: today', 'Fine.'],
    ['signs alone', 'Ja.\n> Hallo\n> du', 'Ja.'],
  ])('of %s is folded', (_name, text, said) => {
    const parted = partQuote(text)
    expect(parted.said).toBe(said)
    expect(parted.quoted).not.toBe('')
  })

  test.each([
    ['an answer between the lines', '> Wann?\nMorgen.\n> Wo?\nHier.'],
    ['a mail that is passed on', '-----Original Message-----\nFrom: Eva\n\nHallo'],
    ['a signature', 'Hallo\n\n-- \nEva'],
    ['somebody who writes of a day', 'Am Montag komme ich.\nVon: hier nach dort'],
  ])('stays with %s', (_name, text) => {
    expect(partQuote(text)).toEqual({ said: text, quoted: '' })
  })

  test('is made of a text line by line', () => {
    expect(quoteOf('a\n\n> b')).toBe('> a\n>\n>> b')
  })
})

describe('a conversation', () => {
  const mail = { messageId: 'c@x', inReplyTo: 'b@x', references: ['a@x', 'b@x'] }
  test('is known by the mails before, the nearest first', () => {
    expect(answeredBy(mail)).toEqual(['b@x', 'a@x'])
    expect(answeredBy({ messageId: 'c@x', inReplyTo: 'c@x', references: ['c@x'] })).toEqual([])
    expect([
      rootOf(mail),
      rootOf({ ...mail, references: [] }),
      rootOf({ ...mail, references: [], inReplyTo: null }),
    ]).toEqual(['a@x', 'b@x', 'c@x'])
  })

  test('goes on with all of it, of a long one with its beginning and its end', () => {
    expect(referencesOf(mail)).toEqual(['a@x', 'b@x', 'c@x'])
    const long = referencesOf({ ...mail, references: Array.from({ length: 100 }, (_, at) => `${at}@x`) })
    expect([long.length, long[0], long.at(-1)]).toEqual([30, '0@x', 'c@x'])
  })

  test('has one AW:, however often it goes to and fro', () => {
    expect(answerSubject('Angebot', 'de')).toBe('AW: Angebot')
    expect(answerSubject('Re: Angebot', 'de')).toBe('Re: Angebot')
  })
})

describe('a text of the firm', () => {
  const values = {
    salutation: 'Sehr geehrte Frau Groß',
    firstName: '',
    lastName: 'Groß',
    name: 'Eva Groß',
    company: '',
    manager: 'Ada',
    author: 'Ben',
    firm: 'Muster',
  }
  test('says what its names stand for, in either language; what is not known stays to be seen', () => {
    expect(fillTemplate('{Anrede}, {name} {Betreuer} {Manager} {Firma} {Quatsch}', values)).toBe(
      'Sehr geehrte Frau Groß, Eva Groß Ada Ada {Firma} {Quatsch}',
    )
  })
})

test('a plain text becomes HTML that means the same', () => {
  expect(htmlOf('Hallo <b>\nSie\n\nSiehe https://x.de/?a=1&b=2.')).toBe(
    '<p>Hallo &lt;b&gt;<br>Sie</p>\n<p>Siehe <a href="https://x.de/?a=1&amp;b=2">https://x.de/?a=1&amp;b=2</a>.</p>',
  )
})
