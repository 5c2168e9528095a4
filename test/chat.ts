import '../src/zone.ts'
import { readFileSync } from 'node:fs'
import { play } from './play.ts'

/** `npm run chat -- FILE.chat …`: prints each conversation and its first difference; exit 1 where there is one. */
const paths = process.argv.slice(2)
if (paths.length === 0) {
  console.error('npm run chat -- FILE.chat …')
  process.exitCode = 2
}
for (const path of paths) {
  const { conversation, difference } = await played(path)
  console.log(`${paths.length > 1 ? `${path}\n` : ''}${conversation}`)
  if (difference === undefined) continue
  console.error(`\n${difference}`)
  process.exitCode = 1
}

async function played(path: string): ReturnType<typeof play> {
  try {
    return await play(readFileSync(path, 'utf8'), { path })
  } catch (error) {
    return { conversation: '', difference: error instanceof Error ? `${path}: ${error.message}\n${cause(error)}` : String(error) }
  }
}

function cause(error: Error): string {
  const deepest = error.cause instanceof Error ? error.cause : undefined
  return deepest?.cause instanceof Error ? cause(deepest) : (deepest?.stack ?? error.stack ?? '')
}
