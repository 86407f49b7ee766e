// Starts the built server the way an operator would: migrate, serve, wait until ready.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Server {
  /** The address that browsers use, without a trailing slash. */
  url: string;
  /** REALTOROS_DATA_DIR, removed by `stop`. */
  dataDir: string;
  /** File with everything that the server wrote. */
  log: string;
  /** Runs a command of the same binary on the same data, such as `demo`; returns what it printed. */
  command(...args: string[]): string;
  /** Kills the server at once (SIGKILL) and starts it again on the same data and port. */
  crash(): Promise<void>;
  /** Stops the server and starts it again on the same data and port with further settings, such as a moved clock. */
  restart(settings: Record<string, string>): Promise<void>;
  /** Stops the server (SIGTERM, then SIGKILL after ten seconds) and throws when it panicked. */
  stop(): Promise<void>;
}

/**
 * Starts a server of its own port and data. `settings` are REALTOROS_* variables, such as
 * `{ REALTOROS_CLOCK_OFFSET: '31d' }`; `log` is where its output goes; `host` is how browsers call this machine.
 */
export async function startServer(
  log: string,
  settings: Record<string, string> = {},
  host = '127.0.0.1',
): Promise<Server> {
  const binary = process.env.REALTOROS_BIN;
  if (!binary) throw new Error('REALTOROS_BIN is not set: run the suite with `make e2e`');
  const dataDir = mkdtempSync(join(tmpdir(), 'realtoros-e2e-'));
  const port = await freePort();
  const url = `http://${host}:${port}`;
  const env = {
    ...withoutSettings(process.env),
    REALTOROS_PROFILE: 'dev',
    REALTOROS_BIND: `127.0.0.1:${port}`,
    REALTOROS_PUBLIC_URL: url,
    REALTOROS_DATA_DIR: dataDir,
    ...settings,
  };

  const command = (...args: string[]) => {
    const { status, stdout, stderr, error } = spawnSync(binary, args, { cwd: root, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`\`realtoros ${args.join(' ')}\` failed: ${error ?? stderr}`);
    return stdout;
  };

  const discardData = () => rmSync(dataDir, { recursive: true, force: true });

  writeFileSync(log, '');
  try {
    command('migrate');
  } catch (error) {
    discardData();
    throw error;
  }
  const output = createWriteStream(log, { flags: 'a' });
  const serve = () => {
    const child = spawn(binary, ['serve'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.pipe(output, { end: false });
    child.stderr.pipe(output, { end: false });
    return child;
  };
  let child = serve();

  const crash = async () => {
    await end(child, 'SIGKILL');
    child = serve();
    await ready(`${url}/readyz`, child, log);
  };
  const restart = async (settings: Record<string, string>) => {
    await end(child, 'SIGTERM');
    Object.assign(env, settings);
    child = serve();
    await ready(`${url}/readyz`, child, log);
  };
  const stop = async () => {
    await end(child, 'SIGTERM');
    await new Promise((flushed) => output.end(flushed));
    discardData();
    const panic = readFileSync(log, 'utf8').match(/.*panicked at.*\n?.*/);
    if (panic) throw new Error(`The server panicked (${log}):\n${panic[0]}`);
  };
  try {
    await ready(`${url}/readyz`, child, log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, dataDir, log, command, crash, restart, stop };
}

/** Settings of the developer's own shell stay out of the tests. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('REALTOROS_')));
}

async function ready(url: string, child: ChildProcess, log: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(50)) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`The server ended before it was ready:\n${readFileSync(log, 'utf8')}`);
    }
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`${url} was not ready within 30 s:\n${readFileSync(log, 'utf8')}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((done) => child.once('close', done));
  child.kill(signal);
  const kill = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await closed;
  clearTimeout(kill);
}

function freePort(): Promise<number> {
  return new Promise((found, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}
