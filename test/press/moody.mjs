import { parentPort } from 'node:worker_threads'

let count = 0
parentPort.on('message', ({ sheet: { name } }) => {
  if (name === 'hangs') return
  if (name === 'spins') for (;;);
  if (name === 'throws') throw new Error('a bug')
  if (name === 'exits') process.exit(3)
  if (name === 'fails') parentPort.postMessage({ failed: 'a reason' })
  else parentPort.postMessage({ drawn: { name, bytes: new TextEncoder().encode(String(count)) } })
  count++
})
