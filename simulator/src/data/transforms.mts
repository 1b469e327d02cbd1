import type { RecordBuilderContext } from './recordBuilderContext.mts';
import type { AnyRecord } from './types.mts';

const transformTypes = ['upper', 'lower', 'static', 'concat', 'dateFormat', 'accountAttribute'];

/** Returns the transform at an index. */
export function buildTransform(
	_context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	const type = transformTypes[index % transformTypes.length] as string;
	return {
		id,
		name: `${type} rule ${index + 1}`,
		type,
		attributes: type === 'static' ? { value: 'fixed' } : {},
		internal: index % 4 === 0,
	};
}
