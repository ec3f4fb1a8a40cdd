// Who comes to a session: answers with companions, seats and the waiting list, the ladder of reminders, invitations by
// name, and the count at the door. The wording of the bot's questions lies with the conversation; what a reminder says
// is made here, from the session's record, as every notice is.
export { answerAttendance, type Answered } from './answer-attendance.ts'
export { formatTicket, mostCompanions, ticketPath, type Attendance, type AttendAnswer } from './attendance.ts'
export { checkIn, undoCheckIn, type CheckedIn } from './check-in.ts'
export { countByHand, undoCount } from './count-by-hand.ts'
export { doorLines, type DoorLine } from './door-views.ts'
export { attendanceFigures, type AttendanceFigures } from './figures-views.ts'
export { invite, strikeInvitee } from './invite.ts'
export { listInvitations, type Invitation } from './invitation-views.ts'
export { retainAnswers, retainAttendance, retainInvitees, attendanceRetention } from './retain-attendance.ts'
export { calendarFile, mapLink } from './calendar-file.ts'
export { countAttendancesOf, findAttendance } from './attendance-views.ts'
export { eraseAttendanceOf, moveAttendance } from './erase-attendance.ts'
export { reminderChoices } from './reminder-choices.ts'
export { reminderRef, reminderWords, type Reminder } from './reminder.ts'
export { takeHeldReminders } from './take-held-reminders.ts'
export { takeReminders } from './take-reminders.ts'
