import type { SetupFacts } from "./setupFacts";

/** The SDK that an app runs with. */
export interface AskedSdk {
  readonly major: number;
  /** E.g. `durable-functions 3.1.0`; of a range, `durable-functions ^3.1.0`. */
  readonly text: string;
}

/** The installed SDK, or what package.json comes to where it names one major version. */
export function askedSdk({ app: { sdk, packageJson } }: SetupFacts): AskedSdk | undefined {
  if (sdk) return { major: sdk.major, text: `durable-functions ${sdk.version}` };
  const range = packageJson?.sdkRange ?? "";
  const [, major] = /^[~^=v\s]*(\d+)(?:\.[\dx*]+)*(?:-[\w.]+)?$/.exec(range) ?? [];
  return major === undefined ? undefined : { major: Number(major), text: `durable-functions ${range}` };
}
