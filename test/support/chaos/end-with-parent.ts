// Preloaded into every service that a test starts: a test run that is killed leaves no service behind.
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL'))
process.stdin.on('error', () => process.kill(process.pid, 'SIGKILL'))
process.stdin.resume()
// The pipe alone must not keep a service alive that has stopped in order.
if ('unref' in process.stdin) process.stdin.unref()
