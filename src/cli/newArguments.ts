import { didYouMean } from "../base/nearNames";
import {
  clientJobs,
  clientTriggers,
  entityPatterns,
  kinds,
  orchestratorPatterns,
  type Choice,
} from "../scaffold/choices";
import type { Language, Model } from "../scaffold/facts";
import type { FunctionRequest, ScaffoldKind } from "../scaffold/request";
import { usage } from "./arguments";

export interface NewOptions {
  readonly pattern?: string | undefined;
  readonly trigger?: string | undefined;
  readonly job?: string | undefined;
  readonly target?: string | undefined;
  readonly model?: string | undefined;
  readonly lang?: string | undefined;
}

const models: readonly Model[] = ["v4", "v3"];
const languages: Readonly<Record<string, Language>> = { ts: "typescript", js: "javascript" };

/** What the arguments ask for; what does not fit is a usage error. */
export function readRequest(positionals: readonly string[], options: NewOptions): FunctionRequest {
  const [kindText, name, ...rest] = positionals;
  if (kindText === undefined) throw usage(`new needs a kind: ${listOf(kinds)}.`);
  const kind = choiceOf("kind", kindText, kinds);
  if (name === undefined) throw usage("new needs a name for the function.");
  if (rest.length) throw usage(`new takes one kind and one name, not "${rest.join(" ")}" too.`);
  refuseForeign(kind, options);
  const common = { name, ...modelAndLanguage(options) };
  const { pattern, trigger, job, target } = options;
  switch (kind) {
    case "orchestrator":
    case "subOrchestrator":
      return pattern === undefined
        ? { ...common, kind }
        : { ...common, kind, pattern: choiceOf("--pattern", pattern, orchestratorPatterns) };
    case "activity":
      return { ...common, kind };
    case "entity":
      return pattern === undefined
        ? { ...common, kind }
        : { ...common, kind, pattern: choiceOf("--pattern", pattern, entityPatterns) };
    case "client":
      return {
        ...common,
        kind,
        ...(trigger !== undefined && { trigger: choiceOf("--trigger", trigger, clientTriggers) }),
        ...(job !== undefined && { job: choiceOf("--job", job, clientJobs) }),
        ...(target !== undefined && { target }),
      };
  }
}

/** Words as the command line has them: `sub-orchestrator`, `service-bus`. */
export function wordOf(id: string): string {
  return id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

export function listOf(choices: readonly Choice<string>[]): string {
  return choices.map(({ id }) => wordOf(id)).join(", ");
}

const optionsOfKind: Readonly<Record<ScaffoldKind, readonly (keyof NewOptions)[]>> = {
  orchestrator: ["pattern"],
  subOrchestrator: ["pattern"],
  activity: [],
  entity: ["pattern"],
  client: ["trigger", "job", "target"],
};

function refuseForeign(kind: ScaffoldKind, options: NewOptions): void {
  for (const option of ["pattern", "trigger", "job", "target"] as const) {
    if (options[option] === undefined || optionsOfKind[kind].includes(option)) continue;
    const takers = kinds.filter(({ id }) => optionsOfKind[id].includes(option)).map(({ id }) => wordOf(id));
    throw usage(`--${option} is for ${takers.join(", ")}, not for ${wordOf(kind)}.`);
  }
  if (options.trigger !== undefined && options.job !== undefined && options.job !== "start")
    throw usage(`--trigger is for --job start; the others answer HTTP requests.`);
}

function modelAndLanguage({ model, lang }: NewOptions): { readonly model?: Model; readonly language?: Language } {
  const foundModel = models.find((each) => each === model?.toLowerCase());
  if (model !== undefined && !foundModel) throw usage(`--model takes ${models.join(", ")}, not "${model}".`);
  const language = lang === undefined ? undefined : languages[lang.toLowerCase()];
  if (lang !== undefined && !language) throw usage(`--lang takes ts, js, not "${lang}".`);
  return { ...(foundModel && { model: foundModel }), ...(language && { language }) };
}

function choiceOf<T extends string>(what: string, text: string, choices: readonly Choice<T>[]): T {
  const plain = (word: string) => word.toLowerCase().replaceAll("-", "");
  const found = choices.find(({ id }) => plain(id) === plain(text));
  if (found) return found.id;
  const near = didYouMean(
    text,
    choices.map(({ id }) => wordOf(id)),
  );
  throw usage(`${what} is one of ${listOf(choices)}, not "${text}".${near}`);
}
