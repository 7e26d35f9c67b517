import assert from "node:assert/strict";
import dgram from "node:dgram";
import fs from "node:fs";
import net, { type AddressInfo } from "node:net";
import path from "node:path";
import { withApp, type AppFiles, type OwnApp } from "./ownApp";

/** What can be reached from the user's code: a server for connections and datagrams on one port, and a folder. */
export class Outside {
  port = 0;
  private reached = 0;
  private readonly server = net.createServer((socket) => {
    this.reached++;
    socket.destroy();
  });
  private readonly socket = dgram.createSocket("udp4", () => this.reached++);

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.port = (this.server.address() as AddressInfo).port;
    await new Promise<void>((resolve) => this.socket.bind(this.port, "127.0.0.1", resolve));
  }

  close(): void {
    this.server.close();
    this.socket.close();
  }

  /** Runs an app and looks at the effects: the files of its folder are as they were, and nobody has called. */
  async unreached(files: AppFiles, use: (app: OwnApp) => Promise<void>): Promise<void> {
    const before = this.reached;
    await withApp(files, async (app) => {
      const found = filesBelow(app.root);
      await use(app);
      assert.deepEqual(filesBelow(app.root), found);
    });
    assert.equal(this.reached, before, "no connection and no datagram arrived");
  }
}

/** Everything about the files that a try could change. */
function filesBelow(root: string): readonly string[] {
  return (fs.readdirSync(root, { recursive: true }) as string[])
    .filter((name) => !name.startsWith("node_modules"))
    .sort()
    .map((name) => {
      const { mode, size, mtimeMs, nlink } = fs.lstatSync(path.join(root, name));
      return [name, mode, size, mtimeMs, nlink].join(" ");
    });
}
