// Taken before the guard closes the ways out.
const kill = process.kill.bind(process);
const parentNow = Reflect.getOwnPropertyDescriptor(process, "ppid")?.get?.bind(process) ?? (() => process.ppid);
const { pid, ppid } = process;

/**
 * Ends this process when the one that started it is gone. Code that never ends does not see that its channel has closed, so
 * this is to be called while it runs.
 */
export function endWithParent(): void {
  if (isParentGone()) kill(pid, "SIGKILL");
}

/** Where a process keeps the parent that it had, that one has to be looked for. */
function isParentGone(): boolean {
  if (parentNow() !== ppid) return true;
  try {
    kill(ppid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
