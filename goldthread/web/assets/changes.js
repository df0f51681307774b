// Live, not moving: the count of alerts, new ones that interrupt, and how much of a board changed. Nothing is reordered.

const EVERY = 5000
const LATE = 15000
const KEPT = 'goldthread-told'
const AT_ONCE = 3 // so many are named; a card of fourteen would hide the page that is being worked on

const clockTime = (at) => at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })

// Which alerts this tab was told of, for one officer: kept while the tab is open, so that no page says it again.
function memory (whose) {
  const empty = { whose, known: null, standing: [] }
  try {
    const found = JSON.parse(sessionStorage.getItem(KEPT))
    return found && found.whose === whose ? found : empty
  } catch {
    return empty
  }
}

const keep = (told) => { try { sessionStorage.setItem(KEPT, JSON.stringify(told)) } catch { /* said again, then */ } }

function line (document, alert) {
  const item = document.createElement('li')
  item.append(alert.words ? `${alert.words} ` : '')
  if (alert.url) {
    const link = document.createElement('a')
    link.className = 'govuk-link'
    link.href = alert.url
    link.textContent = alert.link
    item.append(link)
  }
  return item
}

function draw (document, card, standing) {
  const shown = standing.map((one) => one.id).join()
  if (card.dataset.shown === shown) return
  card.dataset.shown = shown
  card.hidden = !standing.length
  card.querySelector('h2').textContent = standing.length === 1 ? 'New high alert' : `${standing.length} new high alerts`
  const rest = standing.length - AT_ONCE
  const named = standing.slice(-AT_ONCE).reverse().map((one) => line(document, one))
  if (rest > 0) named.push(line(document, { url: card.dataset.list, link: `${rest} more` }))
  card.querySelector('ul').replaceChildren(...named)
}

// One assertive message for each new alert; those of a first visit are on the page already.
function tellOf (document, card, told, pressing) {
  const fresh = told.known ? pressing.filter((one) => !told.known.includes(one.id)) : []
  const there = new Set(pressing.map((one) => one.id))
  const opened = (one) => one.url === location.pathname || location.pathname === card.dataset.list
  told.standing = [...told.standing, ...fresh].filter((one) => there.has(one.id) && !opened(one))
  told.known = [...new Set([...(told.known || []), ...there])].slice(-500)
  draw(document, card, told.standing)
  const said = document.getElementById('goldthread-said')
  const messages = fresh.length > AT_ONCE ? [`${fresh.length} new high alerts.`] : fresh.map((one) => `New high alert. ${one.words}`.trim())
  for (const message of messages) {
    const words = document.createElement('p')
    words.textContent = message
    said.append(words)
  }
}

function count (document, number) {
  const place = document.querySelector('[data-goldthread-alerts]')
  const words = `Alerts (${number})`
  if (!place || place.textContent === words) return
  place.textContent = words
  document.getElementById('goldthread-counted').textContent = `Alerts: ${number}`
}

// A board of rows is compared by its version: what only left it is a change too.
function changedOf (note, found) {
  if (!found.version) return found.changed
  return found.version === note.dataset.version ? 0 : Math.max(1, found.changed)
}

function noteChanges (note, changed) {
  const words = note?.querySelector('[data-count]')
  if (!words) return
  note.hidden = !changed
  words.textContent = changed === 1 ? '1 change' : `${changed} changes`
}

// A board of figures: each is written anew where it stands.
function renew (document, figures) {
  for (const place of document.querySelectorAll('[data-figure]')) {
    const value = figures?.[place.dataset.figure]
    if (value === undefined || place.textContent === value) continue
    place.textContent = value
    place.closest('li')?.toggleAttribute('data-zero', value === '0')
  }
}

export function watchChanges (document) {
  const { changesUrl, whose } = document.body.dataset
  const card = document.getElementById('goldthread-new-alerts')
  if (!changesUrl || !card) return
  const note = document.querySelector('[data-goldthread-board]')
  const stale = document.getElementById('goldthread-stale')
  const asked = () => note ? `?${new URLSearchParams({ board: note.dataset.goldthreadBoard, since: note.dataset.since, asked: note.dataset.asked || '' })}` : ''
  let last = { at: performance.now(), clock: new Date() }
  const late = () => {
    const isLate = performance.now() - last.at > LATE
    if (isLate && stale.hidden) stale.querySelector('span').textContent = clockTime(last.clock)
    stale.hidden = !isLate
  }
  const poll = async () => {
    try {
      const answer = await fetch(changesUrl + asked(), { credentials: 'same-origin', redirect: 'manual' })
      if (!answer.ok) throw new Error(answer.status)
      const found = await answer.json()
      const told = memory(whose)
      count(document, found.alerts)
      tellOf(document, card, told, found.pressing)
      keep(told)
      const isShown = !document.dispatchEvent(new CustomEvent('goldthread:polled', { detail: found, cancelable: true }))
      noteChanges(note, isShown ? 0 : changedOf(note, found))
      renew(document, found.figures)
      last = { at: performance.now(), clock: new Date(found.at) }
    } catch { /* said by `late`, once it has lasted */ }
    late()
  }
  card.querySelector('button').addEventListener('click', () => {
    const told = memory(whose)
    told.standing = []
    keep(told)
    draw(document, card, [])
  })
  // A tab that was hidden is let poll seldom: it asks at once when it is seen again, before it is called late.
  document.addEventListener('visibilitychange', () => { if (!document.hidden) poll() })
  setInterval(poll, EVERY)
  poll()
}
