import { crc32 } from 'node:zlib';

interface Entry {
	name: string;
	bytes: Buffer;
}

/** Returns the fields that both records of an entry share; nothing is compressed. */
function facts({ bytes }: Entry): Buffer {
	const part = Buffer.alloc(26 - 4);
	part.writeUInt16LE(20, 0); // version that can read it
	part.writeUInt16LE(0x21, 8); // 1 January 1980, the earliest day
	part.writeUInt32LE(crc32(bytes), 10);
	part.writeUInt32LE(bytes.length, 14);
	part.writeUInt32LE(bytes.length, 18);
	return part;
}

const word = (value: number, size: 2 | 4) => {
	const part = Buffer.alloc(size);
	part.writeUIntLE(value, 0, size);
	return part;
};

/** Creates a ZIP archive of small files. */
export function createZip(entries: Entry[]): Buffer {
	const bodies: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const entry of entries) {
		const name = Buffer.from(entry.name);
		const local = [
			Buffer.from('PK\x03\x04'),
			facts(entry),
			word(name.length, 2),
			word(0, 2),
			name,
			entry.bytes,
		];
		directory.push(
			Buffer.from('PK\x01\x02'),
			word(20, 2),
			facts(entry),
			word(name.length, 2),
			Buffer.alloc(12),
			word(offset, 4),
			name,
		);
		const body = Buffer.concat(local);
		bodies.push(body);
		offset += body.length;
	}
	const index = Buffer.concat(directory);
	return Buffer.concat([
		...bodies,
		index,
		Buffer.from('PK\x05\x06'),
		word(0, 4),
		word(entries.length, 2),
		word(entries.length, 2),
		word(index.length, 4),
		word(offset, 4),
		word(0, 2),
	]);
}
