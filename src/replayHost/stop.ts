/**
 * The one file of the replay host in which the debugger may pause: V8 ignores `debugger` in blackboxed files, so the
 * rest of the host is blackboxed and this file is not.
 */
export function stopHere(): void {
  debugger;
}
