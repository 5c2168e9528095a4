import '../src/zone.ts'
import { readFileSync } from 'node:fs'
import { play } from './player/play.ts'

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
    if (!(error instanceof Error)) throw error
    const unread = 'syscall' in error && 'path' in error && error.path === path
    return {
      conversation: '',
      difference: unread ? `${path}: cannot be read` : `${path}: ${error.message}\n${trace(error)}`,
    }
  }
}

/** Where the program failed first: a bug, no difference of the transcript. */
function trace(error: Error): string {
  return error.cause instanceof Error ? trace(error.cause) : (error.stack ?? '')
}
