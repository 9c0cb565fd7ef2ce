const POLL_MS = 250;
const parent = process.ppid; // as it was before anything took long

/**
 * npm starts us through a shell, and where that is not bash it dies of `kill <npm>` without passing the signal on:
 * the service would run on unseen. So it ends with its parent; Ctrl-C reaches us directly.
 */
export function endWithParent() {
  if (!process.env.npm_lifecycle_event) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, POLL_MS);
  timer.unref();
}
