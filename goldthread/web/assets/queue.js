// Sending what waits: in order, with the key it was written under, one page at a time. What the server does not take is put
// before a person; nothing is dropped until the server has said that it holds it.

import * as vault from './vault.js'

const PATIENCE = 20000
const STEP = 15000

export const addressOf = (document) => document.body.dataset.deviceUrl
const sendTo = (document) => document.body.dataset.concernUrl

export function watchQueue (document) {
  if (!vault.isPossible()) return
  const address = addressOf(document)
  if (!address) {
    // A page of nobody signed in: whoever was here is gone, and so is the key. The copy without a connection is not one.
    if (document.body.dataset.signedOut !== undefined) vault.lock()
    return
  }
  registerWorker(document)
  watchSignOut(document)
  const look = () => send(document).finally(() => show(document))
  addEventListener('online', look)
  document.addEventListener('goldthread:kept', look)
  setInterval(async () => { if (await vault.count()) look() }, STEP)
  for (const kind of ['pointerdown', 'keydown']) {
    let last = 0
    document.addEventListener(kind, () => {
      if (Date.now() - last < 10000) return
      last = Date.now()
      vault.touch()
    }, { passive: true, capture: true })
  }
  vault.unlock(address).finally(() => document.dispatchEvent(new Event('goldthread:unlocked'))).finally(look)
}

function registerWorker (document) {
  const address = document.body.dataset.workerUrl
  if (address && navigator.serviceWorker) navigator.serviceWorker.register(address).catch(() => null)
}

// Only one page sends at a time, so that order holds and nothing goes twice.
export async function send (document) {
  const work = () => sendAll(document)
  if (!navigator.locks) return work()
  return navigator.locks.request('goldthread-send', { ifAvailable: true }, (held) => held && work())
}

async function sendAll (document) {
  const { mine } = await vault.waiting()
  const ready = mine.filter((one) => one.state === 'waiting')
  if (!ready.length) return
  const open = await vault.unlock(addressOf(document))
  if (!open) return
  for (const one of ready) {
    const answer = await post(document, one.fields, open.token)
    if (answer.kind === 'sent') {
      await vault.remove(one.id)
      document.dispatchEvent(new CustomEvent('goldthread:sent', { detail: answer }))
    } else if (answer.kind === 'asks') {
      await vault.mark(one.id, 'asks', answer.words)
    } else {
      return
    }
  }
}

// One attempt: sent, asks a person, away (no connection, or ours is at fault), or out (signed out).
export async function post (document, fields, token) {
  const body = new URLSearchParams(fields.filter(([name]) => !['csrfmiddlewaretoken', 'device_now'].includes(name)))
  body.set('csrfmiddlewaretoken', token)
  body.set('device_now', local(new Date()))
  const answer = await fetch(sendTo(document), {
    method: 'POST', body, redirect: 'manual', cache: 'no-store', headers: { Accept: 'application/json' },
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => null)
  if (!answer || answer.status >= 500) return { kind: 'away' }
  if (answer.type === 'opaqueredirect' || answer.status === 401) return { kind: 'out' }
  const told = await answer.json().catch(() => ({}))
  if (answer.status === 201) return { kind: 'sent', ...told }
  return { kind: 'asks', status: answer.status, words: [told.words, told.remedy].filter(Boolean).join(' ') || `Goldthread answered ${answer.status}. Your words are kept.` }
}

// This tablet's time, with its offset.
export function local (date) {
  const minutes = -date.getTimezoneOffset()
  const two = (number) => String(Math.trunc(Math.abs(number))).padStart(2, '0')
  const shifted = new Date(date.getTime() + minutes * 60000).toISOString().slice(0, 19)
  return `${shifted}${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
}

const clock = (written) => new Date(written).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })

async function show (document) {
  const found = await vault.waiting()
  const total = found.mine.length + found.locked
  const tool = document.querySelector('[data-goldthread-waiting]')
  if (tool) {
    tool.hidden = !total
    tool.querySelector('a').textContent = `${total} waiting to send`
  }
  const list = document.querySelector('[data-goldthread-waiting-list]')
  if (!list) return
  list.hidden = !total
  list.replaceChildren(...(total ? rows(document, found) : []))
}

function rows (document, found) {
  const made = found.mine.map((one) => row(document, one))
  const first = element(document, 'p', `${found.mine.length + found.locked} waiting to send`)
  first.className = 'govuk-!-font-weight-bold'
  if (found.locked && found.signedIn) made.push(element(document, 'p', `${found.locked} of another officer: locked. It is sent when that officer signs in on this tablet.`))
  if (found.locked && !found.signedIn) made.push(element(document, 'p', 'You are signed out, or your session ended. What was written is kept, locked. Sign in again, as the same officer, to send it.'))
  return [first, ...made]
}

function row (document, one) {
  const held = element(document, 'div', '')
  const children = one.fields ? 1 + one.fields.filter(([name]) => name === 'others').length : 0
  const what = one.fields ? `Concern written ${clock(one.written)}, ${children === 1 ? '1 child' : `${children} children`} ticked` : 'Written, and cannot be opened any more: tell the help desk before you delete it'
  const why = one.state === 'asks' ? `Not taken: ${one.why}` : one.fields ? 'Waiting for a connection. It sends itself.' : ''
  held.append(element(document, 'p', `${what}. ${why}`))
  if (one.fields && one.state === 'asks') {
    held.append(button(document, 'Open and put right', () => document.dispatchEvent(new CustomEvent('goldthread:open', { detail: one }))))
    held.append(button(document, 'Send again', async () => {
      await vault.mark(one.id, 'waiting')
      await send(document)
      await show(document)
    }))
  }
  if (one.state !== 'waiting') held.append(deleting(document, one))
  return held
}

// A second press says it is meant: what is deleted here is nowhere else.
function deleting (document, one) {
  const made = button(document, 'Delete', async () => {
    if (made.textContent === 'Delete') {
      made.textContent = 'Delete: it is nowhere else'
      return
    }
    await vault.remove(one.id)
    await show(document)
  })
  return made
}

export function element (document, name, words) {
  const made = document.createElement(name)
  if (words) made.textContent = words
  return made
}

export function button (document, words, press) {
  const made = element(document, 'button', words)
  made.type = 'button'
  made.className = 'govuk-button govuk-button--secondary'
  made.addEventListener('click', press)
  return made
}

// Signing out takes the key and what is unfinished. What waits stays, locked, and the officer is told before.
function watchSignOut (document) {
  for (const form of document.querySelectorAll('form[action$="/sign-out"]')) {
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      const { mine } = await vault.waiting()
      const press = form.querySelector('button')
      if (mine.length && !press.dataset.told) {
        press.dataset.told = 'yes'
        press.textContent = `Sign out: ${mine.length} waiting stays here, locked for you`
        return
      }
      await vault.signOut()
      form.submit()
    })
  }
}
