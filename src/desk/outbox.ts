import type { Line } from '../domain/community.ts'
import type { Due, Outbox } from '../ports.ts'
import type { Table } from './table.ts'

const rank = ({ line }: Due): number => (line.urgent ? 0 : line.asked ? 1 : 2)

/** What waits to be said in all communities, with the WeChat addresses it goes to. */
export const outbox = (tables: readonly Table[]): Outbox => ({
  due(now) {
    const due: Due[] = []
    for (const table of tables)
      for (const line of table.unsaid()) {
        if (line.notBefore > now || table.isVoid(line)) continue
        const to = address(table, line)
        if (to)
          due.push({ community: table.id, line, attempts: table.attempts(line.key), to, mention: called(table, line) })
      }
    return due.sort((a, b) => rank(a) - rank(b))
  },
  mark(community, mark) {
    const table = tables.find(({ id }) => id === community)
    table?.ledger.mark(mark)
    if (mark.mark !== 'attempt') table?.settledLine(mark.key)
  },
})

/** None while the person cannot be written to: only friends can. */
function address({ stored }: Table, { to }: Line): Due['to'] | undefined {
  if ('room' in to) return stored.get('room', to.room) ? to : undefined
  const person = stored.get('person', to.person)
  return person?.friend && person.contact !== undefined ? { contact: person.contact } : undefined
}

const called = ({ stored }: Table, { mention }: Line): Due['mention'] =>
  mention.flatMap((key) => {
    const person = stored.get('person', key)
    return person?.contact === undefined || person.uncalled ? [] : [{ contact: person.contact, name: person.name }]
  })
