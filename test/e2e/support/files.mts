import type { Editor } from '../../../tools/n8n/n8nRestClient.mts';
import type { RunItem } from '../../../tools/n8n/types.mts';

/** What is in the file of an item, wherever n8n keeps it. */
export async function readBytes(
	{ session }: Editor,
	item: RunItem | undefined,
	field = 'data',
): Promise<Buffer> {
	const file = item?.binary?.[field];
	if (!file) throw new Error(`The item has no file in '${field}'.`);
	if (!file.id) return Buffer.from(file.data ?? '', 'base64');
	const query = new URLSearchParams({ id: file.id, action: 'download', fileName: 'file' });
	const response = await session.open(`${session.url}/rest/binary-data?${query}`);
	if (!response.ok) throw new Error(`n8n answered ${response.status} for the file.`);
	return Buffer.from(await response.arrayBuffer());
}

/** The lines of the CSV file of an item. */
export const readCsv = async (editor: Editor, item: RunItem | undefined): Promise<string[]> =>
	(await readBytes(editor, item)).toString().trimEnd().split('\r\n');
