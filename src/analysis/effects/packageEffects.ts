import type { Effect } from "./effects";

interface PackageEffect {
  readonly effect: Effect;
  readonly module: RegExp;
  /** The way from the module to what is called; `()` a call and `#` an object of a class on the way. */
  readonly path: RegExp;
  readonly except?: RegExp;
  /** Only of calls with fewer arguments: what is given beyond stands in for the clock. */
  readonly fewerThan?: number;
}

const any = /^/;
/** Something that was made or reached, not the making of it: `create()` opens no connection, `create().get` does. */
const made = /[(#]|\./;
/** Made from what was made, without a word to the other side: `client.getContainerClient("a")`, `client.db("a")`. */
const makes = /(^|\.)(get\w*Client|from[A-Z]\w*|for[A-Z]\w*|create(Sender|Receiver)|database|container|db|collection)$/;

/** Calls into packages and modules of Node; packages that are not listed are taken to be pure. */
const packageEffects: readonly PackageEffect[] = [
  { effect: "wallClock", module: /^(moment|moment-timezone|dayjs)$/, path: /^(utc|tz)?$/, fewerThan: 1 },
  { effect: "wallClock", module: /^(moment|moment-timezone|dayjs)$/, path: /^now$|\)\.(fromNow|toNow)$/ },
  {
    effect: "wallClock",
    module: /^luxon$/,
    path: /^DateTime\.(now|local|utc)$|\)\.toRelative(Calendar)?$/,
    fewerThan: 1,
  },
  { effect: "wallClock", module: /^luxon$/, path: /\)\.diffNow$/ },
  {
    effect: "wallClock",
    module: /^date-fns$/,
    path: /^(is|startOf|endOf)(Today|Tomorrow|Yesterday)$|^is(Past|Future)$|^isThis\w+$|^formatDistanceToNow(Strict)?$/,
  },
  { effect: "wallClock", module: /^lodash(-es)?$/, path: /^now$/ },
  // Without a reference date, "in two hours" and the next time of a schedule are counted from now.
  {
    effect: "wallClock",
    module: /^chrono-node$/,
    path: /^(default\.)?((casual|strict|[a-z]{2})\.)*(parse|parseDate)$/,
    fewerThan: 2,
  },
  {
    effect: "wallClock",
    module: /^cron-parser$/,
    path: /^(default\.)?(parseExpression|parse|CronExpressionParser\.parse)$/,
    fewerThan: 2,
  },
  { effect: "highResolutionClock", module: /^perf_hooks$/, path: /^performance\.now$/ },
  { effect: "random", module: /^crypto$/, path: /^(randomBytes|randomInt|randomFill(Sync)?|getRandomValues)$/ },
  { effect: "random", module: /^lodash(-es)?$/, path: /^(random|sample|sampleSize|shuffle)$/ },
  { effect: "random", module: /^lodash\/(random|sample|sampleSize|shuffle)$/, path: any },
  { effect: "random", module: /^bcrypt(js)?$/, path: /^(hash|hashSync|genSalt|genSaltSync)$/ },
  { effect: "randomId", module: /^crypto$/, path: /^(webcrypto\.)?randomUUID$/ },
  { effect: "randomId", module: /^uuid$/, path: /^(v1|v4|v6|v7)?$/ },
  {
    effect: "randomId",
    module: /^(uuid\/v[14]|uuidv4|nanoid|ulid|ulidx|cuid|shortid|short-uuid|@paralleldrive\/cuid2)$/,
    path: any,
  },
  { effect: "delay", module: /^timers(\/promises)?$/, path: any },
  // An actor runs the services and timers of its machine by itself.
  { effect: "threads", module: /^xstate$/, path: /^(createActor|interpret)\(\)\.(start|send)$/ },
  { effect: "threads", module: /^(child_process|worker_threads|cluster)$/, path: any },
  {
    effect: "network",
    module: /^(http|https|http2|net|dgram|dns|dns\/promises|tls)$/,
    path: /(request|get|connect|createConnection|lookup|resolve\w*|createServer|createSocket)$/,
  },
  { effect: "network", module: /^axios$/, path: /^$|^(get|post|put|patch|delete|head|options|request)$|^create\(\)/ },
  {
    effect: "network",
    module: /^(node-fetch|cross-fetch|got|ky|superagent|undici|request|request-promise(-native)?)$/,
    path: any,
  },
  {
    effect: "network",
    module: /^@azure\/service-bus$|^@azure\/event-hubs$|^nodemailer$|^@sendgrid\/mail$/,
    path: made,
    except: makes,
  },
  { effect: "storage", module: /^fs(\/promises)?$|^fs-extra$/, path: /^./ },
  {
    effect: "storage",
    module: /^@azure\/(storage-(blob|queue|file-share|file-datalake)|data-tables|cosmos|keyvault-secrets)$/,
    path: made,
    except: makes,
  },
  {
    effect: "storage",
    module: /^(mssql|pg|mysql2?|mongodb|mongoose|redis|ioredis|knex|typeorm|tedious|@prisma\/client)$/,
    path: made,
    except: makes,
  },
  { effect: "environment", module: /^os$/, path: /^./ },
];

/** Whether the table says which calls into a package speak to another system: all others do not. */
export function knowsClientsOf(module: string): boolean {
  return packageEffects.some(({ effect, module: named }) => /^(network|storage)$/.test(effect) && named.test(module));
}

export function packageEffect(module: string, path: string, argumentCount: number): Effect | undefined {
  return packageEffects.find(
    ({ module: named, path: called, except, fewerThan = Infinity }) =>
      named.test(module) && called.test(path) && !except?.test(path) && argumentCount < fewerThan,
  )?.effect;
}
