/**
 * The server's time, as well as the reader's clock can tell it: all that ticks on the board counts by
 * it, so that a reader's clock that is wrong by an hour shows no hour of running.
 */

/** Smaller corrections are the noise of the network; following them would make rows skip a second. */
const NOISE_MILLIS = 400;
const SECOND = 1000;

let offset = 0;
let synced = false;

/** The server's time now, in milliseconds since the epoch. */
export function now(): number {
  return Date.now() + offset;
}

/** Learns from an answer that said `serverTime` somewhere between `sent` and `received`. */
export function syncClock(serverTime: string | null | undefined, sent: number, received: number): void {
  const told = serverTime ? Date.parse(serverTime) : NaN;
  if (Number.isNaN(told)) {
    return;
  }
  // An HTTP date is cut to the second: it proves nothing finer.
  const resolution = serverTime?.endsWith("GMT") ? SECOND : 0;
  const measured = told + resolution / 2 - (sent + received) / 2;
  if (!synced || Math.abs(measured - offset) > NOISE_MILLIS + resolution) {
    offset = measured;
    synced = true;
  }
}

type Tick = (now: number) => void;
const listeners = new Set<Tick>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Calls back once a second, on the server's full second, until the function returned is called. */
export function everySecond(tick: Tick): () => void {
  listeners.add(tick);
  schedule();
  return () => {
    listeners.delete(tick);
  };
}

function schedule(): void {
  if (timer === undefined && listeners.size > 0 && !document.hidden) {
    timer = setTimeout(run, SECOND - (now() % SECOND) + 5);
  }
}

function run(): void {
  timer = undefined;
  const at = now();
  listeners.forEach((tick) => tick(at));
  schedule();
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && listeners.size > 0) {
    clearTimeout(timer);
    run();
  }
});
