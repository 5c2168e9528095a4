import { matterNamed } from '../domain/audit.ts'
import { dayOf, type Instant, isQuiet, MINUTE } from '../domain/calendar.ts'
import type { Waiting } from '../domain/state/community.ts'
import type { Log } from '../ports.ts'
import type { Table } from './table.ts'

/** What was due in a community when the beat began. */
export type Begun = readonly [table: Table, due: readonly Waiting[]]

/**
 * Looks after each beat whether everything open has a next due action (G4), and whether what was due is done. It costs
 * what is due, not what is open.
 */
export class Audit {
  readonly #tables: readonly Table[]
  readonly #log: Log
  /** What was due at the last beat and still is. */
  readonly #stuck = new Map<Table, readonly Waiting[]>()
  readonly #told = new Map<Table, string>()

  constructor(tables: readonly Table[], log: Log) {
    this.#tables = tables
    this.#log = log
  }

  /** How much of what was due was not done. */
  get stuck(): number {
    let count = 0
    for (const all of this.#stuck.values()) count += all.length
    return count
  }

  async look(begun: readonly Begun[], hearing: boolean, at: Instant): Promise<void> {
    this.#stuck.clear()
    for (const [table, due] of begun) {
      if (table.broken !== undefined) continue
      const stuck = stillDue(table, due).filter(
        (one) => !mayWait({ stored: table.stored, is: table.is, now: table.now() }, one, hearing),
      )
      if (stuck.length > 0) this.#stuck.set(table, stuck)
    }
    for (const table of this.#tables)
      if (table.stored.unattended.size > 0 || this.#stuck.has(table)) await this.#tell(table, at)
      else if (this.#told.size > 0) this.#told.delete(table)
  }

  /** Once a day, and when there is more. */
  async #tell(table: Table, at: Instant): Promise<void> {
    const { unattended } = table.stored
    const stuck = (this.#stuck.get(table) ?? []).map(matterNamed)
    const matters = [...new Set([...unattended.keys(), ...stuck])]
    const told = `${dayOf(at)} ${matters.join()}`
    if (this.#told.get(table) === told) return
    this.#told.set(table, told)
    const err = [...unattended.values()].find((error) => error !== undefined)
    this.#log.error(
      { community: table.id, matters, stuck, ...(err === undefined ? {} : { err }) },
      'open matters have no next action, or were not attended to',
    )
    await table.enqueue({ type: 'audited', matters: matters.filter((matter) => /^[#PR]\d/.test(matter)), at })
  }
}

/**
 * Without hearing a poll waits with its close, as it does for the votes of the last moment; a saying to all that was missed
 * waits for the morning. A case never waits.
 */
function mayWait({ stored, is, now }: Waited, { kind, key }: Waiting, hearing: boolean): boolean {
  if (kind === 'case') return false
  if (kind === 'reminder' && isQuiet(now, is.settings)) return true
  const closes = kind === 'poll' ? stored.get('poll', key)?.closes : undefined
  return !hearing || (closes !== undefined && closes <= now && now < closes + MINUTE)
}
type Waited = Pick<Table, 'stored' | 'is'> & { readonly now: Instant }

function stillDue({ stored }: Table, due: readonly Waiting[]): readonly Waiting[] {
  if (due.length === 0) return []
  const before = new Map(due.map(({ kind, key, at }) => [`${kind} ${key}`, at]))
  return stored.due(Math.max(...before.values())).filter(({ kind, key, at }) => before.get(`${kind} ${key}`) === at)
}
