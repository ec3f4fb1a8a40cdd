// The rules stand in test/architecture/room-rules.ts; this is for drawing: npx depcruise -T dot src bots
export { config as default } from './test/architecture/room-rules.ts'
