import { commandId } from "./commands";
import type { Command } from "./commands";
import { contextKeys, instancesView, walkthrough } from "./identity";

/** "Get started": one action a step; only what exists. */
export function walkthroughContributions() {
  return [
    {
      id: walkthrough,
      title: "Get started with Durable Functions Toolkit",
      // VS Code shows three short lines of it, and of a step's title one.
      description: "Step through past runs, also backwards, and write new ones.",
      icon: "media/icon.png",
      // VS Code opens a walkthrough by itself right after installing; the extension is not active then.
      when: contextKeys.isActive,
      steps: [
        step("replaySample", {
          title: "Replay the sample order",
          description: `A recorded run of a sample app, on its own code, from files that come with the toolkit: no Azure account, no npm, no emulator.\n${button("Replay the Sample", "replaySample")}`,
          altText: "An order's code in the editor, stopped at its first statement, with its history beside it.",
          completionEvents: [`onCommand:${commandId("replaySample")}`],
        }),
        step("stepBack", {
          title: "Step over a yield, and back",
          description:
            "Step over (F10) until **lines** has its elements: each **yield** returns what was recorded. Then step back: **lines** loses one again.\n[Step Back](command:workbench.action.debug.stepBack)",
          altText: "The debug toolbar with Step Back, and an arrow that goes up one line.",
          completionEvents: ["onCommand:workbench.action.debug.stepBack"],
        }),
        step("connectStorage", {
          title: "See the runs of your own app",
          description: `Open the folder with your host.json and trust it. With Azurite its runs appear in **Instances** by themselves; other storage is read once you ask for it. Nothing is written.\n${button("Add Connection…", "addConnection")}\n[Show Instances](command:${instancesView}.focus)`,
          altText: "The Instances view: a task hub, its runs grouped by status with their counts.",
          completionEvents: [`onView:${instancesView}`, `onCommand:${commandId("addConnection")}`],
        }),
        step("debugOwn", {
          title: "Debug a run of your own",
          description: `Choose **Debug Replay** on a run in the Instances view, or **Debug replay…** above an orchestrator. A failed run stops at the statement that failed; no activity runs again.\n${button("Debug Replay…", "debugReplay")}`,
          altText: "A failed run in the Instances view, and the debugger at the statement that failed.",
          completionEvents: [`onCommand:${commandId("debugInstance")}`, `onCommand:${commandId("debugReplay")}`],
        }),
        step("breakDeterminism", {
          title: "Break determinism, and fix it",
          description:
            "Write **Date.now()** in an orchestrator, or in a helper that it calls: it is underlined. The lamp (Ctrl+.) puts the time of the replay there.\n[Show Problems](command:workbench.actions.view.problems)",
          altText: "Date.now() underlined in an orchestrator, and the lamp with its fix.",
          completionEvents: ["onCommand:workbench.actions.view.problems"],
        }),
        step("newFunction", {
          title: "Add an orchestrator",
          description: `Choose a pattern and a name: the function comes in your app's model, language and style, with activities that it calls. It needs no installed SDK yet.\n${button("New Durable Function…", "newFunction")}\nNo project at hand? ${button("Save the Sample as a Project…", "saveSampleProject")}`,
          altText: "A list of patterns, and the orchestrator that one of them makes.",
          completionEvents: [`onCommand:${commandId("newFunction")}`, `onCommand:${commandId("saveSampleProject")}`],
        }),
      ],
    },
  ];
}

interface StepTexts {
  readonly title: string;
  readonly description: string;
  readonly altText: string;
  readonly completionEvents: readonly string[];
}

function step(id: string, { title, description, altText, completionEvents }: StepTexts) {
  return { id, title, description, media: { svg: `media/walkthrough/${id}.svg`, altText }, completionEvents };
}

function button(title: string, command: Command): string {
  return `[${title}](command:${commandId(command)})`;
}
