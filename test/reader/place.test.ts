import { describe, expect, test } from 'vitest'
import type { Place, Reading } from '../../src/domain/heard/reading.ts'
import { open } from '../../src/reader/gate.ts'
import { RULES, reader } from '../../src/reader/reader.ts'
import { words } from '../../src/reader/text/normal.ts'
import { dwellingParts, householdIn, placeIn } from '../../src/reader/trouble/place.ts'
import { heard, vocabulary } from './hear.ts'

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
  ['三栋二单元五楼', { building: '3', unit: '2', floor: '5' }],
  ['3#2-501', { building: '3', unit: '2', room: '501' }],
  ['3栋2-501', { building: '3', unit: '2', room: '501' }],
  ['3号楼2门501', { building: '3', unit: '2', room: '501' }],
  ['3#停水了', { building: '3' }],
  ['3幢', { building: '3' }],
  ['三期5栋', { building: '3期5' }],
  ['二区8栋1单元', { building: '2区8', unit: '1' }],
  ['A区3栋2单元', { building: 'A区3', unit: '2' }],
  ['小区3栋', { building: '3' }],
  ['东区停水', { named: '东区' }],
  ['地库的灯', { named: '地库' }],
  ['3、4、5栋都停了', { building: '3', also: ['4', '5'] }],
  ['3栋、4栋和5栋没水', { building: '3', also: ['4', '5'] }],
  ['3栋,4栋,5栋都没电', { building: '3', also: ['4', '5'] }],
  ['2、3号楼', { building: '2', also: ['3'] }],
  ['1到4栋停电', { building: '1', also: ['2', '3', '4'] }],
  ['1-3栋停电', { building: '1', also: ['2', '3'] }],
  ['三四栋停水', { building: '3', also: ['4'] }],
  ['3栋2单元、4栋1单元', { building: '3', unit: '2', also: ['4'] }],
  ['3栋1、2单元', { building: '3' }],
  ['第三村民小组', { named: '3组' }],
  ['白湾村三组', { named: '3组' }],
  ['3社张家湾', { named: '3社张家湾' }],
  ['2队的堰', { named: '2队' }],
  ['5组水沟堵了', { named: '5组' }],
  ['李家沟的路', { named: '李家沟' }],
  ['王家坳', { named: '王家坳' }],
  ['老院子的灯', { named: '老院子' }],
]

test.each(PLACES)('「%s」', (said, place) => {
  expect(placeIn(words(said).text)?.place).toEqual(place)
})

describe('no place', () => {
  test.each([
    '27元一斤',
    '三天了',
    '2024',
    '早上好',
    '接孩子',
    '27号',
    '25号停水',
    '1#电梯',
    '一座桥',
    '3组织',
    '5社区',
    '七八点来',
  ])('「%s」', (said) => {
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
    ['3#2-501', '3-2-501'],
    ['3栋2-501', '3-2-501'],
  ])('「%s」 is %s', (said, id) => {
    expect(householdIn(words(said).text, vocabulary.households)).toBe(id)
  })

  test('a building alone is none', () => {
    expect(householdIn('3栋', vocabulary.households)).toBeUndefined()
  })
})

describe('a place that the community knows', () => {
  const places = [
    { name: '文化广场', words: ['文化广场', '坝坝'] },
    { name: '2号门', words: ['2号门', '后门'] },
    { name: '耿家院子', words: ['耿家院子', '耿院'] },
  ]
  test.each([
    ['坝坝的灯', { named: '文化广场' }],
    ['后门的道闸', { named: '2号门' }],
    ['3栋后门', { building: '3', named: '2号门' }],
    ['耿院沟沟堵起', { named: '耿家院子' }],
    ['东门', { named: '东门' }],
  ])('「%s」', (said, place) => {
    expect(placeIn(words(said).text, places)?.place).toEqual(place)
  })

  test('speaks for a trouble as any other place does, before the gate and behind it', () => {
    for (const read of [reader(), reader(open(RULES))]) {
      const told = (known: typeof vocabulary) =>
        [...(read.read(heard('坝坝那里积水了'), known) as readonly Reading[])].map(
          (one) => 'trouble' in one && one.trouble.place,
        )
      expect(told({ ...vocabulary, places })).toEqual([{ named: '文化广场' }])
      expect(told(vocabulary)).not.toContainEqual({ named: '文化广场' })
    }
  })
})

test.each([
  ['3#2-501漏水', ['2-501']],
  ['3栋2-501漏水', ['2-501']],
  ['3号楼2门501漏水', ['501']],
  ['3-2-501漏水', ['-501']],
  ['#1234怎么样了', []],
])('what tells the dwelling in 「%s」 is %o', (said, parts) => {
  expect(dwellingParts(said).map(({ from, to }) => said.slice(from, to))).toEqual(parts)
})
