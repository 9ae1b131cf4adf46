import { describe, expect, test } from 'vitest'
import { displayName, letterSalutation, spokenTitle, type Addressee } from './person-name.ts'

test('displayName is the plain name', () => {
  expect(displayName({ kind: 'person', firstName: ' Anna ', lastName: 'von  Berg' })).toBe('Anna von Berg')
  expect(displayName({ kind: 'person', firstName: null, lastName: 'Berg', companyName: 'X' })).toBe('Berg')
  expect(displayName({ kind: 'company', companyName: 'Berg & Söhne', lastName: 'X' })).toBe('Berg & Söhne')
  expect(displayName({ kind: 'person' })).toBe('')
})

describe('letterSalutation', () => {
  test.each<[Omit<Addressee, 'language'>, string, string]>([
    [
      { salutation: 'frau', title: 'Dr.', lastName: 'Müller' },
      'Sehr geehrte Frau Dr. Müller,',
      'Dear Dr Müller,',
    ],
    [{ salutation: 'herr', lastName: 'von Berg' }, 'Sehr geehrter Herr von Berg,', 'Dear Mr von Berg,'],
    [{ salutation: 'frau', lastName: 'Berg' }, 'Sehr geehrte Frau Berg,', 'Dear Ms Berg,'],
    [
      { salutation: 'frau', title: 'Prof. Dr. med.', lastName: 'Berg' },
      'Sehr geehrte Frau Professorin Berg,',
      'Dear Professor Berg,',
    ],
    [
      { salutation: 'herr', title: 'Mag. (FH)', lastName: 'Huber' },
      'Sehr geehrter Herr Mag. Huber,',
      'Dear Mr Huber,',
    ],
    [
      { salutation: 'herr', title: 'Dipl.-Ing.', lastName: 'Huber' },
      'Sehr geehrter Herr Huber,',
      'Dear Mr Huber,',
    ],
    [
      { salutation: 'neutral', firstName: 'Kim', lastName: 'Berger' },
      'Guten Tag Kim Berger,',
      'Dear Kim Berger,',
    ],
    [
      { salutation: null, title: 'Dr.', firstName: 'Kim', lastName: 'Berger' },
      'Guten Tag Dr. Kim Berger,',
      'Dear Dr Berger,',
    ],
    [{ salutation: 'frau', firstName: 'Anna' }, 'Guten Tag Anna,', 'Dear Anna,'],
    [
      { salutation: 'familie', firstName: 'Kim', lastName: 'Berger' },
      'Sehr geehrte Familie Berger,',
      'Dear Berger family,',
    ],
    [{ salutation: 'familie', firstName: 'Kim' }, 'Sehr geehrte Damen und Herren,', 'Dear Sir or Madam,'],
    [{ salutation: 'firma', lastName: 'Berger' }, 'Sehr geehrte Damen und Herren,', 'Dear Sir or Madam,'],
    [{}, 'Sehr geehrte Damen und Herren,', 'Dear Sir or Madam,'],
  ])('%j', (to, german, english) => {
    expect(letterSalutation({ ...to, language: 'de' })).toBe(german)
    expect(letterSalutation({ ...to, language: 'en' })).toBe(english)
  })

  test.each([
    ['Univ.-Prof. DDr.', 'Prof.'],
    ['DDr.', 'DDr.'],
    ['PD Dr. habil.', 'Dr.'],
    ['Dr.in', 'Dr.'],
    ['DI', 'DI'],
    ['Ing.', 'Ing.'],
    ['Dipl.-Kfm.', ''],
    ['MBA', ''],
    [null, ''],
  ])('of %s it speaks %s', (title, spoken) => {
    expect(spokenTitle(title)).toBe(spoken)
  })
})
