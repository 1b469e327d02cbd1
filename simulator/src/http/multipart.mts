import type { FastifyRequest } from 'fastify';
import { badRequest } from './errors.mts';

export interface UploadedFile {
	name: string;
	type: string;
	bytes: Buffer;
}
export interface Form {
	files: Record<string, UploadedFile>;
	fields: Record<string, string>;
}

/** Reads the parts of a multipart body; empty for other bodies. */
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

/** Returns the file of a part. Throws a 400 if it is missing. */
export async function requireFile(request: FastifyRequest, name: string): Promise<UploadedFile> {
	const file = (await readForm(request)).files[name];
	if (!file) throw badRequest(`The part "${name}" with a file is required.`);
	return file;
}
