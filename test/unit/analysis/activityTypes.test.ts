import { checkMarks } from "../../support/markedCode";

const head = `import * as df from "durable-functions";`;

function check(orchestrator: string, ...others: readonly string[]): void {
  checkMarks({
    "/app/host.json": `{ "version": "2.0" }`,
    "/app/order.ts": `${head}
df.app.orchestration("order", function* (context: df.OrchestrationContext) {
${orchestrator}
});
${others.join("\n")}
`,
  });
}

const takes = (type: string) => `df.app.activity("run", { handler: (input: ${type}) => String(input) });`;

describe("types of activities", () => {
  it("differ from a literal that is handed over", () => {
    check(
      `  return yield context.df.callActivity("run", 5);
                                           // ^ activity-types`,
      takes("string"),
    );
    check(
      `  return yield context.df.callActivity("run", ["a"]);
                                           // ^^^^^ activity-types`,
      takes("{ id: string }"),
    );
    check(
      `  const id = "1001";
  return yield context.df.callActivity("run", id);
                                           // ^^ activity-types`,
      takes("number"),
    );
  });

  it("are followed into the files that they are imported from", () => {
    checkMarks({
      "/app/host.json": `{ "version": "2.0" }`,
      "/app/order.ts": `${head}
import { type Employee, Title as Name } from "./models";
import { rate } from "./work";
df.app.orchestration("order", function* (context: df.OrchestrationContext) {
  const employee: Employee = context.df.getInput();
  yield context.df.callActivity("hire", "text");
  //                                    ^^^^^^ activity-types
  yield context.df.callActivity("hire", { name: "Ann" });
  //                                    ^^^^^^^^^^^^^^^ activity-types
  yield context.df.callActivity("hire", employee);
  yield context.df.callActivity("title", employee);
  //                                     ^^^^^^^^ activity-types
  yield context.df.callActivity("away", 5);
  const title: Name = yield context.df.callActivity("rate", 5);
  //           ^^^^ activity-types
  return title;
});
df.app.activity("rate", { handler: rate });
`,
      "/app/work.ts": `${head}
import type { Employee, Title, Gone } from "./models";
export const rate = (input: number): number => input;
df.app.activity("hire", { handler: (employee: Employee) => employee.id });
df.app.activity("title", { handler: (title: Title) => title });
df.app.activity("away", { handler: (gone: Gone) => gone });
`,
      "/app/models/index.ts": `export * from "./employee";\nexport { Text as Title } from "./text";\nexport * from "./circle";`,
      "/app/models/employee.ts": `export interface Employee { id: string; name: string }`,
      "/app/models/text.ts": `type Text = string;\nexport { Text };`,
      "/app/models/circle.ts": `export * from "./index";\nimport { B } from "./other";\nexport type Gone = B;`,
      "/app/models/other.ts": `import { Gone } from "./circle";\nexport type B = Gone;`,
    });
  });

  it("need every member that must be there", () => {
    check(
      `  return yield context.df.callActivity("run", { id: "1" });
                                           // ^^^^^^^^^^^ activity-types`,
      "interface Order { id: string; amount: number; note?: string }",
      takes("Order"),
    );
    check(
      `  return yield context.df.callActivity("run", { id: "1", amount: 3 });`,
      "type Order = { id: string; amount: number; note?: string };",
      takes("Order"),
    );
  });

  it("are not judged where anything is unknown, or may be there", () => {
    for (const type of ["any", "unknown", "Order", "string | Order", "Partial<Order>", "Map<string, string>"])
      check(`  return yield context.df.callActivity("run", 5);`, 'import type { Order } from "./model";', takes(type));
    check(
      `  const order: any = context.df.getInput();\n  return yield context.df.callActivity("run", order);`,
      takes("string"),
    );
    check(
      `  return yield context.df.callActivity("run", { ...(context.df.getInput() as object), id: "1" });`,
      takes("{ id: string; amount: number }"),
    );
    check(
      `  const order: Record<string, unknown> = {};\n  order.id = 1;\n  return yield context.df.callActivity("run", order);`,
      takes("{ id: number }"),
    );
    check(`  return yield context.df.callActivity("run", 5);`, takes("string | number"));
    check(`  return yield context.df.callActivity("run", null);`, takes("string | null"));
    check(`  return yield context.df.callActivity("run", 5 as unknown as string);`, takes("string"));
  });

  it("are those behind a helper, with retries, and in another file", () => {
    checkMarks({
      "/app/host.json": `{ "version": "2.0" }`,
      "/app/order.ts": `${head}
df.app.orchestration("order", function* (context: df.OrchestrationContext) {
  const retry = new df.RetryOptions(1000, 3);
  return yield context.df.callActivityWithRetry("run", retry, true);
                                                           // ^^^^ activity-types
});
`,
      "/app/run.ts": `${head}
import { run } from "./work";
df.app.activity("run", { handler: run });
`,
      "/app/work.ts": "export const run = async (text: string): Promise<string> => text;\n",
    });
  });

  it("come second in model v3", () => {
    checkMarks({
      "/app/host.json": `{ "version": "2.0" }`,
      "/app/order/function.json": `{ "bindings": [{ "name": "context", "type": "orchestrationTrigger", "direction": "in" }] }`,
      "/app/order/index.ts": `${head}
export default df.orchestrator(function* (context) {
  return yield context.df.callActivity("run", 5);
                                           // ^ activity-types
});
`,
      "/app/run/function.json": `{ "bindings": [{ "name": "text", "type": "activityTrigger", "direction": "in" }] }`,
      "/app/run/index.ts": `import type { Context } from "@azure/functions";
export default async function (context: Context, text: string): Promise<string> {
  return text;
}
`,
    });
  });

  it("differ from the type that a result is given", () => {
    const gives = (type: string) =>
      `df.app.activity("run", { handler: async (): Promise<${type}> => JSON.parse("") });`;
    check(
      `  const total: number = yield context.df.callActivity("run");
            // ^^^^^^ activity-types
  return total;`,
      gives("string"),
    );
    check(
      `  const total: number | undefined = yield context.df.callActivity("run");\n  return total;`,
      gives("number"),
    );
    check(`  const total = yield context.df.callActivity("run");\n  return total;`, gives("number"));
  });
});
