/**
 * The items of several streams one after the other, as if read in sequence, while the first item of
 * up to `atOnce` of them is already being fetched.
 */
export async function* inOrder<T>(
  streams: readonly (() => AsyncGenerator<T>)[],
  atOnce: number,
): AsyncGenerator<T> {
  const running: {
    readonly stream: AsyncGenerator<T>;
    readonly first: Promise<IteratorResult<T>>;
  }[] = [];
  let next = 0;
  const fill = (): void => {
    for (; running.length < atOnce && next < streams.length; next += 1) {
      const stream = (streams[next] as () => AsyncGenerator<T>)();
      const first = stream.next();
      first.catch(() => undefined);
      running.push({ stream, first });
    }
  };
  try {
    for (;;) {
      fill();
      const current = running[0];
      if (current === undefined) return;
      let item = await current.first;
      for (; item.done !== true; item = await current.stream.next()) yield item.value;
      running.shift();
    }
  } finally {
    // not awaited: the caller's signal ends what they are waiting for
    for (const { stream } of running) stream.return(undefined).catch(() => undefined);
  }
}
