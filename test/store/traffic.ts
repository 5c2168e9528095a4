import { writeSync } from 'node:fs'
import type { Instant } from '../../src/domain/calendar.ts'
import type { Fact } from '../../src/domain/state/facts.ts'
import type { Ledger, Snapshot } from '../../src/ports.ts'
import { files } from '../../src/store/files.ts'
import { aCase, aLine, aPerson, commit, news, putCase, putPerson, raised, START } from './sample.ts'

// A process to be killed: commits without end, and says on its output which were acknowledged.
//   traffic.ts FOLDER EVERY         from the number after the last one stored, with a compaction every so many commits
//   traffic.ts FOLDER EVERY list    says which numbers are stored, whole

/** All but the newest 25 cases may leave the state at a compaction. */
export const terms = {
  clock: (): Instant => START,
  ended: (docs: Snapshot['docs']): readonly string[] => [...docs.case.keys()].slice(0, -25).map((key) => `#${key}`),
}

/** The record of a case: in the state, in the archive, or part in each. */
export const recordOf = async (ledger: Ledger, number: number): Promise<readonly Fact[]> => {
  const hot = ledger.now.facts.get(`#${number}`) ?? []
  const cold = (await ledger.archived(`#${number}`))?.facts ?? []
  const told = new Set(cold.map((fact) => JSON.stringify(fact)))
  return [...cold, ...hot.filter((fact) => !told.has(JSON.stringify(fact)))]
}

/** All of the commit that raised a case is there. */
export const isWhole = async (ledger: Ledger, number: number): Promise<boolean> => {
  const types = (await recordOf(ledger, number)).map(({ type }) => type)
  const { ids, outbox } = ledger.now
  return (
    types[0] === 'case-raised' && types[1] === 'news-given' && ids.has(`m${number}`) && outbox.has(`${number}/raised`)
  )
}

const say = (word: string): void => void writeSync(1, `${word}\n`)

/** Case `number`, with all that a commit can hold; some bring a case back from the archive. */
const raise = async (ledger: Ledger, number: number): Promise<void> => {
  const again = number % 7 === 0 ? number - 60 : 0
  const old = again > 0 ? await ledger.archived(`#${again}`) : undefined
  highest = Math.max(highest, number)
  await ledger.commit(
    commit({
      puts: [putCase(aCase(number)), putPerson(aPerson('last', { name: String(highest) })), ...(old?.puts ?? [])],
      facts: [raised(number), news(number, '已联系维保'), ...(old ? [news(again, `又坏了 ${number}`)] : [])],
      lines: [aLine(`${number}/raised`)],
      ids: [`m${number}`],
    }),
  )
  say(old ? `${number} again ${again}` : String(number))
  ledger.mark({ key: `${number}/raised`, mark: 'said', at: START })
}
let highest = 0

const last = (ledger: Ledger): number => Number(ledger.now.docs.person.get('last')?.name ?? 0)

const traffic = async (ledger: Ledger): Promise<never> => {
  let number = last(ledger)
  const speaker = async (): Promise<never> => {
    for (;;) await raise(ledger, ++number)
  }
  return Promise.race(Array.from({ length: 6 }, speaker))
}

const list = async (ledger: Ledger): Promise<void> => {
  for (let number = 1; number <= last(ledger); number++) if (await isWhole(ledger, number)) say(String(number))
}

const [, script, dir, every, how] = process.argv
if (dir !== undefined && script?.endsWith('traffic.ts')) {
  try {
    const store = await files({ dir, ...terms, every: Number(every), log: (sentence) => say(`mended: ${sentence}`) })
    const ledger = await store.open('demo')
    say('open')
    await (how === 'list' ? list(ledger) : traffic(ledger))
  } catch (error) {
    say(`refused: ${error instanceof Error ? error.message : String(error)}`)
  }
  process.exit() // as a crash: nothing is closed
}
