// A board of rows. On a wall it renews itself in place, unless somebody is at it; at a desk nothing moves. Times tick.

const TICK = 10000
const AT_IT = 8000 // ms since the pointer last moved over the rows: somebody reads there
const LETTERS = 'goldthread-letters'

const minutes = (ms) => Math.floor(Math.abs(ms) / 60000)

// The words of goldthread/web/words.py, duration.
export function duration (ms) {
  const all = minutes(ms)
  const hours = Math.floor(all / 60)
  const left = all % 60
  if (hours >= 48) return hours % 24 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : `${hours / 24} d`
  if (hours >= 24) return `${hours} h`
  return hours ? `${hours} h ${String(left).padStart(2, '0')}` : `${all} min`
}

function tick (rows, now) {
  for (const place of rows.querySelectorAll('[data-goldthread-elapsed]')) {
    write(place, duration(now - Date.parse(place.dataset.goldthreadElapsed)))
  }
  for (const place of rows.querySelectorAll('[data-goldthread-due]')) {
    const late = now - Date.parse(place.dataset.goldthreadDue)
    write(place, late > 0 ? `late ${duration(late)}` : `${duration(late)} left`)
    const token = place.closest('.goldthread-token')
    token.classList.toggle('goldthread-token--high', late > 0)
    token.classList.toggle('goldthread-token--none', late <= 0)
  }
}

const write = (place, words) => { if (place.textContent !== words) place.textContent = words }
const references = (rows) => new Set([...rows.querySelectorAll('[data-row]')].map((row) => row.dataset.row))

// A word, not a colour alone, at each row that was not there before.
function markNew (document, rows, before) {
  for (const row of rows.querySelectorAll('[data-row]')) {
    if (before.has(row.dataset.row)) continue
    const mark = document.createElement('strong')
    mark.className = 'goldthread-rows__new'
    mark.textContent = ' NEW'
    row.querySelector('.goldthread-rows__who').append(mark)
  }
}

async function renew (document, rows, note) {
  const answer = await fetch(rows.dataset.goldthreadRows, { credentials: 'same-origin', redirect: 'manual' }).catch(() => null)
  if (!answer || !answer.ok) return
  const before = references(rows)
  const drawn = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-version]')
  if (!drawn) return
  rows.replaceChildren(document.importNode(drawn, true))
  Object.assign(note.dataset, { version: drawn.dataset.version, since: drawn.dataset.since })
  note.hidden = true
  markNew(document, rows, before)
}

export function watchBoard (document) {
  const rows = document.querySelector('[data-goldthread-rows]')
  const note = document.querySelector('[data-goldthread-board]')
  if (!rows || !note) return
  let ahead = Date.parse(note.dataset.since) - Date.now() // the server's clock, not this screen's
  let moved = -AT_IT
  const pause = document.querySelector('[data-goldthread-pause]')
  pause?.addEventListener('click', () => {
    const isPaused = pause.getAttribute('aria-pressed') !== 'true'
    pause.setAttribute('aria-pressed', String(isPaused))
    pause.textContent = isPaused ? 'Paused: go on' : 'Pause'
  })
  rows.addEventListener('pointermove', () => { moved = performance.now() }, { passive: true })
  const isHeld = () => pause?.getAttribute('aria-pressed') === 'true' || rows.contains(document.activeElement) ||
    performance.now() - moved < AT_IT
  document.addEventListener('goldthread:polled', (event) => {
    ahead = Date.parse(event.detail.at) - Date.now()
    const shown = rows.querySelector('[data-goldthread-at]')
    if (shown && event.detail.version === note.dataset.version) {
      write(shown, new Date(event.detail.at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' }))
    }
    const { version } = event.detail // an answer that names none says nothing of the rows
    if (!('live' in rows.dataset) || !version || version === note.dataset.version || isHeld()) return
    event.preventDefault() // it is shown, not said
    renew(document, rows, note)
  })
  setInterval(() => tick(rows, Date.now() + ahead), TICK)
  watchLetters(document, rows)
}

// A and R act on the row that has the focus, and on no other; they can be turned off.
function watchLetters (document, rows) {
  const line = document.querySelector('[data-goldthread-letters]')
  if (!line) return
  const press = line.querySelector('button')
  let isOn = localStorage.getItem(LETTERS) !== 'off'
  const say = () => { press.textContent = isOn ? 'Turn these letters off' : 'Turn these letters on' }
  press.addEventListener('click', () => {
    isOn = !isOn
    localStorage.setItem(LETTERS, isOn ? 'on' : 'off')
    say()
  })
  say()
  line.hidden = false
  rows.addEventListener('keydown', (event) => {
    if (!isOn || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return
    const row = event.target.closest('[data-row]')
    const act = row?.querySelector(`[data-letter="${CSS.escape(event.key.toLowerCase())}"]`)
    if (!act) return
    event.preventDefault()
    act.click()
  })
}
