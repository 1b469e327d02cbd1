import type { FastifyRequest } from 'fastify';
import { badRequest } from './errors.mts';

export type UploadedFile = { name: string; type: string; bytes: Buffer };
export type Form = { files: Record<string, UploadedFile>; fields: Record<string, string> };

/** The parts of a multipart body; nothing where the body is something else. */
export async function readForm(request: FastifyRequest): Promise<Form> {
	const form: Form = { files: {}, fields: {} };
	if (!request.isMultipart()) return form;
	for await (const part of request.parts()) {
		if (part.type === 'file') {
			const bytes = await part.toBuffer();
			form.files[part.fieldname] = { name: part.filename, type: part.mimetype, bytes };
		} else form.fields[part.fieldname] = String(part.value);
	}
	return form;
}

/** The file in a part; refuses with 400. */
export async function requireFile(request: FastifyRequest, name: string): Promise<UploadedFile> {
	const file = (await readForm(request)).files[name];
	if (!file) throw badRequest(`The part "${name}" with a file is required.`);
	return file;
}
