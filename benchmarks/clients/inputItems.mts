import { createData } from '../../simulator/src/data/data.mts';
import { completeOptions } from '../../simulator/src/options.mts';

/** The ids of the first accounts of a simulated tenant: the same seed makes the same records. */
export function inputItems(count: number): Array<{ id: string }> {
	const { accounts } = createData(completeOptions());
	return Array.from({ length: count }, (_, index) => ({ id: accounts.idAt(index) }));
}
