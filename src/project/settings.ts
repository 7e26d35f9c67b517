import type { Problem } from "../base/parsed";
import type { SourceReader } from "../base/ports";
import { Secret } from "../base/secret";
import { isObject, memberOf, readJsonFile } from "./jsonFile";
import { joinPath } from "../base/paths";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting with where it was found; the value never shows in texts. */
export interface Setting {
  readonly name: string;
  readonly value: Secret;
  readonly source: "local.settings.json" | "environment";
}

/** The app's settings: local.settings.json, and the environment over it, as Core Tools read them. Names ignore case. */
export class Settings {
  /** `Values` of local.settings.json, for the environment of the child. */
  readonly local: ReadonlyMap<string, Secret>;
  /** local.settings.json is there, and cannot be read without its key. */
  readonly isEncrypted: boolean;
  private readonly found = new Map<string, Setting>();

  constructor(
    local: ReadonlyMap<string, Secret>,
    connectionStrings: ReadonlyMap<string, Secret> = new Map(),
    environment: Environment = {},
    isEncrypted = false,
  ) {
    this.local = local;
    this.isEncrypted = isEncrypted;
    for (const [name, value] of [...connectionStrings, ...local])
      this.add({ name, value, source: "local.settings.json" });
    for (const [name, value] of Object.entries(environment)) {
      if (value !== undefined) this.add({ name, value: new Secret(value), source: "environment" });
    }
  }

  get(name: string): Setting | undefined {
    return this.found.get(name.toLowerCase());
  }

  /** Names of the project's own settings, for "did you mean": the environment has many that nobody means. */
  names(): readonly string[] {
    return [...this.found.values()].filter(({ source }) => source === "local.settings.json").map(({ name }) => name);
  }

  /** Names of the settings that hold a connection string of a storage account. */
  connectionNames(): readonly string[] {
    return [...this.found.values()].filter(({ value }) => isConnectionString(value)).map(({ name }) => name);
  }

  private add(setting: Setting): void {
    this.found.set(setting.name.toLowerCase(), setting);
  }
}

function isConnectionString(value: Secret): boolean {
  return /(^|;)\s*(UseDevelopmentStorage|AccountName|SharedAccessSignature|(Table|Blob)Endpoint)\s*=/i.test(
    value.reveal(),
  );
}

/** Reads local.settings.json; without the file, the environment alone counts. */
export async function readSettings(
  reader: SourceReader,
  appRoot: string,
  environment: Environment,
  problems: Problem[],
): Promise<Settings> {
  const file = joinPath(appRoot, "local.settings.json");
  const json = (await readJsonFile(reader, file, problems)) ?? {};
  if (memberOf(json, "IsEncrypted") === true) {
    problems.push(encrypted(file));
    return new Settings(new Map(), new Map(), environment, true);
  }
  const section = (name: string) => secretsOf(memberOf(json, name), file, name, problems);
  return new Settings(section("Values"), section("ConnectionStrings"), environment);
}

function secretsOf(section: unknown, file: string, name: string, problems: Problem[]): ReadonlyMap<string, Secret> {
  const values = new Map<string, Secret>();
  if (!isObject(section)) return values;
  for (const [key, value] of Object.entries(section)) {
    const text = isObject(value) ? memberOf(value, "ConnectionString") : value;
    if (typeof text === "string") values.set(key, new Secret(text));
    else if (typeof text === "number" || typeof text === "boolean") values.set(key, new Secret(String(text)));
    else problems.push(nested(file, `${name}.${key}`));
  }
  return values;
}

function encrypted(file: string): Problem {
  const message =
    "The settings are encrypted: none of them is read, and code gets none. Run `func settings decrypt` in the app's folder, or set in the environment what is needed.";
  return { code: "settings-encrypted", severity: "error", message, place: file };
}

function nested(file: string, path: string): Problem {
  const message = "A setting has to be a text: the Functions host ignores this one, and so do we.";
  return { code: "setting-not-text", severity: "warning", message, place: `${file}, ${path}` };
}
