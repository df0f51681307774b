// What pages gain when scripts run. Every page works without this file.

import {
  Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, PasswordInput, Radios, ServiceNavigation, SkipLink,
  createAll,
} from 'govuk-frontend'

import { watchAsked } from './asked.js'
import { watchBoard } from './board.js'
import { watchChanges } from './changes.js'
import { watchConcern } from './concern.js'
import { watchContents } from './contents.js'
import { watchCover } from './cover.js'
import { watchDesk } from './desk.js'
import { watchIdle } from './idle.js'
import { watchJourney } from './journey.js'
import { watchHits, watchKeys } from './keys.js'
import { openOnPrint } from './printing.js'
import { watchQueue } from './queue.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
const parts = [
  Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, PasswordInput, Radios, ServiceNavigation, SkipLink,
]
parts.forEach((part) => createAll(part))

const cover = watchCover(document)
watchIdle(document, cover)
watchAsked(document)
watchBoard(document)
watchChanges(document)
watchKeys(document)
watchHits(document)
openOnPrint(document)
watchContents(document)
watchConcern(document)
watchQueue(document)
watchJourney(document)
watchDesk(document)

// A fragment that HTMX brings in gets the same behaviour as a page that was loaded whole.
document.addEventListener('htmx:load', ({ target }) => {
  if (target !== document.body) parts.forEach((part) => createAll(part, {}, target))
})
