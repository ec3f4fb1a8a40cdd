// Work by the clock: pg-boss on the same PostgreSQL, behind one small function. A job runs in one process at a time,
// however many there are; what it does is a verb of a room. Job data holds ids only.
export { createJobs, type Job, type Jobs } from './create-jobs.ts'
