import type { FastifyRequest } from 'fastify';

/** The parameters of a token request, wherever the caller put them. */
export type TokenParameters = Record<string, string | undefined>;

async function multipartFields(request: FastifyRequest): Promise<TokenParameters> {
	const fields: TokenParameters = {};
	for await (const part of request.parts()) {
		if (part.type === 'field') fields[part.fieldname] = String(part.value);
		else await part.toBuffer();
	}
	return fields;
}

// Most clients encode the two halves, some do not.
function decoded(value: string): string {
	try {
		return decodeURIComponent(value.replace(/\+/g, ' '));
	} catch {
		return value;
	}
}

function basicCredentials(header: string | undefined): TokenParameters {
	const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
	if (!encoded) return {};
	const text = Buffer.from(encoded, 'base64').toString();
	const colon = text.indexOf(':');
	return {
		client_id: decoded(text.slice(0, colon)),
		client_secret: decoded(text.slice(colon + 1)),
	};
}

/**
 * Gathers the parameters of a token request: query, then header, then body, later ones winning.
 * A JSON body is not read, as nothing says that a real tenant would.
 */
export async function parseTokenRequest(request: FastifyRequest): Promise<TokenParameters> {
	const type = request.headers['content-type'] ?? '';
	let body: TokenParameters = {};
	if (request.isMultipart()) body = await multipartFields(request);
	else if (type.startsWith('application/x-www-form-urlencoded'))
		body = request.body as TokenParameters;
	return {
		...(request.query as TokenParameters),
		...basicCredentials(request.headers.authorization),
		...body,
	};
}
