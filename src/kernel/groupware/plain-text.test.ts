import { describe, expect, test } from 'vitest'
import { isHtml, plainOfHtml } from './plain-text.ts'
import { fc } from '../../../test/properties.ts'
import { SEED } from '../../../test/seed.ts'

describe('the text of HTML', () => {
  test.each([
    ['paragraphs', '<p>eins</p>\n<p>zwei<br>drei</p>', 'eins\n\nzwei\ndrei'],
    ['blocks', '<div>eins</div><div><span>zwei</span></div>', 'eins\nzwei'],
    ['lists', '<ul><li>eins</li><li><p>zwei</p></li></ul>danach', '- eins\n- zwei\n\ndanach'],
    ['tables', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a  b\nc'],
    ['empty lines, one at most', 'a<br><br><br><br>b', 'a\n\nb'],
    [
      'names of letters',
      'Gr&uuml;&szlig;e &amp; 5&nbsp;&euro; &#8211; &#x20AC; &#150; &unknown; &amp;lt;',
      'Grüße & 5 € – € – &unknown; &lt;',
    ],
    [
      'links',
      '<a href="https://x.de/a?b=1&amp;c=2">hier</a>, <a href="https://x.de/">https://x.de</a>',
      'hier (https://x.de/a?b=1&c=2), https://x.de',
    ],
    [
      'addresses',
      "<a href='mailto:eva@x.de'>Eva</a> <a href=mailto:eva@x.de>eva@x.de</a> <a href='#top'>oben</a>",
      'Eva (eva@x.de) eva@x.de oben',
    ],
    [
      'nothing of scripts, styles and comments',
      '<style>p{}</style>a<script>b<p></script><!-- c -->d<title>e</title>',
      'ad',
    ],
    ['what never ends', 'a<!-- b', 'a'],
    ['signs that are none', '1 < 2 und 3 > 2', '1 < 2 und 3 > 2'],
    ['a sign in an attribute', '<p title="a > b">c</p>', 'c'],
  ])('%s', (_name, html, text) => {
    expect(plainOfHtml(html)).toBe(text)
  })

  test('is told from text', () => {
    expect(['<p>a', 'a<br/>b', 'a <a href="x">b</a>'].map(isHtml)).toEqual([true, true, true])
    expect(['a < b', '<eva@x.de>', '<<>>', 'x <pre'].map(isHtml)).toEqual([false, false, false, false])
  })

  test.each([
    ['comments', '<!--'],
    ['links', '<a href=x>'],
    ['quotes', '<a "'],
    ['spaces', '&nbsp;'],
    ['gaps', '<p> '],
    ['beginnings', '<a '],
    ['spaces in a tag', ' '],
  ])('takes no longer for a million letters of %s', (_name, part) => {
    const html = `<a${part.repeat(Math.floor(1_000_000 / part.length))}`
    expect(plainOfHtml(html).length).toBeLessThanOrEqual(html.length)
    expect(typeof isHtml(html)).toBe('boolean')
  })

  test(`of any text is no longer than it (KONTOR_TEST_SEED=${SEED})`, () => {
    const part = fc.oneof(
      fc.constantFrom('<p>', '</p>', '<br>', '<li>', '&amp;', '<a href="', '">', '<!--', '<script>', '\n'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = plainOfHtml(parts.join(''))
        expect(text).toBe(text.trim())
        expect(text).not.toMatch(/\n{3}|[\uE000-\uE002]/)
      }),
      { seed: SEED, numRuns: 300 },
    )
  })
})
