import type { Protocol } from "devtools-protocol";

type RemoteObject = Protocol.Runtime.RemoteObject;
type Preview = Protocol.Runtime.ObjectPreview;

/** Arrays longer than this are shown in pages. */
export const pageSize = 100;
const previewMembers = 5;
const longestText = 500;
/** Characters of a text of the user's that are shown. */
const longestString = 10_000;

/** A value as the Variables view shows it, without its children. */
export interface ShownValue {
  readonly value: string;
  readonly type: string;
  /** Set for what has children. */
  readonly objectId?: string;
  /** Length of an array that is shown in pages. */
  readonly indexed?: number;
}

export function showValue(value: RemoteObject | undefined): ShownValue {
  if (!value) return { value: "undefined", type: "undefined" };
  const type = value.subtype ?? value.type;
  if (value.type === "function") return withObject({ value: functionText(value.description ?? ""), type }, value);
  if (value.type !== "object" || value.subtype === "null") return { value: primitiveText(value), type };
  const indexed = arrayLength(value);
  return withObject({ value: objectText(value), type, ...(indexed > pageSize && { indexed }) }, value);
}

function withObject(shown: ShownValue, { objectId }: RemoteObject): ShownValue {
  return objectId === undefined ? shown : { ...shown, objectId };
}

function stringText(text: string): string {
  if (text.length <= longestString) return JSON.stringify(text);
  return `${JSON.stringify(text.slice(0, longestString))}… (${text.length} characters)`;
}

function primitiveText(value: RemoteObject): string {
  if (value.type === "string") return stringText(String(value.value));
  return (
    value.unserializableValue ?? (value.value === undefined ? (value.description ?? "undefined") : String(value.value))
  );
}

/** The head only: the body of an instrumented function is not what the user wrote. */
function functionText(description: string): string {
  const head = /^(async\s+)?(class\s+[\w$]*|function\s*\*?\s*[\w$]*|\*?\s*[\w$]+)?\s*(\([^)]*\)|[\w$]+(?=\s*=>))?/
    .exec(description)?.[0]
    .trim();
  return `ƒ ${(head ?? "").replace(/\s+/g, " ")}`.trim();
}

function arrayLength({ subtype, description }: RemoteObject): number {
  return subtype === "array" || subtype === "typedarray" ? Number(/\((\d+)\)$/.exec(description ?? "")?.[1] ?? 0) : 0;
}

function objectText({ subtype, description = "Object", preview, className }: RemoteObject): string {
  if (subtype === "error") return description.split("\n")[0] ?? description;
  if (!preview || subtype === "date" || subtype === "regexp") return description;
  const entries = preview.entries?.map(({ key, value }) => (key ? `${brief(key)} => ${brief(value)}` : brief(value)));
  const members = entries ?? preview.properties.map((property) => memberText(property, subtype === "array"));
  const shown = members.slice(0, previewMembers).join(", ");
  const more = preview.overflow || members.length > previewMembers ? ", …" : "";
  if (subtype === "array") return `${description} [${shown}${more}]`;
  const name = description === "Object" ? "" : `${entries ? description : (className ?? description)} `;
  return `${name}{${shown}${more}}`;
}

function memberText({ name, type, value, valuePreview }: Protocol.Runtime.PropertyPreview, bare: boolean): string {
  const text =
    type === "string"
      ? JSON.stringify(value)
      : type === "function"
        ? "ƒ"
        : (value ?? valuePreview?.description ?? type);
  return bare && /^\d+$/.test(name) ? text : `${name}: ${text}`;
}

function brief(preview: Preview): string {
  const text = preview.description ?? preview.type;
  return (preview.type === "string" ? JSON.stringify(text) : text).slice(0, longestText);
}
