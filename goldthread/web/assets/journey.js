// The journey map, drawn from the tables of its page, so that it shows nothing that they do not say. Where it cannot be
// drawn the tables stand alone.

const SVG = 'http://www.w3.org/2000/svg'
const [START, END] = ['start', 'end']
const MOST = 60 // more lines than that nobody can follow
const FEW = 40 // so many or fewer are all drawn at first
const WIDEST = 7
const [LINE, PAD, WRAP, POINTS] = [18, 10, 22, 72] // a line of words, round them, letters on one, to the inch
const FONT = 14

const number = (text) => Number(text || 0)
const total = (lines) => lines.reduce((sum, one) => sum + one.count, 0)
const byCount = (one, other) => other.count - one.count

function steps (tables) {
  return [...tables.querySelectorAll('[data-step]')].map(({ dataset, cells }) => ({
    id: dataset.step,
    words: cells[0].textContent.trim(),
    happened: number(dataset.happened),
    starts: number(dataset.starts),
    ended: number(dataset.ended),
    waiting: number(dataset.waiting),
  }))
}

function edges (tables, all) {
  const between = [...tables.querySelectorAll('[data-before]')].map(({ dataset, cells }) => ({
    from: dataset.before,
    to: dataset.after,
    count: number(dataset.count),
    sum: number(dataset.sum),
    half: dataset.half,
    words: `${cells[0].textContent.trim()}, then ${cells[1].textContent.trim()}: ${dataset.count} times, half within ${dataset.half}, ${cells[5].textContent.trim()} child-days`,
  }))
  const firsts = all.filter((one) => one.starts).map((one) => ({ from: START, to: one.id, count: one.starts, sum: 0, half: '', words: `First: ${one.words}, ${one.starts} cases` }))
  const lasts = all.filter((one) => one.ended).map((one) => ({ from: one.id, to: END, count: one.ended, sum: 0, half: '', words: `Closed with: ${one.words}, ${one.ended} cases` }))
  return [...firsts, ...between, ...lasts]
}

// The commonest line by which each step is come to from the root.
function roads (lines, root, near, far) {
  const found = new Map([[root, null]])
  const ranked = [...lines].sort(byCount)
  for (;;) {
    const next = ranked.find((one) => found.has(one[near]) && !found.has(one[far]))
    if (!next) return found
    found.set(next[far], next)
  }
}

// The commonest lines, up to a share of all, and those by which each of their steps has its way from start to end.
export function drawn (lines, share) {
  const all = total(lines)
  const kept = new Set()
  let covered = 0
  for (const one of [...lines].sort(byCount)) {
    if (kept.size >= MOST || covered >= all * share) break
    kept.add(one)
    covered += one.count
  }
  for (const [root, near, far] of [[START, 'from', 'to'], [END, 'to', 'from']]) {
    const way = roads(lines, root, near, far)
    for (const one of [...kept]) {
      for (let step = way.get(one[near]); step; step = way.get(step[near])) kept.add(step)
    }
  }
  return [...kept]
}

function wrapped (words) {
  const rows = ['']
  for (const word of words.split(/\s+/)) {
    const row = rows.at(-1)
    if (row && row.length + word.length >= WRAP) rows.push(word)
    else rows[rows.length - 1] = row ? `${row} ${word}` : word
  }
  return rows
}

function boxes (all, lines, width) {
  const used = new Set(lines.flatMap((one) => [one.from, one.to]))
  const named = [{ id: START, rows: ['Start'] }, ...all.map((one) => ({
    id: one.id,
    rows: [...wrapped(one.words), one.waiting ? `${one.happened}, ${one.waiting} waiting` : `${one.happened}`],
    isWaiting: one.waiting > 0,
  })), { id: END, rows: ['Closed'] }]
  return named.filter((one) => used.has(one.id)).map((one, place) => ({
    ...one,
    name: `n${place}`,
    width: Math.max(...one.rows.map(width)) + 2 * PAD,
    height: one.rows.length * LINE + 2 * PAD,
  }))
}

function graph (nodes, lines) {
  const names = new Map(nodes.map((one) => [one.id, one.name]))
  const inches = (points) => (points / POINTS).toFixed(3)
  return ['digraph {', 'rankdir=TB; nodesep=0.35; ranksep=0.45; node [shape=box fixedsize=true label=""];', 'edge [arrowhead=none fontname=Arial fontsize=14];',
    ...nodes.map((one) => `${one.name} [width=${inches(one.width)} height=${inches(one.height)}];`),
    ...lines.map((one) => `${names.get(one.from)} -> ${names.get(one.to)} [label="  ${one.count}  \\n  ${one.half}  " weight=${Math.ceil(Math.log2(one.count + 1))}];`),
    '}'].join('\n')
}

// Graphviz's plain form: numbers in inches from the lower left, in the order of what it was given.
function placed (plain) {
  const rows = plain.split('\n').map((row) => [...row.matchAll(/"([^"]*)"|\S+/g)].map((found) => found[1] ?? found[0]))
  const size = rows.find(([kind]) => kind === 'graph').map(Number)
  const point = (x, y) => [Number(x) * POINTS, (size[3] - Number(y)) * POINTS]
  const at = new Map(rows.filter(([kind]) => kind === 'node').map(([, name, x, y]) => [name, point(x, y)]))
  const ways = rows.filter(([kind]) => kind === 'edge').map(([, from, to, many, ...rest]) => {
    const points = Array.from({ length: Number(many) }, (_, place) => point(rest[2 * place], rest[2 * place + 1]))
    const after = rest.slice(2 * Number(many))
    return { from, to, points, label: point(after[1], after[2]) }
  })
  return { width: size[2] * POINTS, height: size[3] * POINTS, at, ways }
}

function made (name, attributes, ...inside) {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...inside)
  return element
}

const written = (rows, x, y, kind) => rows.map((row, place) =>
  made('text', { class: kind, x, y: y + (place - (rows.length - 1) / 2) * LINE + 5, 'text-anchor': 'middle' }, row))

function line (way, one, widest) {
  const [first, ...rest] = way.points.map((point) => point.map((part) => part.toFixed(1)).join(' '))
  const width = 1 + (WIDEST - 1) * Math.sqrt(one.sum / widest)
  return made('path', { class: 'goldthread-journey__line', d: `M${first} C${rest.join(' ')}`, 'stroke-width': width.toFixed(1), 'marker-end': 'url(#goldthread-arrow)' }, made('title', {}, one.words))
}

function picture (nodes, lines, plan) {
  const names = new Map(nodes.map((one) => [one.name, one.id]))
  const found = new Map(lines.map((one) => [`${one.from} ${one.to}`, one]))
  const widest = Math.max(1, ...lines.map((one) => one.sum))
  const arrow = made('marker', { id: 'goldthread-arrow', viewBox: '0 0 10 10', refX: 9, refY: 5, markerWidth: 12, markerHeight: 12, markerUnits: 'userSpaceOnUse', orient: 'auto' },
    made('path', { class: 'goldthread-journey__arrow', d: 'M0 0L10 5L0 10z' }))
  const ways = plan.ways.map((way) => [way, found.get(`${names.get(way.from)} ${names.get(way.to)}`)])
  return made('svg', { viewBox: `-8 -8 ${Math.ceil(plan.width) + 16} ${Math.ceil(plan.height) + 16}`, width: Math.ceil(plan.width) + 16, height: Math.ceil(plan.height) + 16, role: 'img', 'aria-label': `${lines.length} lines between ${nodes.length} steps. The tables say the same.`, 'aria-describedby': 'journey-covered' },
    made('defs', {}, arrow),
    ...ways.map(([way, one]) => line(way, one, widest)),
    ...nodes.flatMap((one) => {
      const [x, y] = plan.at.get(one.name)
      const kind = one.isWaiting ? 'goldthread-journey__step goldthread-journey__step--waiting' : 'goldthread-journey__step'
      return [made('rect', { class: kind, x: x - one.width / 2, y: y - one.height / 2, width: one.width, height: one.height, rx: one.id === START || one.id === END ? one.height / 2 : 3 }),
        ...written(one.rows, x, y, 'goldthread-journey__words')]
    }),
    ...ways.flatMap(([way, one]) => written([`${one.count}`, one.half].filter(Boolean), ...way.label, 'goldthread-journey__count')))
}

export function watchJourney (document) {
  const place = document.querySelector('[data-goldthread-journey]')
  const tables = document.getElementById('journey-tables')
  if (!place || !tables || !window.Worker) return
  const [slider, said, into] = [place.querySelector('input'), place.querySelector('[role=status]'), place.querySelector('.goldthread-journey')]
  const all = steps(tables)
  const lines = edges(tables, all)
  const ruler = document.createElement('canvas').getContext('2d')
  ruler.font = `${FONT}px ${window.getComputedStyle(said).fontFamily}`
  const width = (text) => ruler.measureText(text).width
  const worker = new Worker(place.dataset.goldthreadJourney)
  const asked = [] // what is being laid out: answers come in the order of asking
  const ask = () => {
    const kept = drawn(lines, number(slider.value) / 100)
    const nodes = boxes(all, kept, width)
    asked.push({ kept, nodes })
    worker.postMessage(graph(nodes, kept))
  }
  worker.onerror = () => { place.hidden = true }
  worker.onmessage = ({ data }) => {
    const { kept, nodes } = asked.shift()
    place.hidden = !data
    if (!data || asked.length) return
    into.replaceChildren(picture(nodes, kept, placed(data)))
    said.textContent = `${Math.round(100 * total(kept) / total(lines))}% of all that happened: ${kept.length} of ${lines.length} lines.`
  }
  if (lines.length <= FEW) slider.value = slider.max
  slider.addEventListener('change', ask)
  ask()
}
