import type { NameFor, OrchestratorPart } from "./parts";

export function fanOut(name: string, nameFor: NameFor): OrchestratorPart {
  const [list, work] = [nameFor("list"), nameFor("work")];
  return {
    name,
    types: {},
    uses: [],
    body: `const folder«: string» = context.df.getInput();
const items«: string[]» = yield context.df.callActivity("${list}", folder);
// A join of no tasks fails the run.
if (items.length === 0) {
  return { items: 0, total: 0 };
}
const tasks = items.map((item) => context.df.callActivity("${work}", item));
const sizes«: number[]» = yield context.df.Task.all(tasks);
return { items: items.length, total: sizes.reduce((sum, size) => sum + size, 0) };`,
    activities: [
      {
        name: list,
        parameter: "folder",
        parameterType: "string",
        resultType: "string[]",
        uses: [],
        body: `⟦// List what is to be worked on.⟧\nreturn [\`\${folder}/1\`, \`\${folder}/2\`, \`\${folder}/3\`];`,
      },
      {
        name: work,
        parameter: "item",
        parameterType: "string",
        resultType: "number",
        uses: [],
        body: `// Work on one item.\nreturn item.length;`,
      },
    ],
  };
}

export function monitor(name: string, nameFor: NameFor): OrchestratorPart {
  const [look, notify] = [nameFor("look"), nameFor("notify")];
  return {
    name,
    types: {
      Watch: `interface Watch {
  jobId: string;
  /** Milliseconds since 1970; set by the first look. */
  until?: number;
}`,
    },
    uses: ["Watch"],
    body: `const watch«: Watch» = context.df.getInput();
const now = context.df.currentUtcDateTime.getTime();
const until = watch.until ?? now + 24 * 60 * 60 * 1000;
const state«: string» = yield context.df.callActivity("${look}", watch.jobId);
if (state === "done" || now >= until) {
  yield context.df.callActivity("${notify}", { jobId: watch.jobId, state });
  return { jobId: watch.jobId, state };
}
const pauseMs = 5 * 60 * 1000;
yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + pauseMs));
context.df.continueAsNew({ jobId: watch.jobId, until });
return undefined;`,
    activities: [
      {
        name: look,
        parameter: "jobId",
        parameterType: "string",
        resultType: "string",
        uses: [],
        body: `⟦// Ask for the state of the job.⟧\nreturn jobId === "" ? "done" : "running";`,
      },
      {
        name: notify,
        parameter: "result",
        parameterType: "{ jobId: string; state: string }",
        resultType: "string",
        uses: [],
        body: `// Tell somebody how it ended.\nreturn \`\${result.jobId}: \${result.state}\`;`,
      },
    ],
  };
}

export function eternal(name: string, nameFor: NameFor): OrchestratorPart {
  const work = nameFor("work");
  return {
    name,
    types: {
      Round: `interface Round {
  number: number;
}`,
    },
    uses: ["Round"],
    body: `const round«: Round» = context.df.getInput() ?? { number: 1 };
yield context.df.callActivity("${work}", round);

const pauseMs = 60 * 60 * 1000;
yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + pauseMs));
context.df.continueAsNew({ number: round.number + 1 });`,
    activities: [
      {
        name: work,
        parameter: "round",
        parameterType: "Round",
        resultType: "string",
        uses: ["Round"],
        body: `⟦// Do the work of one round.⟧\nreturn \`round \${round.number}\`;`,
      },
    ],
  };
}

export function retry(name: string, nameFor: NameFor): OrchestratorPart {
  const call = nameFor("call");
  return {
    name,
    types: {},
    uses: [],
    body: `const url«: string» = context.df.getInput();
const options = new df.RetryOptions(5 * 1000, 4);
options.backoffCoefficient = 2;
options.maxRetryIntervalInMilliseconds = 60 * 1000;
const answer«: string» = yield context.df.callActivityWithRetry("${call}", options, url);
return answer;`,
    activities: [
      {
        name: call,
        parameter: "url",
        parameterType: "string",
        resultType: "string",
        uses: [],
        body: `⟦// Call what fails now and then; an error that is thrown here is tried again.⟧\nreturn \`answer of \${url}\`;`,
      },
    ],
  };
}
