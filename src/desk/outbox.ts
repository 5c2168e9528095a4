import { dayOf, type Instant, instant } from '../domain/calendar.ts'
import { photosOf } from '../domain/say/announce.ts'
import { places, sayAt, takesPlace } from '../domain/say/manners.ts'
import { paperOf, receiptFor } from '../domain/say/paper.ts'
import type { Line, Room } from '../domain/state/community.ts'
import type { Due, Outbox, Press, Unsaid } from '../ports.ts'
import type { Composing } from './composing.ts'
import type { Table } from './table.ts'

/** What waits to be said in all communities, with the WeChat addresses it goes to. */
export const outbox = (tables: readonly Table[], composing: Composing, press?: Press): Outbox => ({
  due(now) {
    const due: Due[] = []
    for (const table of tables) {
      const at = Math.max(now, table.now())
      const hasPlace = places(table.stored, (room) => saidToday(table, room, at))
      for (const line of table.lines.unsaid()) {
        if (sayAt(table.stored, line, at) > at || table.lines.isVoid(line)) continue
        const to = address(table, line)
        const shown = to && shownAs(table, line, { composing, press })
        if (shown && hasPlace(line))
          due.push({
            community: table.id,
            attempts: table.lines.attempts(line.key),
            to,
            mention: called(table, line),
            ...shown,
          })
      }
    }
    return due
  },
  async mark(community, mark) {
    const table = tables.find(({ id }) => id === community)
    table?.ledger.mark(mark)
    if (mark.mark === 'said' || mark.mark === 'dropped') table?.lines.settled(mark.key)
    await table?.written()
  },
  sent: (since) =>
    tables
      .flatMap((table) => [...table.ledger.now.outbox.values()].flatMap((unsaid) => sendings(table, unsaid, since)))
      .sort((a, b) => a.at - b.at),
})

/** Of those that take a place in its day. */
function saidToday({ stored, ledger }: Table, room: string, now: Instant): number {
  const today = instant(dayOf(now), '00:00')
  let count = 0
  for (const { line, saidAt = 0 } of ledger.now.outbox.values())
    if (saidAt >= today && 'room' in line.to && line.to.room === room && takesPlace(stored, line)) count++
  return count
}

/** When each went at the latest: of one whose fate is unknown that is now. */
const sendings = (table: Table, unsaid: Unsaid, since: Instant): ReturnType<Outbox['sent']> => {
  const { line, attemptedAt, before = [], attempts, saidAt } = unsaid
  const to = line.to
  const place = 'room' in to ? to.room : 'person' in to ? table.stored.get('person', to.person)?.contact : undefined
  if (attemptedAt === undefined || attemptedAt < since || place === undefined) return []
  return [...before, saidAt ?? (attempts > 0 ? table.now() : attemptedAt)].map((at) => ({ place, at }))
}

/** A card is worked out now. None: there is nothing to be said of it any more, or nothing that can draw it. */
function shownAs(
  table: Table,
  line: Line,
  { composing, press }: { readonly composing: Composing; readonly press: Press | undefined },
): Pick<Due, 'line' | 'file'> | undefined {
  const { stored, ledger } = table
  const { card, to } = line
  if (!card) return { line }
  if (card.card === 'summary' || card.card === 'polish') return inWords(line, composing.text(table, line, card))
  if (card.card === 'receipt')
    return inWords(line, 'person' in to ? receiptFor(stored, card.poll, to.person) : undefined)
  if (card.card === 'photos') return shownPhotos({ stored, ledger }, line, card.case, press)
  return (
    press && {
      line,
      file: async () => {
        const matter = 'poll' in card ? `P${card.poll}` : ''
        const paper = paperOf(stored, card, ledger.now.facts.get(matter))
        if (!paper) throw new Error(`${matter} is not there any more`)
        return press.draw(paper)
      },
    }
  )
}

const inWords = (line: Line, text: string | undefined): Pick<Due, 'line'> | undefined =>
  text === undefined ? undefined : { line: { ...line, text } }

/** None while a photo is on its way. */
function shownPhotos(
  { stored, ledger }: Pick<Table, 'stored' | 'ledger'>,
  line: Line,
  number: number,
  press: Press | undefined,
): Pick<Due, 'line' | 'file'> | undefined {
  const photos = photosOf(stored, number)
  if (photos === 'waits' || !press) return undefined
  return {
    line,
    file: async () => {
      if (!photos) throw new Error(`#${number} has no photos to be shown any more`)
      const read = async ({ label, photos: names }: (typeof photos.sides)[number]) => ({
        label,
        photos: await Promise.all(names.map((name) => ledger.file(name))),
      })
      return press.draw({ photos: { ...photos, sides: await Promise.all(photos.sides.map(read)) } })
    },
  }
}

/** None while the person cannot be written to: only friends can. */
function address({ stored }: Table, { to }: Line): Due['to'] | undefined {
  if ('room' in to) return inRoom(stored.get('room', to.room)) ? to : undefined
  if ('community' in to) return undefined // the post takes it
  const person = stored.get('person', to.person)
  return person?.friend && person.contact !== undefined ? { contact: person.contact } : undefined
}

const inRoom = (room: Room | undefined): boolean => room !== undefined && !room.left

const called = ({ stored }: Table, { mention }: Line): Due['mention'] =>
  mention.flatMap((key) => {
    const person = stored.get('person', key)
    return person?.contact === undefined || person.uncalled ? [] : [{ contact: person.contact, name: person.name }]
  })
