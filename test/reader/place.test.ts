import { describe, expect, test } from 'vitest'
import type { Place } from '../../src/domain/heard/reading.ts'
import { words } from '../../src/reader/normal.ts'
import { householdIn, placeIn } from '../../src/reader/place.ts'
import { vocabulary } from './hear.ts'

const PLACES: readonly (readonly [said: string, place: Place])[] = [
  ['3栋2单元501', { building: '3', unit: '2', room: '501' }],
  ['三栋二单元', { building: '3', unit: '2' }],
  ['３棟２單元', { building: '3', unit: '2' }],
  ['3号楼', { building: '3' }],
  ['12幢', { building: '12' }],
  ['A座', { building: 'A' }],
  ['十二栋', { building: '12' }],
  ['3-2-501', { building: '3', unit: '2', room: '501' }],
  ['2单元', { unit: '2' }],
  ['3栋15楼', { building: '3', floor: '15' }],
  ['3栋2单元电梯口的灯', { building: '3', unit: '2', named: '电梯口' }],
  ['5组耿家院子', { named: '5组耿家院子' }],
  ['五组的路', { named: '5组' }],
  ['耿家院子', { named: '耿家院子' }],
  ['地下车库进水', { named: '地下车库' }],
  ['东门的道闸', { named: '东门' }],
  ['2号门', { named: '2号门' }],
  ['小区门口', { named: '小区门口' }],
]

test.each(PLACES)('「%s」', (said, place) => {
  expect(placeIn(words(said).text)?.place).toEqual(place)
})

describe('no place', () => {
  test.each(['27元一斤', '三天了', '2024', '早上好', '接孩子'])('「%s」', (said) => {
    expect(placeIn(said)).toBeUndefined()
  })
})

describe('a household', () => {
  test.each([
    ['3栋2单元501', '3-2-501'],
    ['三栋二单元501室', '3-2-501'],
    ['3-2-501', '3-2-501'],
    ['5组耿家院子12号', '5组-耿家院子-12'],
    ['9栋1单元202', '9-1-202'],
  ])('「%s」 is %s', (said, id) => {
    expect(householdIn(words(said).text, vocabulary.households)).toBe(id)
  })

  test('a building alone is none', () => {
    expect(householdIn('3栋', vocabulary.households)).toBeUndefined()
  })
})
