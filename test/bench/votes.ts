import { join } from 'node:path'
import { archived } from './archive.ts'
import { enter, house } from './house.ts'
import { type Bench, judged } from './line.ts'
import { median, quantile } from './numbers.ts'
import { profile } from './profile.ts'
import type { Saying } from './stream.ts'
import { villages } from './village.ts'
import { appended, arrivals, Watch } from './watch.ts'

/** W3: 500 households vote within 5 s in one poll of a community that has an archive, and each is stored. */
export const votes: Bench = async ({ quick, folder, print }) => {
  const [cases, voters, seconds] = quick ? [1000, 30, 0.3] : [100_000, 500, 5]
  const all = villages(1, voters)
  const [village] = all
  if (!village) return
  const dir = join(folder, 'votes')
  const watch = new Watch()
  const at = await house({ dir, villages: all, through: (ledger) => watch.through(ledger) })
  await enter(at, all)
  await archived(folder, join(dir, village.is.id), cases)
  let turn = 0
  let said = 0
  const round = async (): Promise<void> => {
    const saying = (number: number): Saying => ({
      village,
      from: village.residents[number % voters] ?? '',
      text: ['1', '2', '赞成'][(number + turn) % 3] ?? '1',
      called: false,
      kind: 'vote',
    })
    await arrivals(voters / seconds, seconds, 30 + turn, (since) =>
      watch.hears(at, `vote-${said}`, saying(said++), since),
    )
    await at.desk.settled()
    turn++
  }
  await round()
  watch.took.length = 0
  const before = said
  const bare: number[] = []
  for (let again = 0; again < (quick ? 1 : 3); again++) {
    await round()
    bare.push(...(await appended(dir, median(watch.bytes), voters / seconds, seconds, 40 + again)))
  }
  const baseline = quantile(bare, 0.99)
  const value = quantile(watch.took, 0.99)
  const line = judged(
    {
      bench: 'W3',
      metric: 'vote-to-settled',
      value,
      unit: 'ms (p99)',
      baseline,
      ratio: value / baseline,
      median: median(watch.took),
      longest: Math.max(...watch.took),
      votes: said - before,
      settled: watch.took.length,
      note: `rounds of ${voters} votes in ${seconds} s at random moments, in one poll; ${cases} archived cases; beside: an append of as many bytes and its sync`,
    },
    ['<', 10],
  )
  print(line)
  if (!line.met) for (const part of await profile('W3', 'vote-to-settled', round)) print(part)
  await at.close()
}
