import type { ApiCall, ApiRoutes } from './api-call.ts'

const packageNames = { basic: 'Cơ bản', standard: 'Tiêu chuẩn', growth: 'Tăng trưởng', comprehensive: 'Toàn diện' }

const detail = ({ world, account }: ApiCall): unknown => ({
  [world.switches.oaIdSpelling]: account.oaId,
  name: account.name,
  description: '',
  oa_alias: '',
  is_verified: account.verified,
  oa_type: account.oaType,
  cate_name: account.oaType === 4 ? 'Cơ quan nhà nước' : 'Doanh nghiệp',
  num_follower: [...world.people.values()].filter((one) => one.oaId === account.oaId && one.following).length,
  avatar: 'https://s120-ava-talk.zadn.vn/default',
  cover: '',
  package_name: packageNames[account.package],
  package_valid_through_date: '31/12/2027',
  package_auto_renew_date: '',
  linked_ZCA: '',
})

export const accountRoutes: ApiRoutes = { 'GET /v2.0/oa/getoa': detail }
