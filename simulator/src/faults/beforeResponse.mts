import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Faults } from './faults.mts';

async function* inParts(body: Buffer, parts: number, pauseMs: number) {
	const size = Math.max(1, Math.ceil(body.length / parts));
	for (let start = 0; start < body.length; start += size) {
		if (start > 0) await sleep(pauseMs, undefined, { ref: false });
		yield body.subarray(start, start + size);
	}
}

async function* halfThenCut(body: Buffer, request: FastifyRequest) {
	yield body.subarray(0, Math.floor(body.length / 2));
	// The first half needs time to leave the socket before it closes.
	await sleep(20);
	request.raw.socket.destroy();
}

/** Applies a fault to the records and the total of a list. */
function changeList(faults: Faults, request: FastifyRequest, reply: FastifyReply, list: string) {
	const route = `${request.method} ${request.routeOptions.url ?? ''}`;
	const { total, emptyPage, repeatPage } = request.fault ?? {};
	if (total !== undefined) reply.header('x-total-count', total);
	const sent = emptyPage ? '[]' : repeatPage ? (faults.lastLists.get(route) ?? list) : list;
	faults.lastLists.set(route, sent);
	reply.header('content-length', Buffer.byteLength(sent));
	return sent;
}

const isList = (payload: unknown): payload is string =>
	typeof payload === 'string' && payload.startsWith('[');

/** Applies a fault to a response before it is sent. */
export function applyBeforeResponse(
	faults: Faults,
	request: FastifyRequest,
	reply: FastifyReply,
	answer: unknown,
): unknown {
	const payload = isList(answer) ? changeList(faults, request, reply, answer) : answer;
	const fault = request.fault;
	if (!fault || (!fault.cut && !fault.slowBody && !fault.malformedJson)) return payload;
	if (fault.cut === 'after') {
		request.raw.socket.destroy();
		return payload;
	}
	if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload;
	let body = Buffer.from(payload as string);
	if (fault.malformedJson) body = body.subarray(0, Math.max(1, Math.floor(body.length * 0.6)));
	reply.header('content-length', body.length);
	if (fault.cut === 'mid-body') return Readable.from(halfThenCut(body, request));
	if (fault.slowBody) {
		return Readable.from(inParts(body, fault.slowBody.parts, fault.slowBody.pauseMs));
	}
	return body;
}
