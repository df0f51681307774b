// What an officer wrote where there was no connection: kept on this tablet, encrypted, opened only by a key that is given
// to that officer after signing in. The key cannot be read out of the browser, and goes when the officer does.

const NAME = 'goldthread'
const STORES = ['keys', 'waiting', 'drafts', 'about']
let opened

export const isPossible = () => Boolean(globalThis.indexedDB && globalThis.crypto?.subtle)

function open () {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => {
      for (const name of STORES) asked.result.createObjectStore(name, { keyPath: 'id', autoIncrement: name === 'waiting' })
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
  return opened
}

async function ask (store, mode, question) {
  const database = await open()
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode)
    const asked = question(transaction.objectStore(store))
    transaction.oncomplete = () => resolve(asked.result)
    transaction.onerror = transaction.onabort = () => reject(transaction.error)
  })
}

const get = (store, id) => ask(store, 'readonly', (rows) => rows.get(id))
const all = (store) => ask(store, 'readonly', (rows) => rows.getAll())
const put = (store, row) => ask(store, 'readwrite', (rows) => rows.put(row))
const drop = (store, id) => ask(store, 'readwrite', (rows) => rows.delete(id))

async function device () {
  const held = await get('about', 'device')
  if (held) return held.value
  const made = { id: 'device', value: crypto.randomUUID() }
  await put('about', made)
  return made.value
}

// Ask the server for this officer's key on this tablet. Null where there is no connection, false where nobody is signed in.
export async function unlock (address) {
  const answer = await fetch(`${address}?device=${await device()}`, { redirect: 'manual', cache: 'no-store', headers: { Accept: 'application/json' } }).catch(() => null)
  if (!answer || answer.status >= 500) return null
  if (!answer.ok) {
    await lock()
    return false
  }
  const told = await answer.json()
  const bytes = Uint8Array.from(atob(told.secret), (letter) => letter.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  bytes.fill(0)
  const before = await get('keys', 'own')
  // Another officer signs in: what the one before left unfinished goes, what waits to be sent stays locked.
  if (before && before.owner !== told.owner) await dropDrafts(before.owner)
  await put('keys', { id: 'own', owner: told.owner, key, idle: told.idle_seconds, until: Date.now() + told.idle_seconds * 1000 })
  return { token: told.token, owner: told.owner }
}

// The key in force; one that lay unused as long as a session may is gone.
export async function own () {
  const held = await get('keys', 'own')
  if (held && held.until < Date.now()) {
    await lock()
    return null
  }
  return held ?? null
}

export async function touch () {
  const held = await own()
  if (held) await put('keys', { ...held, until: Date.now() + held.idle * 1000 })
}

export const lock = () => drop('keys', 'own')

export async function signOut () {
  const held = await get('keys', 'own')
  if (held) await dropDrafts(held.owner)
  await lock()
}

async function dropDrafts (owner) {
  for (const row of await all('drafts')) if (row.owner === owner) await drop('drafts', row.id)
}

async function seal (held, what, about) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const bound = new TextEncoder().encode(`${held.owner} ${about}`)
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound }, held.key, new TextEncoder().encode(JSON.stringify(what)))
  return { owner: held.owner, about, iv, data }
}

async function read (held, row) {
  const bound = new TextEncoder().encode(`${row.owner} ${row.about}`)
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: row.iv, additionalData: bound }, held.key, row.data)
  return JSON.parse(new TextDecoder().decode(plain))
}

export async function keepDraft (id, fields) {
  const held = await own()
  if (!held) return false
  await put('drafts', { id: `${held.owner} ${id}`, ...await seal(held, fields, `draft ${id}`) })
  return true
}

export async function draft (id) {
  const held = await own()
  const row = held && await get('drafts', `${held.owner} ${id}`)
  return row ? read(held, row).catch(() => null) : null
}

export async function dropDraft (id) {
  const held = await own()
  if (held) await drop('drafts', `${held.owner} ${id}`)
}

// Put into the queue, or back into its place there. False where there is no key: the words stay on the page.
export async function keep (fields, place) {
  const held = await own()
  if (!held) return false
  const row = { state: 'waiting', written: Date.now(), ...await seal(held, fields, 'waiting') }
  await put('waiting', place ? { ...row, id: place } : row)
  return true
}

// What waits: the officer's own with its fields, another officer's only as a number.
export async function waiting () {
  const held = await own()
  const found = { mine: [], locked: 0, signedIn: Boolean(held) }
  for (const row of await all('waiting')) {
    if (!held || row.owner !== held.owner) {
      found.locked += 1
      continue
    }
    const fields = await read(held, row).catch(() => null)
    found.mine.push({ id: row.id, state: fields ? row.state : 'unreadable', why: row.why, written: row.written, fields })
  }
  return found
}

export async function mark (id, state, why) {
  const row = await get('waiting', id)
  if (row) await put('waiting', { ...row, state, why })
}

export const remove = (id) => drop('waiting', id)
export const count = async () => (await all('waiting')).length
