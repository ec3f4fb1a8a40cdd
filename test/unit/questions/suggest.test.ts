import { expect, test } from 'vitest'
import { readyTopics, suggest } from '../../../src/questions/triage/suggest.ts'

const topic = (id: string, position: number, words: string[], isSensitive = false) => ({
  id,
  position,
  words,
  isSensitive,
})
const ready = readyTopics([
  topic('hygiene', 1, ['rác', 'đổ rác', 'thu gom rác', 'mùi hôi', 'cống', 'nước thải']),
  topic('roads', 2, ['đường', 'ổ gà', 'mặt đường', 'vỉa hè hỏng', 'đèn đường', 'ngập', 'nắp cống']),
  topic('order', 3, ['vỉa hè', 'lấn chiếm', 'lòng đường', 'chợ cóc']),
  topic('clearance', 6, ['giải phóng mặt bằng', 'GPMB', 'đền bù', 'tái định cư', 'thu hồi đất']),
  topic('utilities', 8, ['mất điện', 'tiền điện', 'nước sạch', 'mất nước']),
  topic('health', 10, ['BHYT', 'trạm y tế', 'khám bệnh']),
  topic('procedures', 12, ['thủ tục', 'một cửa', 'CCCD', 'sáp nhập']),
  topic('disputes', 19, ['tranh chấp', 'lấn đất', 'ranh giới'], true),
])

test.each([
  ['Rác ở đầu ngõ 3 ngày chưa ai dọn, mùi hôi lắm', 'hygiene', ['Rác', 'mùi hôi']],
  ['rac o dau ngo 3 ngay chua ai don, mui hoi lam', 'hygiene', ['rac', 'mui hoi']],
  ['Rác ở đầu ngõ, mùi hôi'.normalize('NFD'), 'hygiene', ['Rác', 'mùi hôi']],
  ['ddèn ddường hẻm 12 hư cả tháng', 'roads', ['ddèn ddường']],
  ['dden dduwowngf ngox 5 hong roi', 'roads', ['dden dduwowngf']],
  ['Vỉa hè hỏng hết gạch, các cụ vấp ngã', 'roads', ['Vỉa hè hỏng']],
  ['vỉa hè bị lấn chiếm để bán hàng', 'order', ['vỉa hè', 'lấn chiếm']],
  ['Dự án đường vành đai, gpmb đền bù thấp', 'clearance', ['gpmb', 'đền bù']],
  ['thẻ BHYT của mẹ tôi chưa được cấp', 'health', ['BHYT']],
  ['làm lại CCCD sau sáp nhập phải đi đâu', 'procedures', ['CCCD', 'sáp nhập']],
  ['hàng xóm lấn đất, ranh giới không rõ', 'disputes', ['lấn đất', 'ranh giới']],
  ['mất đienj liên tục từ tối qua', 'utilities', ['mất đienj']],
  ['matdien suot dem', 'utilities', ['matdien']],
])('the topic of "%s" is found, and the words that speak for it are told as written', (text, id, because) => {
  const [best] = suggest(text, ready).topics
  expect(best?.value).toBe(id)
  expect(best?.because.map((one) => one.normalize('NFC'))).toEqual(because)
})

test.each(['Cảm ơn phường đã tổ chức gặp mặt', 'Đúng rồi, tôi đồng ý', ''])('"%s" has no topic', (text) => {
  expect(suggest(text, ready).topics).toEqual([])
})

test('accents that were typed must agree: "ngáp" is not "ngập", "rạc" is not "rác"', () => {
  expect(suggest('họp dài quá ai cũng ngáp', ready).topics).toEqual([])
  expect(suggest('mua xe rạc rời', ready).topics).toEqual([])
})

test.each([
  ['Đề nghị phường sớm sửa đèn', 'petition', ['Đề nghị', 'sớm sửa']],
  ['de nghi ubnd phuong cho sua duong', 'petition', ['de nghi', 'cho sua']],
  ['Tôi thấy dạo này đường sạch hơn', 'opinion', []],
])('"%s" is taken for %s', (text, value, because) => {
  expect(suggest(text, ready).kind).toEqual({ value, because })
})

test.each([
  ['Cả ngõ 45 mất nước', 'households', null],
  ['hơn 30 hộ dân trong ngõ bị ngập', 'households', 30],
  ['ba mươi lăm hộ chưa được đền bù', 'households', 35],
  ['gần hai chục gia đình', 'households', 20],
  ['một trăm hai mươi nhà ở chân đê', 'households', 120],
  ['Bà con TDP số 5 rất mong có sân chơi', 'group', null],
  ['Cả khu phố không ngủ được', 'group', null],
  ['nhân dân toàn phường đều biết', 'commune', null],
  ['Quy định này cả thành phố kêu', 'beyond', null],
  ['Nhà tôi ở số 5 phố Hàng Bài', 'person', null],
  ['nhà số 12 nhà ông Ba xả nước', 'person', null],
])('"%s" reaches %s, households %s', (text, value, households) => {
  const found = suggest(text, ready)
  expect(found.reach.value).toBe(value)
  expect(found.households?.value ?? null).toBe(households)
})

test.each([
  ['Cột điện nghiêng sắp đổ, rất nguy hiểm cho trẻ', true],
  ['day dien sa xuong duong nguy hiem lam', true],
  ['Mặt hàng này cháy hàng ở chợ', false],
  ['Việc này không nguy hiểm nhưng phiền', false],
])('danger in "%s": %s', (text, value) => {
  expect(suggest(text, ready).risk.value).toBe(value)
})

test.each([
  ['Hóa đơn tiền điện tháng này tăng gấp đôi', 'other', 'Công ty Điện lực'],
  ['EVN cắt điện không báo', 'other', 'Công ty Điện lực'],
  ['Quốc lộ 32 đoạn qua xã ngập', 'central', 'Bộ Xây dựng'],
  ['xe buyt tuyen 32 bo ben', 'province', 'Sở Xây dựng'],
  ['Ngõ tôi chưa có đèn', 'commune', null],
])('"%s" is for %s', (text, value, body) => {
  expect(suggest(text, ready).competence).toMatchObject({ value, body })
})

test('one angry word makes no hot spot, two kinds of them do', () => {
  expect(suggest('Bà con bức xúc', ready).hotSpot.value).toBe(false)
  expect(suggest('Bà con rất bức xúc vì đã nhiều lần kiến nghị không ai giải quyết', ready).hotSpot.value).toBe(true)
})

test('a page of twenty thousand characters is read in a moment, and so is one without spaces', () => {
  expect(suggest('mùi hôi '.repeat(2_500), ready).topics[0]?.value).toBe('hygiene')
  expect(suggest('a'.repeat(20_000), ready).topics).toEqual([])
})

test.each([
  ['con toi sap lam ho so di hoc', false],
  ['sắp tới có họp không', false],
  ['tuong nha van hoa sap do, sap xuong luc nao khong biet', true],
  ['tường trường học bị sập một mảng', true],
  ['nha sap ai den', true],
])('what is said to collapse is a danger, "soon" without its marks is not: %s', (text, isRisk) => {
  expect(suggest(text, ready).risk.value).toBe(isRisk)
})
