// The form of a concern: quick words, help beside the text, saved as you type, and kept where there is no connection.

import { button, element, local, post, addressOf } from './queue.js'
import * as vault from './vault.js'

const OWN_WORDS = /^(child_words)/
const SAVE_AFTER = 800

export function watchConcern (document) {
  const form = document.querySelector('[data-goldthread-concern]')
  if (!form) return
  watchQuick(form)
  watchVoices(form)
  watchLanguage(document, form)
  if (!vault.isPossible()) return
  watchDraft(document, form)
  watchSending(document, form)
  document.addEventListener('goldthread:open', ({ detail }) => {
    fill(document, form, detail.fields)
    form.dataset.place = detail.id
    // Refused as already sent with other content: what is put right is another concern, under a key of its own.
    if (/other content/.test(detail.why ?? '')) form.elements.key.value = crypto.randomUUID()
    form.scrollIntoView()
  })
}

const fieldsOf = (form) => [...new FormData(form)].filter(([name]) => name !== 'csrfmiddlewaretoken')

// One press adds a word to the box above it.
function watchQuick (form) {
  for (const row of form.querySelectorAll('[data-goldthread-quick]')) {
    row.hidden = false
    const box = form.elements[row.dataset.goldthreadQuick]
    row.addEventListener('click', ({ target }) => {
      if (!target.matches('button')) return
      const before = box.value.trimEnd()
      box.value = `${before}${before ? (/[.,:;]$/.test(before) ? ' ' : ', ') : ''}${target.textContent}`
      box.dispatchEvent(new Event('input', { bubbles: true }))
    })
  }
}

// A child who was not there has no voice to write down: each child's own boxes open with its tick or its name.
function watchVoices (form) {
  const draw = () => {
    for (const part of form.querySelectorAll('[data-goldthread-voice]')) {
      const end = part.dataset.goldthreadVoice
      const who = end.slice(1)
      const ticked = [...form.querySelectorAll('[name=others]:checked')].some((one) => one.value === who)
      const named = ['name', 'looks', 'age'].some((name) => form.elements[`${name}${end}`]?.value)
      const written = form.elements[`child_words${end}`]?.value
      part.hidden = Boolean(end) && !ticked && !named && !written
    }
  }
  form.addEventListener('input', draw)
  form.addEventListener('goldthread:filled', draw)
  draw()
}

// Words to reconsider, beside the text. Nothing is refused; the child's own words are left alone.
function watchLanguage (document, form) {
  const terms = JSON.parse(form.dataset.language).map(({ find, note }) => [new RegExp(`\\b(?:${find})\\b`, 'i'), note])
  const shown = form.querySelector('[data-goldthread-help]')
  const draw = () => {
    const texts = [...form.elements].filter((one) => one.name && !OWN_WORDS.test(one.name) && ['textarea', 'text'].includes(one.type))
    const notes = terms.filter(([find]) => texts.some((one) => find.test(one.value))).map(([, note]) => note)
    for (const one of form.querySelectorAll('[data-goldthread-voice]:not([hidden])')) {
      const end = one.dataset.goldthreadVoice
      if (['alone', 'with_others'].includes(form.elements[`spoke${end}`]?.value) && !form.elements[`child_words${end}`]?.value) {
        notes.push('You spoke to the child. What did the child say, or do?')
      }
    }
    const lines = [...new Set(notes)].map((note) => element(document, 'p', note))
    shown.hidden = !lines.length
    if (lines.length) lines.unshift(element(document, 'p', 'To think of. It is sent either way.'))
    if (lines.map((one) => one.textContent).join() !== [...shown.children].map((one) => one.textContent).join()) shown.replaceChildren(...lines)
  }
  form.addEventListener('input', draw)
  form.addEventListener('goldthread:filled', draw)
}

const clock = () => new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })

function watchDraft (document, form) {
  const id = form.dataset.goldthreadConcern
  const said = form.querySelector('[data-goldthread-saved]')
  let soon
  form.addEventListener('input', () => {
    clearTimeout(soon)
    soon = setTimeout(async () => {
      if (form.dataset.sent) return
      const kept = await vault.keepDraft(id, fieldsOf(form))
      said.textContent = kept ? `Saved on this tablet ${clock()}, locked.` : 'Not saved on this tablet: you are signed out, or the session ended. Do not close this page.'
    }, SAVE_AFTER)
  })
  const restore = async () => {
    const later = form.querySelector('[data-goldthread-later]')
    if (later) later.hidden = !await vault.own()
    if (form.dataset.touched || document.querySelector('.govuk-error-summary')) return
    const held = await vault.draft(id)
    if (!held) return
    fill(document, form, held)
    said.textContent = 'You were here: what you wrote is back.'
  }
  form.addEventListener('input', () => { form.dataset.touched = 'yes' }, { once: true })
  document.addEventListener('goldthread:unlocked', restore)
  if (form.matches('[data-goldthread-shell]')) startShell(document, form).then(restore)
}

// The copy without a connection stands under the address of the page that was asked for: the code in it is all it knows.
async function startShell (document, form) {
  const code = new URLSearchParams(location.search).get('child')
  form.elements.key.value = crypto.randomUUID()
  if (!code || !/^C-[0-9A-Z]{6}$/i.test(code)) return
  form.dataset.goldthreadConcern = code.toUpperCase()
  form.elements.child_name.value = code.toUpperCase()
  form.querySelector('[data-goldthread-child-code]').textContent = `Child: ${code.toUpperCase()}. The name is not kept on this tablet.`
}

function fill (document, form, fields) {
  for (const box of form.querySelectorAll('[name=others], [name=adults], [type=checkbox], [type=radio]')) box.checked = false
  for (const [name, value] of fields) {
    if (name === 'written_at' || name === 'device_now') continue
    const found = form.elements[name]
    const tick = [...form.querySelectorAll(`[name="${CSS.escape(name)}"][type=checkbox], [name="${CSS.escape(name)}"][type=radio]`)].find((one) => one.value === value)
    if (tick) tick.checked = true
    else if (name === 'child' && !found) form.elements.child_name.value ||= value
    else if (found && found.value !== undefined && !found.length) found.value = value
    else form.append(Object.assign(element(document, 'input'), { type: 'hidden', name, value }))
    tick?.closest('details')?.setAttribute('open', '')
    if (value && found?.closest) found.closest('details')?.setAttribute('open', '')
  }
  form.dispatchEvent(new Event('goldthread:filled'))
}

// Sent at once where there is a connection; else kept in the queue. An answer that needs a person is the server's own page.
function watchSending (document, form) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (form.dataset.sending) return
    form.dataset.sending = 'yes'
    const fields = [...fieldsOf(form), ['written_at', local(new Date())]]
    const answer = await attempt(document, form, fields)
    delete form.dataset.sending
    if (answer.kind === 'sent') {
      form.dataset.sent = 'yes'
      await done(form)
      location.assign(answer.next)
    } else if (answer.kind === 'asks' && !form.matches('[data-goldthread-shell]')) {
      form.append(Object.assign(element(document, 'input'), { type: 'hidden', name: 'written_at', value: local(new Date()) }))
      form.append(Object.assign(element(document, 'input'), { type: 'hidden', name: 'device_now', value: local(new Date()) }))
      form.submit()
    } else {
      await keep(document, form, fields)
    }
  })
}

async function attempt (document, form, fields) {
  if (!navigator.onLine) return { kind: 'away' }
  const token = form.elements.csrfmiddlewaretoken?.value ?? (await vault.unlock(addressOf(document)))?.token
  return token ? post(document, fields, token) : { kind: 'away' }
}

async function keep (document, form, fields) {
  const said = form.querySelector('[data-goldthread-saved]')
  if (!missing(form) && await vault.keep(fields, form.dataset.place && Number(form.dataset.place))) {
    form.dataset.sent = 'yes'
    await vault.dropDraft(form.dataset.goldthreadConcern)
    form.hidden = true
    const note = element(document, 'div')
    note.className = 'goldthread-message goldthread-message--done'
    note.setAttribute('role', 'status')
    note.append(element(document, 'p', 'Kept on this tablet, locked. It sends itself when the connection is back. In danger now: ring or radio the control room.'))
    note.append(button(document, 'Record another', () => location.assign(form.action)))
    form.before(note)
    document.dispatchEvent(new Event('goldthread:kept'))
    return
  }
  said.textContent = missing(form) || 'No connection, and nobody is signed in: this cannot be kept safely. Do not close this page. Ring the control room, or sign in where there is a connection.'
  said.scrollIntoView()
}

// Only what the server would ask for as well.
function missing (form) {
  if (!form.elements.seen.value.trim()) return 'Enter what you saw.'
  const named = ['child', 'child_name', 'child_age', 'child_looks'].some((name) => form.elements[name]?.value.trim())
  return named ? '' : 'Enter who the child is, or what the child looks like.'
}

async function done (form) {
  await vault.dropDraft(form.dataset.goldthreadConcern)
  if (form.dataset.place) await vault.remove(Number(form.dataset.place))
}
