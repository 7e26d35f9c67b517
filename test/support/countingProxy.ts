import net from "node:net";

/** Stands before a service of this machine, and counts who connects. */
export interface CountingProxy {
  readonly port: number;
  readonly connections: number;
  close(): void;
}

/** @param target port of the service on 127.0.0.1 */
export async function countingProxy(target: number): Promise<CountingProxy> {
  let connections = 0;
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    connections += 1;
    const service = net.connect(target, "127.0.0.1");
    for (const [one, other] of [
      [client, service],
      [service, client],
    ] as const) {
      open.add(one);
      one.on("error", () => other.destroy()).on("close", () => open.delete(one));
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    port,
    get connections() {
      return connections;
    },
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
