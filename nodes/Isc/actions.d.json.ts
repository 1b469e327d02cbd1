// Gives the compiler the type of the file, which it would otherwise infer entry by entry.
import type { StoredResources } from './actions';

declare const actions: StoredResources;
export default actions;
