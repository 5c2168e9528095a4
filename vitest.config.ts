import { defineConfig } from 'vitest/config'

// before the workers start: whatever the machine says, times are shown in one zone
process.env.TZ = 'Asia/Shanghai'

/** Those that start browsers and processes; `npm test -- fast` leaves them out. */
const slow = [
  'test/{browser,process,bench}/**',
  'test/**/{browser,process}.test.ts',
  'test/store/{kill,full}.test.ts',
  'test/simulation/long.test.ts',
  'test/soak/soak.test.ts',
]
const fast = process.env.XIAOYI_TESTS === 'fast'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: fast ? slow : [],
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
