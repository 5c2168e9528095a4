import { type SpawnOptions, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, relative } from 'node:path'

/** One part of `npm test`, each check counting as one. */
interface Outcome {
  readonly part: string
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly seconds: number
  /** What failed, a line each. */
  readonly names?: readonly string[]
}

const root = join(import.meta.dirname, '..')
const fast = process.argv.includes('fast')
const env = {
  ...process.env,
  PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
  TZ: 'Asia/Shanghai',
  ...(fast && { XIAOYI_TESTS: 'fast' }),
}

/** Runs a command of the project. @returns its exit code and, where it is caught, what it wrote. */
function run(
  command: string,
  args: readonly string[],
  stdout: 'inherit' | 'pipe' = 'inherit',
): Promise<{ code: number; text: string }> {
  const options: SpawnOptions = { cwd: root, env, stdio: ['ignore', stdout, 'inherit'] }
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, options)
    const chunks: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, text: Buffer.concat(chunks).toString('utf8') }))
  })
}

async function check(part: string, passes: () => Promise<boolean>): Promise<Outcome> {
  console.log(`\n── ${part}`)
  const start = performance.now()
  const passed = await passes()
  return {
    part,
    passed: passed ? 1 : 0,
    failed: passed ? 0 : 1,
    skipped: 0,
    seconds: (performance.now() - start) / 1000,
  }
}

const quiet = async (command: string, ...args: string[]): Promise<boolean> => (await run(command, args)).code === 0

/** Without TypeScript's programming interface dependency-cruiser sees no module at all, and reports no violation. */
async function layers(): Promise<boolean> {
  const args = ['src', 'test', '--config', '.dependency-cruiser.cjs', '--output-type']
  const { code } = await run('depcruise', [...args, 'err'])
  const { text } = await run('depcruise', [...args, 'json'], 'pipe')
  const { modules } = JSON.parse(text) as { modules: readonly { readonly source: string }[] }
  const ours = modules.filter(({ source }) => source.startsWith('src/')).length
  console.log(`${ours} modules of src/ looked at`)
  return code === 0 && ours > 0
}

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages?: readonly string[]
    }[]
  }[]
}

/** A file that cannot be loaded, and an error outside of any test, count as one failure each. */
async function tests(): Promise<Outcome> {
  console.log(`\n── tests${fast ? ' (without browsers and processes)' : ''}`)
  const start = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'xiaoyi-tests-'))
  const file = join(folder, 'report.json')
  const { code } = await run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
  const report: Report | undefined = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  rmSync(folder, { recursive: true })
  const unloaded = (report?.testResults ?? []).filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  ).length
  const failed = (report?.numFailedTests ?? 0) + unloaded
  return {
    part: 'tests',
    passed: report?.numPassedTests ?? 0,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    seconds: (performance.now() - start) / 1000,
    names: (report?.testResults ?? []).flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages = [] }) => {
          const [why = ''] = failureMessages.join(' ').split('\n', 1)
          return `${relative(root, name)}: ${fullName}: ${why.slice(0, 300)}`
        }),
    ),
  }
}

const outcomes = [
  await check('types', () => quiet('tsc')),
  await check('format and lint', () => quiet('biome', 'check')),
  await check('unused code', () => quiet('knip')),
  await check('layers', layers),
  await tests(),
]

const total = (count: 'passed' | 'failed' | 'skipped') => outcomes.reduce((sum, outcome) => sum + outcome[count], 0)
console.log()
for (const { part, passed, failed, seconds, names = [] } of outcomes) {
  const result = failed > 0 ? `${failed} failed` : passed > 1 ? `${passed} passed` : 'passed'
  console.log(`${failed > 0 ? '✗' : '✓'} ${part}: ${result} (${seconds.toFixed(1)} s)`)
  for (const name of names) console.log(`✗ ${name}`)
}
console.log(
  `\n${total('passed')} passed, ${total('failed')} failed${total('skipped') > 0 ? `, ${total('skipped')} skipped` : ''}`,
)
process.exitCode = total('failed') > 0 || total('passed') === 0 ? 1 : 0
