import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import { standardError } from '../http/errors.mts';

const defaultBody = (status: number, trackingId: string) =>
	status === 429 ? { message: ' Rate Limit Exceeded ' } : standardError(status, trackingId);

/** Applies a fault before the request is processed. Returns whether the request ends here. */
export function applyBeforeRequest(
	context: SimulatorContext,
	request: FastifyRequest,
	reply: FastifyReply,
): boolean {
	const fault = request.fault;
	if (!fault) return false;
	if (fault.cut === 'before') {
		reply.hijack();
		request.raw.socket.destroy();
		return true;
	}
	if (fault.expireToken) {
		const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
		if (token) context.tokens.expireToken(token);
	}
	for (const [name, value] of Object.entries(fault.headers ?? {})) reply.header(name, value);
	if (fault.redirectTo) {
		reply.redirect(fault.redirectTo, fault.status ?? 302);
		return true;
	}
	if (fault.status && fault.gatewayPage) {
		const title = `${fault.status} ${STATUS_CODES[fault.status] ?? ''}`;
		reply.code(fault.status).header('server', 'nginx').type('text/html');
		reply.send(`<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`);
		return true;
	}
	if (fault.status) {
		const body = 'body' in fault ? fault.body : defaultBody(fault.status, request.trackingId);
		reply.code(fault.status);
		if (typeof body === 'string' || body === undefined) reply.send(body);
		else reply.type('application/json; charset=utf-8').send(JSON.stringify(body));
		return true;
	}
	return false;
}
