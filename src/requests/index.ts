// Requests for a dialogue: residents of a unit ask for a session on a topic, others join, voters verified at the desk
// and slips of paper lists count toward the legal share, and at the threshold the Front hands the request over. A person
// counts once, whichever way they asked.
export { eraseRequestsOf, moveRequests } from './erase-requests.ts'
export { countRequestsOfResident } from './request-views.ts'
