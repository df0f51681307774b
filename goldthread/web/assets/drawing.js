// Lays out a graph for journey.js: Graphviz, compiled, whole in this file. It fetches nothing, and what it is sent are
// numbers and lengths of time, never a word of a step.

import { Graphviz } from '@hpcc-js/wasm-graphviz'

const loading = Graphviz.load()

self.onmessage = async ({ data }) => {
  const plain = await loading.then((graphviz) => graphviz.layout(data, 'plain', 'dot')).catch(() => '')
  self.postMessage(plain)
}
