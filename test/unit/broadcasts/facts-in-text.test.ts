import { describe, expect, it } from 'vitest'
import { datesIn, daysIn, hoursIn, linksIn, numbersIn, sumsIn } from '../../../src/broadcasts/facts-in-text.ts'

describe('facts in a text', () => {
  it.each([
    ['thứ Bảy, ngày 05/12/2026', ['2026-12-05']],
    ['5-12-26 và 6.12.2026', ['2026-12-05', '2026-12-06']],
    ['ngày 5 tháng 12 năm 2026', ['2026-12-05']],
    ['31/02/2026', []],
  ])('reads the full dates of "%s"', (text, dates) => expect(datesIn(text)).toEqual(dates))

  it.each([
    ['họp ngày 5/12 nhé', ['12-05']],
    ['05/12/2026', ['12-05']],
    ['ngày 8 tháng 12', ['12-08']],
    ['20/30 phút', []],
  ])('reads the days of "%s"', (text, days) => expect(daysIn(text)).toEqual(days))

  it.each([
    ['8 giờ 30, thứ Bảy', ['08:30']],
    ['lúc 8h30', ['08:30']],
    ['08:30', ['08:30']],
    ['19h, 7:30 pm, 12 noon', ['19:00', '19:30', '12:00']],
    ['17 giờ, ngày 03/12', ['17:00']],
    ['8 giờ 05/12/2026', ['08:00']],
    ['8 giờ 30'.normalize('NFD'), ['08:30']],
    ['25 giờ; 5 gói', []],
  ])('reads the hours of "%s"', (text, hours) => expect(hoursIn(text)).toEqual(hours))

  it.each([
    ['gọi 024 3825 1234', ['02438251234']],
    ['+84 912 345 678', ['0912345678']],
    ['STK 1903.6488.8888.88 Techcombank', ['19036488888888']],
    ['mã 204 812, ngày 05/12/2026, 05.12.2026', []],
  ])('reads telephones and accounts of "%s"', (text, numbers) => expect(numbersIn(text)).toEqual(numbers))

  it.each([
    ['xem https://vneid-capnhat.xyz/a?b=1.', ['vneid-capnhat.xyz']],
    ['vào bit.ly/abc hoặc WWW.Hanoi.gov.vn', ['bit.ly', 'hanoi.gov.vn']],
    ['P. Cửa Nam, TP. Hà Nội', []],
  ])('reads the links of "%s"', (text, links) => expect(linksIn(text).toSorted()).toEqual(links.toSorted()))

  it.each([
    ['nộp 200.000 đồng', ['200.000đồng']],
    ['phí 200k, 2 triệu', ['200k', '2triệu']],
    ['5 đường, 12 đại biểu', []],
  ])('reads the sums of "%s"', (text, sums) => expect(sumsIn(text)).toEqual(sums))
})
