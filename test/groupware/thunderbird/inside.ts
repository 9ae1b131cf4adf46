/** What stands above each script that runs inside of Thunderbird: its modules, and what the tests do with them. */
export const INSIDE = `
${modules({
  cal: 'calendar/calUtils',
  CalDavProvider: 'CalDavProvider',
  CalEvent: 'CalEvent',
  CalTodo: 'CalTodo',
  CardDAVDirectory: 'CardDAVDirectory',
  CardDAVUtils: 'CardDAVUtils',
  MailServices: 'MailServices',
  VCardUtils: 'VCardUtils',
})}
/**
 * Until a calendar has asked its server what is new. Its own word for that, onLoad, comes as well some time after each
 * change it has sent.
 */
function refreshed(calendar) {
  const { promise, resolve, reject } = Promise.withResolvers()
  const onResult = (_operation, status) =>
    Components.isSuccessCode(status) ? resolve() : reject(new Error('not refreshed: ' + status))
  calendar.wrappedJSObject.mUncachedCalendar.wrappedJSObject.replayChangesOn({ onResult })
  return promise
}

function calendarOf(name) {
  return cal.manager.getCalendars().find((one) => one.name === name)
}

async function itemsOf(calendar) {
  return calendar.getItemsAsArray(calendar.ITEM_FILTER_ALL_ITEMS, 0, null, null)
}

async function itemOf(calendar, title) {
  await refreshed(calendar)
  return (await itemsOf(calendar)).find((one) => one.title === title)
}

/** As people read it: wall clock and zone. */
function shown(time) {
  if (!time) return null
  const text = time.icalString.replace(/Z$/, '')
  return time.isDate ? text : text + ' ' + time.timezone.tzid
}

/** As people type it: wall clock and zone. */
function clock(text, zone) {
  const time = cal.createDateTime(text)
  time.timezone = cal.timezoneService.getTimezone(zone)
  return time
}

/** As the dialog does it: what the change makes of a copy is written. */
async function changed(item, change) {
  const copy = item.clone()
  change(copy)
  await item.calendar.modifyItem(copy, item)
}

/** Until a window of this name has opened, which is closed again without agreeing to anything. */
function declined(name) {
  const { promise, resolve } = Promise.withResolvers()
  Services.ww.registerNotification(function opened(window, topic) {
    if (topic !== 'domwindowopened') return
    const loaded = () => {
      if (!window.location.href.includes(name)) return
      Services.ww.unregisterNotification(opened)
      window.document.querySelector('dialog').cancelDialog()
      resolve(window.location.href)
    }
    window.addEventListener('load', loaded, { once: true })
  })
  return promise
}

/** Until an address book says this of itself. */
function told(topic) {
  const { promise, resolve } = Promise.withResolvers()
  const observer = () => {
    Services.obs.removeObserver(observer, topic)
    resolve()
  }
  Services.obs.addObserver(observer, topic)
  return promise
}

function bookOf() {
  const book = MailServices.ab.directories.find((one) => one.dirType === Ci.nsIAbManager.CARDDAV_DIRECTORY_TYPE)
  return CardDAVDirectory.forFile(book.fileName)
}

/** What a change of cards does, until the server has it. */
async function sent(book, change) {
  const all = []
  for (const name of ['_sendCardToServer', '_deleteCardFromServer']) {
    book[name] = (...given) => {
      const one = Object.getPrototypeOf(book)[name].apply(book, given)
      all.push(one)
      return one
    }
  }
  change(book)
  await Promise.all(all)
}

/** Lines more, and others, in the text of a card. */
async function edited(name, edit) {
  const book = bookOf()
  const card = book.childCards.find((one) => one.displayName === name)
  const copy = VCardUtils.vCardToAbCard(edit(card.getProperty('_vCard', '')))
  for (const own of ['_etag', '_href']) copy.setProperty(own, card.getProperty(own, ''))
  await sent(book, () => book.modifyCard(copy))
}

function cardOf(book, name) {
  return book.childCards.find((one) => one.displayName === name)
}
`

function modules(files: Record<string, string>): string {
  const lines = Object.entries(files).map(
    ([name, file]) => `const { ${name} } = ChromeUtils.importESModule('resource:///modules/${file}.sys.mjs')`,
  )
  return lines.join('\n')
}
