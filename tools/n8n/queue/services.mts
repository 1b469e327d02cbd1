import { chmod, mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { isOlderThan } from '../installation.mts';
import { freePorts } from '../ports.mts';
import { giveFolder, runProgram, startProgram } from './programs.mts';
import type { Program } from './programs.mts';

const START_TIMEOUT_MS = 120_000;
const POLL_MS = 100;
const USER = 'n8n';
const DATABASE = 'n8n';

/** PostgreSQL and Redis of their own, on 127.0.0.1. */
export type Services = {
	/** Environment variables that n8n finds them by. */
	environment: Record<string, string>;
	stop(): Promise<void>;
};

/** Starts a fresh PostgreSQL and a fresh Redis that keep their data in a folder. */
export async function startServices(folder: string): Promise<Services> {
	const [postgresPort = 0, redisPort = 0] = await freePorts(2);
	const data = join(folder, 'postgres');
	await mkdir(data, { recursive: true });
	// The user of PostgreSQL has to reach its folder.
	await chmod(folder, 0o711);
	giveFolder(data);
	await runProgram('initdb', ['-D', data, '-U', USER, '--auth=trust', '-E', 'UTF8', '--no-sync']);
	const server = ['-h', '127.0.0.1', '-p', String(postgresPort)];
	const programs = [
		// A fast shutdown: connections that are open don't delay it.
		startProgram('postgres', ['-D', data, ...server, '-k', data, '-c', 'fsync=off'], 'SIGINT'),
		startProgram('redis-server', [
			...['--bind', '127.0.0.1', '--port', String(redisPort)],
			...['--dir', data, '--save', '', '--appendonly', 'no'],
		]),
	];
	const stop = async () => {
		await Promise.all(programs.map((program) => program.stop()));
	};
	try {
		await untilListening(postgresPort, programs);
		await untilListening(redisPort, programs);
		await createDatabase(server);
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		environment: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgresPort),
			DB_POSTGRESDB_DATABASE: DATABASE,
			DB_POSTGRESDB_USER: USER,
			DB_POSTGRESDB_PASSWORD: 'not checked',
			// With n8n's 2 connections for each process and 20 seconds, bursts fail on a busy machine.
			DB_POSTGRESDB_POOL_SIZE: '10',
			DB_POSTGRESDB_CONNECTION_TIMEOUT: '60000',
			// A process that is busy for n8n's 5 seconds takes its database for lost, and rejects events.
			[isOlderThan('2.38') ? 'N8N_DB_PING_TIMEOUT' : 'DB_PING_TIMEOUT_MS']: '60000',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redisPort),
		},
		stop,
	};
}

/** PostgreSQL listens some moments before it lets anybody in. */
async function createDatabase(server: string[]): Promise<void> {
	const deadline = Date.now() + START_TIMEOUT_MS;
	for (;;) {
		try {
			return await runProgram('createdb', [...server, '-U', USER, DATABASE]);
		} catch (error) {
			if (Date.now() > deadline) throw error;
			await sleep(POLL_MS);
		}
	}
}

async function untilListening(port: number, programs: Program[]): Promise<void> {
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (!(await listens(port))) {
		if (Date.now() > deadline) {
			const tails = programs.map((program) => program.tail()).join('\n');
			throw new Error(`Nothing listens on port ${port}.\n${tails}`);
		}
		await sleep(POLL_MS);
	}
}

async function listens(port: number): Promise<boolean> {
	return await new Promise((done) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => {
			socket.destroy();
			done(true);
		});
		socket.once('error', () => done(false));
	});
}
