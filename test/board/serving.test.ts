import { expect, onTestFinished, test } from 'vitest'
import { serve } from '../../src/board/serving.ts'
import { stage } from './stage.ts'

const here = { host: '127.0.0.1', port: 0 }

test('the board answers at the address that is printed', async () => {
  const { url, close } = await serve(stage().app, here)
  onTestFinished(close)
  expect((await fetch(`${url}healthz`)).status).toBe(200)
})

test('a port in use is one clear sentence', async () => {
  const { app } = stage()
  const { url, close } = await serve(app, here)
  onTestFinished(close)
  const port = Number(new URL(url).port)
  await expect(serve(app, { ...here, port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is already in use: stop the program that holds it, or set PORT to another number.`,
  )
})

test('an address that the machine lacks is one clear sentence', async () => {
  await expect(serve(stage().app, { host: '192.0.2.1', port: 0 })).rejects.toThrow(
    'This machine has no address 192.0.2.1',
  )
})

test('closing ends the event streams too', async () => {
  const { url, close } = await serve(stage().app, here)
  const events = await fetch(`${url}sim/events`)
  await close()
  await expect(events.text()).rejects.toThrow()
})
