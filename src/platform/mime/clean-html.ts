import sanitize from 'sanitize-html'
import type { Attributes, Tag } from 'sanitize-html'

/**
 * The HTML of a mail so that it can be shown: no scripts, no forms, nothing that reaches out of its frame. Pictures from
 * elsewhere, by which a sender learns that somebody reads, stand under `data-src` until they are asked for; those that
 * came along (`cid:`) stay.
 */
export function cleanHtml(html: string): string {
  return sanitize(html, {
    allowedTags: TAGS,
    allowedAttributes: {
      '*': ['style', 'dir', 'lang', 'title', 'align', 'valign', 'width', 'height', 'bgcolor'],
      a: ['href', 'name', 'target', 'rel'],
      img: ['src', 'data-src', 'alt'],
      font: ['color', 'face', 'size'],
      table: ['border', 'cellpadding', 'cellspacing'],
      td: ['colspan', 'rowspan', 'nowrap'],
      th: ['colspan', 'rowspan', 'scope', 'nowrap'],
      ol: ['start', 'type'],
      li: ['value'],
    },
    allowedStyles: { '*': STYLES },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid', 'data'] },
    allowedSchemesAppliedToAttributes: ['href', 'src'],
    allowProtocolRelative: false,
    // What stands in these is no text.
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'title',
      'xml',
      'template',
      'iframe',
      'object',
    ],
    transformTags: { a: link, img: picture },
    nestingLimit: 200,
  }).trim()
}

const TAGS = (
  'a abbr address b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em ' +
  'figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small ' +
  'span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'
).split(' ')

/** Any value but one that fetches something or reaches beyond its own box. */
const HARMLESS = [/^(?![^]*(url|expression|image-set|attr|var)\s*\()[^<>\\{}]{1,200}$/i]
const STYLES = Object.fromEntries(
  (
    'background-color background border border-bottom border-bottom-color border-bottom-style border-bottom-width ' +
    'border-collapse border-color border-left border-left-color border-left-style border-left-width border-radius ' +
    'border-right border-right-color border-right-style border-right-width border-spacing border-style border-top ' +
    'border-top-color border-top-style border-top-width border-width color direction display float font font-family ' +
    'font-size font-style font-variant font-weight height letter-spacing line-height list-style list-style-type margin ' +
    'margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width overflow-wrap padding ' +
    'padding-bottom padding-left padding-right padding-top table-layout text-align text-decoration text-indent ' +
    'text-transform vertical-align white-space width word-break word-wrap'
  )
    .split(' ')
    .map((name) => [name, HARMLESS]),
)

/** Links open beside Kontor, which they learn nothing of. */
function link(tagName: string, { href = '', name, title }: Attributes): Tag {
  const kept = Object.fromEntries(Object.entries({ name, title }).filter(([, value]) => value)) as Attributes
  const leads = /^\s*(https?:|mailto:|tel:)/i.test(href)
  return {
    tagName,
    attribs: leads ? { href, ...kept, target: '_blank', rel: 'noopener noreferrer nofollow' } : kept,
  }
}

function picture(tagName: string, { src = '', ...others }: Attributes): Tag {
  const address = src.trim()
  const { 'data-src': _lure, ...rest } = others
  if (/^cid:/i.test(address) || /^data:image\/(png|jpe?g|gif|webp);base64,/i.test(address)) {
    return { tagName, attribs: { ...rest, src: address } }
  }
  const outside = /^(https?:)?\/\//i.test(address) ? address.replace(/^\/\//, 'https://') : ''
  return { tagName, attribs: outside === '' ? rest : { ...rest, 'data-src': outside } }
}
