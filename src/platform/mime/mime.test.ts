import { describe, expect, test } from 'vitest'
import { cleanHtml } from './clean-html.ts'
import { readMime } from './read-mime.ts'

/** Characters stand for bytes. */
const bytes = (...lines: string[]) => new Uint8Array(Buffer.from(lines.join('\r\n'), 'latin1'))
const head = ['From: Eva <eva@x.de>', 'Subject: Hallo', 'Date: Sat, 21 Nov 2026 09:00:00 +0100']

const NESTED = bytes(
  'From: =?iso-8859-15?Q?J=F6rg_M=FCller?= <JM@Example.DE>',
  'To: a@x.de, "B, C" <B@x.de>',
  'Cc: Team: t1@x.de, t2@x.de;',
  'Subject: =?windows-1252?Q?100_=80_f=FCr?= Sie',
  'Message-ID:  <ABC@Mail.Example> ',
  'Date: Sat, 21 Nov 2026 09:00:00 +0100',
  'References: <r1@x>',
  ' <r2@X>',
  'In-Reply-To: <r2@X>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b1',
  '',
  '--b1',
  'Content-Type: multipart/related; boundary=b2',
  '',
  '--b2',
  'Content-Type: multipart/alternative; boundary=b3',
  '',
  '--b3',
  'Content-Type: text/plain; charset=windows-1252',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '100 =80 gr=FC=DFen',
  '--b3',
  'Content-Type: text/html; charset=iso-8859-15',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '<p>100 =A4 <img src=3D"cid:img1@x"></p>',
  '--b3--',
  '--b2',
  'Content-Type: image/png',
  'Content-ID: <img1@x>',
  'Content-Disposition: inline',
  'Content-Transfer-Encoding: base64',
  '',
  'iVBORw0KGgo=',
  '--b2--',
  '--b1',
  'Content-Type: message/rfc822',
  '',
  'From: inner@x.de',
  'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
  '',
  'inside',
  '--b1',
  'Content-Type: application/ms-tnef; name=winmail.dat',
  'Content-Transfer-Encoding: base64',
  '',
  'eJ8+Ig==',
  '--b1',
  'Content-Type: text/calendar; method=REQUEST; charset=utf-8',
  '',
  'BEGIN:VCALENDAR',
  'END:VCALENDAR',
  '--b1',
  'Content-Type: application/pdf',
  "Content-Disposition: attachment; filename*0*=utf-8''Gr%C3%BC; filename*1*=%C3%9Fe.pdf",
  '',
  'pdf',
  '--b1--',
  '',
)

describe('a message', () => {
  test('says the same in all its letters, and has its parts', async () => {
    const mail = await readMime(NESTED, { self: ['jm@example.de'] })
    const parts = mail.attachments.map(({ name, type, size, contentId }) => ({ name, type, size, contentId }))
    expect({ ...mail, attachments: parts }).toEqual({
      messageId: 'ABC@mail.example',
      inReplyTo: 'r2@x',
      references: ['r1@x', 'r2@x'],
      from: { name: 'Jörg Müller', email: 'jm@example.de' },
      to: [
        { name: '', email: 'a@x.de' },
        { name: 'B, C', email: 'b@x.de' },
      ],
      cc: [
        { name: '', email: 't1@x.de' },
        { name: '', email: 't2@x.de' },
      ],
      subject: '100 € für Sie',
      sentAt: '2026-11-21T08:00:00.000Z',
      size: NESTED.length,
      hasAttachments: true,
      outgoing: true,
      invitation: true,
      text: '100 € grüßen',
      html: '<p>100 € <img src="cid:img1@x"></p>',
      attachments: [
        { name: 'attachment.png', type: 'image/png', size: 8, contentId: 'img1@x' },
        { name: 'Grüße.eml', type: 'message/rfc822', size: 64, contentId: null },
        { name: 'winmail.dat', type: 'application/ms-tnef', size: 4, contentId: null },
        { name: 'attachment.ics', type: 'text/calendar', size: 30, contentId: null },
        { name: 'Grüße.pdf', type: 'application/pdf', size: 3, contentId: null },
      ],
    })
    const inner = await readMime(mail.attachments[1]?.bytes ?? new Uint8Array())
    expect(inner).toMatchObject({ subject: 'Grüße', text: 'inside', from: { email: 'inner@x.de' } })
  })

  test('without a Message-ID has the same name wherever it is read, and another one has another', async () => {
    const [one, same, other] = await Promise.all([
      readMime(bytes(...head, '', 'x')),
      readMime(bytes(...head, '', 'x')),
      readMime(bytes(...head, '', 'xy')),
    ])
    expect(one.messageId).toMatch(/@no-message-id$/)
    expect(same.messageId).toBe(one.messageId)
    expect(other.messageId).not.toBe(one.messageId)
  })

  test('without a date came when the last server took it in', async () => {
    const received = 'Received: from a by b; Sat, 21 Nov 2026 10:00:00 +0100'
    expect((await readMime(bytes(received, 'Subject: x', '', 'y'))).sentAt).toBe('2026-11-21T09:00:00.000Z')
    expect((await readMime(bytes('Subject: x', '', 'y'))).sentAt).toBe('1970-01-01T00:00:00.000Z')
  })

  test('in HTML only has a text too, and pictures inside are no attachments', async () => {
    const lines = [
      ...head,
      'Content-Type: multipart/related; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Guten&nbsp;Tag</p><ul><li>eins<li>zwei</ul><script>x()</script>',
      '--b',
      'Content-Type: image/png; name=logo.png',
      'Content-ID: <logo>',
      '',
      'x',
      '--b--',
    ]
    const mail = await readMime(bytes(...lines))
    expect(mail).toMatchObject({
      text: 'Guten Tag\n\n- eins\n- zwei',
      hasAttachments: false,
      invitation: false,
    })
    expect(mail.attachments).toHaveLength(1)
  })

  test('that is forwarded within another, signed or sealed, is a file', async () => {
    const lines = [
      ...head,
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'siehe unten',
      '--b',
      'Content-Type: message/rfc822',
      'Content-Disposition: inline',
      '',
      'Subject: Innen',
      '',
      'inside',
      '--b',
      'Content-Type: application/pkcs7-mime; smime-type=enveloped-data',
      'Content-Transfer-Encoding: base64',
      '',
      'AAAA',
      '--b--',
    ]
    const mail = await readMime(bytes(...lines))
    expect(mail.attachments.map(({ name }) => name)).toEqual(['Innen.eml', 'attachment.p7m'])
    expect(mail.text).toBe('siehe unten')
  })

  test('of nothing but noise is read as it is', async () => {
    expect(await readMime(bytes(''))).toMatchObject({ subject: '', from: null, to: [], text: '' })
    const noise = Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256)
    expect((await readMime(noise)).attachments).toEqual([])
  })
})

describe('the HTML of a mail', () => {
  test.each([
    ['scripts', '<p>a</p><script>alert(1)</script>', '<p>a</p>'],
    ['what a script hangs on', '<p onclick="x()">a</p>', '<p>a</p>'],
    ['addresses that are scripts', '<a href="javascript:x()">a</a>', '<a>a</a>'],
    ['hidden ones', '<a href="java&#10;script:x()">a</a>', '<a>a</a>'],
    ['styles of the page', '<style>p{color:red}</style><p>a</p>', '<p>a</p>'],
    [
      'styles that fetch',
      '<p style="color:red;background:url(https://x.de/a.png)">a</p>',
      '<p style="color:red">a</p>',
    ],
    ['such styles in two lines', '<p style="background:red\n url(https://x.de/a.png)">a</p>', '<p>a</p>'],
    ['such styles in disguise', '<p style="background:u\\72l(https://x.de/a.png)">a</p>', '<p>a</p>'],
    [
      'styles that leave their frame',
      '<p style="position:fixed;top:0;color:red">a</p>',
      '<p style="color:red">a</p>',
    ],
    ['forms', '<form action="https://x.de"><input name="a"><button>los</button></form>', 'los'],
    ['frames', '<iframe src="https://x.de"></iframe><object data="x"></object>a', 'a'],
    ['pictures of vectors', '<svg><script>x()</script></svg>a', 'a'],
    ['comments of Outlook', '<!--[if mso]><p>x</p><![endif]--><o:p>a</o:p>', 'a'],
    ['other places to begin at', '<base href="https://x.de"><meta http-equiv="refresh" content="0">a', 'a'],
    ['names that others could be fooled with', '<p id="app" class="x">a</p>', '<p>a</p>'],
  ])('without %s', (_name, html, clean) => {
    expect(cleanHtml(html)).toBe(clean)
  })

  test('with pictures that came along, and those of elsewhere only named', () => {
    expect(cleanHtml('<img src="cid:a@x" alt="Logo" width="10">')).toBe(
      '<img alt="Logo" width="10" src="cid:a@x" />',
    )
    expect(cleanHtml('<img src="https://x.de/p.gif?id=7" srcset="https://x.de/2.gif 2x">')).toBe(
      '<img data-src="https://x.de/p.gif?id=7" />',
    )
    expect(cleanHtml('<img src="//x.de/p.gif">')).toBe('<img data-src="https://x.de/p.gif" />')
    expect(cleanHtml('<img src="data:image/svg+xml;base64,AAAA" data-src="x">')).toBe('<img />')
    expect(cleanHtml('<img src="data:image/png;base64,AAAA">')).toBe(
      '<img src="data:image/png;base64,AAAA" />',
    )
    expect(cleanHtml('<table background="https://x.de/p.gif"><tr><td>a')).toBe(
      '<table><tr><td>a</td></tr></table>',
    )
  })

  test('with links that open beside', () => {
    expect(cleanHtml('<a href="https://x.de/?a=1&amp;b=2" target="_top">a</a>')).toBe(
      '<a href="https://x.de/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">a</a>',
    )
  })

  test('that is cleaned stays as it is', () => {
    const once = cleanHtml(
      '<div style="font-size:12px"><a href="mailto:a@x.de">a</a><img src="https://x.de/a"></div>',
    )
    expect(cleanHtml(once.replace('data-src', 'src'))).toBe(once)
  })
})
