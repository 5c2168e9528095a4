import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { files } from '../../src/store/files.ts'
import { type Kept, memory } from '../../src/store/memory.ts'
import { contract } from './contract.ts'

contract('memory', async () => {
  const kept: Kept = new Map()
  return { open: async (terms) => memory({ kept, ...terms }), leave: async () => undefined }
})

contract('files', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'xiaoyi-store-'))
  return { open: (terms) => files({ dir, ...terms }), leave: () => rm(dir, { recursive: true }) }
})
