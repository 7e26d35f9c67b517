import { baseName } from "../../base/paths";
import type { SetupReport } from "../../project/setup/setupReport";
import { setupRows, setupVerdict } from "../../project/setup/setupWords";
import { plainText } from "../plainText";
import { escapedHtml, htmlPage } from "../html";

export interface SetupPage {
  /** What a webview calls its own files' origin. */
  readonly cspSource: string;
  readonly style: string;
  /** Address of a place in a file, line and column from 1. */
  linkTo(file: string, line: number, column?: number): string;
  /** Address of a rule's page; undefined: it has none. */
  ruleLink(rule: string): string | undefined;
}

/** The page of *Check Setup*: what does not fit first, then what is seen of the app. It runs no script. */
export function setupHtml(report: SetupReport, page: SetupPage): string {
  const title = `Setup of ${baseName(report.app)}`;
  const parts = [
    `<h1>${escapedHtml(title)}</h1>`,
    `<p>${escapedHtml(setupVerdict(report))}</p>`,
    findingList(report, page),
    facts(report),
    functionTable(report, page),
  ];
  return htmlPage({ title, ...page }, parts.filter(Boolean).join("\n"));
}

function findingList({ findings }: SetupReport, page: SetupPage): string {
  if (!findings.length) return "";
  const items = findings.map(({ file, line, column, severity, rule, message }) => {
    const address = page.ruleLink(rule);
    const name = address === undefined ? escapedHtml(rule) : link(rule, address);
    const place = link(`${baseName(file)}:${line}`, page.linkTo(file, line, column));
    return `<li><strong class="${severity}">${severity}</strong> ${place}: ${words(plainText(message))} (${name})</li>`;
  });
  return `<h2>What does not fit</h2>\n<ul>\n${items.join("\n")}\n</ul>`;
}

function facts(report: SetupReport): string {
  const rows = setupRows(report).map(
    ([label, text]) => `<tr><th scope="row">${label}</th><td>${words(text)}</td></tr>`,
  );
  return `<h2>What the toolkit sees</h2>\n<table>\n${rows.join("\n")}\n</table>`;
}

function functionTable({ functions }: SetupReport, page: SetupPage): string {
  if (!functions.length) return "";
  const rows = functions.map(({ kind, name, file, line }) => {
    const place = link(`${baseName(file)}:${line}`, page.linkTo(file, line));
    return `<tr><th scope="row">${words(name)}</th><td>${kind}</td><td>${place}</td></tr>`;
  });
  return `<h2>Functions</h2>\n<table>\n${rows.join("\n")}\n</table>`;
}

function link(text: string, address: string): string {
  return `<a href="${escapedHtml(address)}">${words(text)}</a>`;
}

function words(text: string): string {
  return escapedHtml(text.replace(/\s+/g, " "));
}
